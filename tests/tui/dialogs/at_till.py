"""The console with a dialog of the till in front: asked for as a screen asks, on a real desk."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import cast

from textual.pilot import Pilot
from textual.screen import Screen

from models import Desk, Done
from tests.rig.pictures import settled
from tests.tui.desks import NOON
from tui.app import CasedeskApp


@asynccontextmanager
async def at_till(
    desk: Desk, ask: Callable[[Screen[None]], Awaitable[Done | None]], size: tuple[int, int] = (100, 30)
) -> AsyncIterator[tuple[Pilot[None], list[Done | None]]]:
    """The console at noon with this dialog open, and what it came to once it is closed."""
    app = CasedeskApp(desk, now=lambda: NOON)
    came_to: list[Done | None] = []
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        screen = cast("Screen[None]", app.screen)

        async def run() -> None:
            came_to.append(await ask(screen))

        screen.run_worker(run(), group="fire")
        await pilot.pause()
        await settled(pilot)
        yield pilot, came_to
