"""The console with the list in front, on a real desk, at noon."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from textual.pilot import Pilot

from models import Desk
from tests.rig.pictures import settled
from tests.tui.at_case import seen
from tests.tui.desks import NOON
from tui.app import CasedeskApp
from tui.commands import Keymap
from tui.screens.case_list import CaseListScreen

WIDE, NARROW = (132, 30), (80, 24)


@asynccontextmanager
async def at_list(
    desk: Desk, size: tuple[int, int] = WIDE, keymap: Keymap | None = None
) -> AsyncIterator[Pilot[None]]:
    """The console, once everything on its first screen has been read."""
    app = CasedeskApp(desk, now=lambda: NOON, keymap=keymap)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield pilot
    desk.close()


def list_screen(pilot: Pilot[None]) -> CaseListScreen:
    """The list, in front or under a dialog."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, CaseListScreen))


def highlighted(pilot: Pilot[None]) -> str:
    """The number under the cursor, short."""
    return list_screen(pilot).record()[-2:]


def copied(pilot: Pilot[None]) -> str:
    """What the console last wrote to the clipboard."""
    return cast(CasedeskApp, pilot.app).clipboard


def numbers(pilot: Pilot[None]) -> list[str]:
    """The last two digits of the numbers in sight."""
    return [line[11:13] for line in seen(pilot).splitlines()[:-2] if line[1:6] == "ORDCS"]
