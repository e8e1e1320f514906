"""The console with an order in front, or with their list, on a real desk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from models import Desk
from tests.tui.at_case import at_case, press
from tests.tui.at_list import WIDE, at_list
from tests.tui.shop import ORDER
from tui.commands import Keymap
from tui.screens.order import OrderScreen
from tui.screens.order_list import OrderListScreen


@asynccontextmanager
async def at_orders(
    desk: Desk, size: tuple[int, int] = WIDE, keymap: Keymap | None = None
) -> AsyncIterator[Pilot[None]]:
    """The console, once the list of orders has been gone to and read."""
    async with at_list(desk, size, keymap) as pilot:
        await press(pilot, "tab")
        yield pilot


@asynccontextmanager
async def at_order(
    desk: Desk, size: tuple[int, int] = WIDE, number: str = ORDER, keymap: Keymap | None = None
) -> AsyncIterator[Pilot[None]]:
    """The console with an order in front."""
    async with at_case(desk, size, number, keymap) as pilot:
        yield pilot


def order_list(pilot: Pilot[None]) -> OrderListScreen:
    """The list of orders, in front or under a dialog."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, OrderListScreen))


def order_screen(pilot: Pilot[None]) -> OrderScreen:
    """The order's screen, in front or under a dialog."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, OrderScreen))
