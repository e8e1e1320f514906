"""Who may make no new record is told so at once, and before he has filled in a form."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models import Desk
from tests.tui.at_case import press, seen
from tests.tui.at_list import at_list
from tests.tui.at_order import at_order, at_orders
from tests.tui.desks import filled_desk
from tests.tui.shop import placed_order
from tui.dialogs.form_dialog import FormDialog
from tui.widgets.key_bar import KeyBar

TOLD = "Edit needs the role agent; eli is viewer."


def only_reading(desk: Desk) -> Desk:
    """The desk as eli sees it, who is a viewer."""
    desk.as_agent("mia").put("agent", {"name": "eli", "role": "viewer"})
    return desk.as_agent("eli")


@pytest.mark.parametrize("at", [at_list, at_orders])
async def test_a_viewer_opens_no_form_of_a_new_record(
    at: Callable[[Desk], AbstractAsyncContextManager[Pilot[None]]], tmp_path: Path
) -> None:
    desk = filled_desk(tmp_path) if at is at_list else placed_order(tmp_path)
    async with at(only_reading(desk)) as pilot:
        [hint] = [each for each in pilot.app.screen.query_one(KeyBar)._hints if each.key == "+"]
        assert not hint.open
        await press(pilot, "+")
        assert TOLD in seen(pilot)
        assert not isinstance(pilot.app.screen, FormDialog)


async def test_a_viewer_opens_no_form_of_a_case_about_an_order(tmp_path: Path) -> None:
    async with at_order(only_reading(placed_order(tmp_path))) as pilot:
        await press(pilot, "c")
        assert TOLD in seen(pilot)
        assert not isinstance(pilot.app.screen, FormDialog)


async def test_who_may_finds_the_key_bright(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        [hint] = [each for each in pilot.app.screen.query_one(KeyBar)._hints if each.key == "+"]
        assert hint.open
        await press(pilot, "+")
        assert isinstance(pilot.app.screen, FormDialog)
