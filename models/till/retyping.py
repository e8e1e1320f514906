"""Which lines can change their type, and which shipping method a delivery takes.

*Source*: rules.md, 2.3.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.plans import Facts, Record
from models.till.quantities import is_return, living, number, open_pieces, world_of
from models.till.world import INTERBRANCH, Method


def can_change(facts: Facts, line: Record) -> str:
    """Why a line's type can't be changed, or an empty text."""
    if is_return(line):
        return "it is a return line"
    if living(line) <= 0:
        return "it is cancelled"
    if number(line, "shipped"):
        return "it is shipped" if not open_pieces(line) else "it is shipped in part"
    if number(line, "invoiced"):
        return "it is invoiced"
    return ""


def methods(facts: Facts) -> tuple[Method, ...]:
    """The shipping methods of the originating unit, those between stores aside."""
    return tuple(each for each in _configured(facts) if each.delivery_type != INTERBRANCH)


def not_shipped_with(facts: Facts, named: object) -> str:
    """That the unit delivers with others than the method named."""
    world = world_of(facts)
    way = world.methods.get(str(named))
    unit = world.unit(facts.head.values.get("originating")).name
    has = ", ".join(each.name for each in methods(facts)) or "none"
    return f"{unit} does not deliver with {way.name if way else named}; it has: {has}."


def between_stores(facts: Facts) -> tuple[Method, ...]:
    """The shipping methods of the originating unit that go from store to store."""
    return tuple(each for each in _configured(facts) if each.delivery_type == INTERBRANCH)


def _configured(facts: Facts) -> Iterator[Method]:
    world = world_of(facts)
    for code in world.unit(facts.head.values.get("originating")).methods:
        if code in world.methods:
            yield world.methods[code]


def method_for(facts: Facts) -> str | None:
    """The method named, else the only one, else the first where nobody is asked; None: it has to be named."""
    offered = methods(facts)
    named = facts.inputs.get("shipping_method")
    if named:
        return str(named)
    if len(offered) == 1 or (
        offered and not world_of(facts).settings["App:Checkout:AllowChangingShippingMethod"]
    ):
        return offered[0].id
    return None
