"""Which lines can change their type, and which shipping method a delivery takes.

*Source*: rules.md, 2.3.
"""

from __future__ import annotations

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
    world = world_of(facts)
    unit = world.unit(facts.head.values.get("originating"))
    known = (world.methods.get(each) for each in unit.methods)
    return tuple(each for each in known if each is not None and each.delivery_type != INTERBRANCH)


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
