"""The console with one of the places beside cases and orders in front, on a real desk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from models import Desk
from tests.rig.pictures import settled
from tests.tui.desks import NOON
from tui.app import CasedeskApp
from tui.commands import Keymap


async def type_ahead(pilot: Pilot[None], *keys: str) -> None:
    """Press these keys without waiting for what each of them does."""
    for key in keys:
        pilot.app.post_message(events.Key(key, " " if key == "space" else key if len(key) == 1 else None))
    await settled(pilot)


@asynccontextmanager
async def at_place(
    desk: Desk, place: Screen[None], size: tuple[int, int] = (132, 30), keymap: Keymap | None = None
) -> AsyncIterator[Pilot[None]]:
    """The console at noon with the place in front."""
    app = CasedeskApp(desk, now=lambda: NOON, keymap=keymap)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        app.push_screen(place)
        await settled(pilot)
        yield pilot
    desk.close()
