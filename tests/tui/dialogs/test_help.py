"""``?`` says every key of a screen in words that are whole, however narrow the terminal is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.rig.pictures import Picture
from tests.tui.at_case import at_case, lamps, press, seen
from tests.tui.at_list import NARROW, WIDE, at_list
from tests.tui.at_order import at_order, at_orders
from tests.tui.shop import mixed_basket
from tui.dialogs.help import Entry, Group, HelpDialog, columns

Opening = Callable[[Path, tuple[int, int]], AbstractAsyncContextManager[Pilot[None]]]
SCREENS: dict[str, Opening] = {
    "cases": lambda folder, size: at_list(lamps(folder), size),
    "case": lambda folder, size: at_case(lamps(folder, "submit"), size),
    "orders": lambda folder, size: at_orders(mixed_basket(folder), size),
    "order": lambda folder, size: at_order(mixed_basket(folder), size),
}


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=str)
@pytest.mark.parametrize("screen", SCREENS)
async def test_no_word_of_the_help_is_cut_off(tmp_path: Path, screen: str, size: tuple[int, int]) -> None:
    async with SCREENS[screen](tmp_path, size) as pilot:
        await press(pilot, "?")
        dialog = pilot.app.screen
        assert isinstance(dialog, HelpDialog)
        # All of it, below the edge of the dialog, too.
        for column in dialog.query(".help--column"):
            rows = [strip.text for strip in column.render_lines(column.content_region.reset_offset)]
            assert rows
            assert not [row for row in rows if "…" in row and "1 … 9" not in row]


async def test_the_help_of_an_order_looks_as_it_should_in_a_small_terminal(
    tmp_path: Path, picture: Picture
) -> None:
    async with at_order(mixed_basket(tmp_path), NARROW) as pilot:
        await press(pilot, "?")
        assert "Activity: all, notes or" in seen(pilot)
        await picture(pilot)


def test_columns_are_as_high_as_the_rows_of_their_words() -> None:
    long = Group("Long", tuple(Entry((key,), "a label that goes on and on and on and on") for key in "abc"))
    short = Group("Short", tuple(Entry((key,), "label") for key in "abc"))
    assert columns([long, short, short], 2) == [[long], [short, short]]
