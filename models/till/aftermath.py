"""The facts as they are once a plan is carried out: what statuses, totals and warnings are read from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from models.plans import Change, Creation, Facts, Record
from models.till.quantities import world_of

COUNTERS = ("ordered", "reserved", "shipped", "invoiced", "cancelled", "returned")


def after(facts: Facts, changes: Iterable[Change], creations: Iterable[Creation]) -> Facts:
    """The order, its lines and its stock with the changes applied and the new lines added."""
    moved: dict[str, dict[str, object]] = defaultdict(dict)
    for change in changes:
        moved[change.record][change.field] = change.after

    def now(record: Record) -> Record:
        return record.moved(moved.get(record.number, {}))

    made = [
        Record(
            "order_line",
            f"{facts.head.number}/{each.values['position']}",
            "",
            1,
            {**dict.fromkeys(COUNTERS, 0), **each.values},
        )
        for each in creations
        if each.kind == "order_line"
    ]
    world = world_of(facts)
    stock = dict(world.stock)
    for number, values in moved.items():
        if number.startswith("stock "):
            _, unit, product = number.split(" ", 2)
            stock |= {(unit, product, label): int(str(pieces)) for label, pieces in values.items()}
    return replace(
        facts,
        head=now(facts.head),
        lines=(*(now(line) for line in facts.lines), *made),
        world=replace(world, stock=stock),
    )
