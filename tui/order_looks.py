"""How orders look at this desk: their badges, views and types, read when the first order is looked at."""

from __future__ import annotations

from collections.abc import Iterable

from models import Badge, Desk, LabelView, SavedView
from tui.bench import Bench


async def learn_orders(bench: Bench) -> None:
    """Read the badges of orders, the views of their list and what types are called, once."""
    if "orders" not in bench.views:
        badges, views, types = await bench.work.call(_looks)
        bench.badges["order"].learn(badges)
        learn_types(bench, types)
        bench.views["orders"] = views


def learn_types(bench: Bench, types: Iterable[LabelView]) -> None:
    """Know from now on what these types are called."""
    bench.types.update({each.code: each.name for each in types})


def _looks(desk: Desk) -> tuple[dict[str, Badge], tuple[SavedView, ...], tuple[LabelView, ...]]:
    return desk.badges("order"), desk.views("orders"), desk.till.labels("type", used=False)
