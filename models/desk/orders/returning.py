"""What a return line says it brings back: that line's pieces are counted as returned, once.

*Source*: rules.md, 2.3 (a return line may name what it returns or be loose).
"""

from __future__ import annotations

from dataclasses import replace

from models.desk.orders.reading import read_order
from models.desk.references import reference
from models.desk.session import Session
from models.errors import Invalid, Refused, Unknown
from models.plans import Change, Facts, Reason, Record, Refusal
from models.till.guards import returnable
from models.till.quantities import NO_PAYMENT, is_return, living, number, purpose, world_of


def bring_back(session: Session, facts: Facts, line: Record) -> tuple[Facts, tuple[Change, ...], str]:
    """The facts with what a new line returns, the change to that, and its number as the desk writes it.

    *Errors*: `Invalid` where it names no line that goods could come back from, `Refused` where it
    names more than is with the customer.
    """
    text = str(line.values.get("returns") or "")
    if not text:
        return facts, (), ""
    if not is_return(line):
        raise Invalid("returns: only a line with a negative quantity brings something back.")
    named = reference(text)
    if named is None or named.position is None:
        raise Invalid(f"returns: {text!r:.60} names no order line; write one like SO0001042/1.")
    around = world_of(facts)
    known = {each.number: each for each in around.returned.values()}
    original = known.get(named.number) or _original(session, facts, named.number, line)
    change = _counted(original, living(line), facts.head.number, "add_line")
    counted = replace(original, values={**original.values, "returned": change.after})
    world = replace(around, returned={**around.returned, line.number: counted})
    return replace(facts, world=world), (change,), named.number


def _original(session: Session, facts: Facts, named: str, line: Record) -> Record:
    try:
        order = read_order(session, named, facts.actor)
    except Unknown:
        raise Invalid(f"returns: there is no order line {named} on this desk.") from None
    original = order.record
    if original.values.get("product") != line.values.get("product"):
        raise Invalid(f"returns: {named} is about {original.values.get('product')}, not the line's product.")
    if original.number not in returnable(order) or purpose(order) in NO_PAYMENT:
        raise Invalid(f"returns: {named} sold nothing that could come back.")
    return original


def returned_with(facts: Facts, line: Record, pieces: int, because: str) -> tuple[Change, ...]:
    """The change to what a line returns when it brings back so many pieces more, or fewer.

    *Errors*: `Refused` where that is more than is with the customer.
    """
    original = world_of(facts).returned.get(line.number)
    if original is None or not pieces:
        return ()
    return (_counted(original, pieces, facts.head.number, because),)


def _counted(original: Record, pieces: int, record: str, because: str) -> Change:
    before = number(original, "returned")
    left = number(original, "shipped") - before
    if pieces > left:
        message = f"Line {original.number} has {left} pieces more with the customer, not {pieces}."
        reason = Reason(original.number, "not_returnable", message, "rules.md 2.3")
        raise Refused(Refusal(because, record, (reason,)))
    return Change(original.number, "returned", before, max(0, before + pieces), because)
