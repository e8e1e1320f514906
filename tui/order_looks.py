"""How orders look at this desk: their badges and views, read when the first order is looked at."""

from __future__ import annotations

from models import Badge, Desk, LabelView, SavedView
from tui.badges import Badges
from tui.bench import Bench

#: What the type of an order says whose lines have more than one.
MIXED = "mixed"
Looks = tuple[dict[str, Badge], dict[str, Badge], tuple[SavedView, ...]]


async def learn_orders(bench: Bench) -> None:
    """Read the badges of orders (machine ``order``), of their types (``type``) and their views, once."""
    if "orders" not in bench.views:
        badges, types, views = await bench.work.call(_looks)
        bench.badges["order"] = Badges(badges)
        bench.badges["type"] = Badges(types)
        bench.views["orders"] = views


def type_badges(labels: tuple[LabelView, ...]) -> dict[str, Badge]:
    """How the action types look, and Mixed."""
    mixed = Badge(MIXED, "≠", "Mixed", "amber", final=False)
    known = {each.code: Badge(each.code, "", each.name, each.colour, final=False) for each in labels}
    return known | {MIXED: mixed}


def _looks(desk: Desk) -> Looks:
    return desk.badges("order"), type_badges(desk.till.labels("type")), desk.views("orders")
