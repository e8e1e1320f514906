"""The facts as they are once a plan is carried out: what statuses, totals and warnings are read from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from models.effects import Draft
from models.plans import Change, Creation, Facts, Record
from models.till.quantities import world_of
from models.till.world import World

COUNTERS = ("ordered", "reserved", "shipped", "invoiced", "cancelled", "returned")


def of(draft: Draft) -> Facts:
    """The facts as a draft leaves them."""
    stocked = any(number.startswith("stock ") for number, _ in draft.moved)
    if stocked or any(each.kind == "order_line" for each in draft.creations):
        return after(draft.facts, draft.changes, draft.creations)
    return draft.after()


def after(facts: Facts, changes: Iterable[Change], creations: Iterable[Creation]) -> Facts:
    """The order, its lines and its stock with the changes applied and the new lines added."""
    moved: dict[str, dict[str, object]] = defaultdict(dict)
    for change in changes:
        moved[change.record][change.field] = change.after

    world = _stocked(world_of(facts), moved)
    head = facts.head.moved(moved.pop(facts.head.number, {}))
    lines = facts.lines
    if moved:
        lines = tuple([line.moved(moved.get(line.number, {})) for line in lines])
    made = [
        Record(
            "order_line",
            f"{head.number}/{each.values['position']}",
            "",
            1,
            {**dict.fromkeys(COUNTERS, 0), **each.values},
        )
        for each in creations
        if each.kind == "order_line"
    ]
    return facts.then(head, (*lines, *made) if made else lines, world)


def taken_back(facts: Facts, changes: Iterable[Change]) -> Facts:
    """The order as an undo leaves it: the lines that were made are gone.

    One that was taken out was taken out of a basket, of which no status is read.
    """
    moves = tuple(changes)
    gone = {each.record for each in moves if each.field == "quantity" and each.after is None}
    then = after(facts, moves, ())
    return then.then(then.head, tuple(line for line in then.lines if line.number not in gone), then.world)


def _stocked(world: World, moved: Mapping[str, Mapping[str, object]]) -> World:
    """The surroundings with the stock that moves."""
    moves = [number for number in moved if number.startswith("stock ")]
    if not moves:
        return world
    stock = dict(world.stock)
    for number in moves:
        _, unit, product = number.split(" ", 2)
        stock |= {(unit, product, label): int(str(pieces)) for label, pieces in moved[number].items()}
    return replace(world, stock=stock)
