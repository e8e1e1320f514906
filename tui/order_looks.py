"""How orders look at this desk: their badges and views, read when the first order is looked at."""

from __future__ import annotations

from models import Badge, Desk, SavedView
from tui.bench import Bench


async def learn_orders(bench: Bench) -> None:
    """Read the badges of orders and the views of their list, once."""
    if "orders" not in bench.views:
        badges, views = await bench.work.call(_looks)
        bench.badges["order"].learn(badges)
        bench.views["orders"] = views


def _looks(desk: Desk) -> tuple[dict[str, Badge], tuple[SavedView, ...]]:
    return desk.badges("order"), desk.views("orders")
