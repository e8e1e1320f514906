"""What a return line says it brings back: that line's pieces are counted as returned, once.

*Source*: rules.md, 2.3 (a return line may name what it returns or be loose).
"""

from __future__ import annotations

from dataclasses import replace

from models.desk.orders.reading import read_order
from models.desk.references import reference
from models.desk.session import Session
from models.effects import Draft
from models.errors import Invalid, Refused, Unknown
from models.plans import Reason, Record, Refusal
from models.till.guards import returnable
from models.till.quantities import NO_PAYMENT, is_return, living, number, purpose, world_of


def bring_back(session: Session, draft: Draft, line: Record) -> Record:
    """A new line with the number of what it brings back as the desk writes it; the draft counts it there.

    *Errors*: `Invalid` where it names no line that goods could come back from, `Refused` where it
    names more than is with the customer.
    """
    text = str(line.values.get("returns") or "")
    if not text:
        return line
    if not is_return(line):
        raise Invalid("returns: only a line with a negative quantity brings something back.")
    original = _original(session, draft, text, line)
    around = world_of(draft.facts)
    known = {**around.returned, line.number: original}
    draft.facts = replace(draft.facts, world=replace(around, returned=known))
    _count(draft, original, living(line), "add_line")
    return replace(line, values={**line.values, "returns": original.number})


def _original(session: Session, draft: Draft, text: str, line: Record) -> Record:
    named = reference(text)
    if named is None or named.position is None:
        raise Invalid(f"returns: {text!r:.60} names no order line; write one like SO0001042/1.")
    try:
        order = read_order(session, named.number, draft.facts.actor)
    except Unknown:
        raise Invalid(f"returns: there is no order line {named.number} on this desk.") from None
    original = order.record
    product = original.values.get("product")
    if product != line.values.get("product"):
        raise Invalid(f"returns: {original.number} is about {product}, not the line's product.")
    if original.number not in returnable(order) or purpose(order) in NO_PAYMENT:
        raise Invalid(f"returns: {original.number} sold nothing that could come back.")
    return original


def recount(draft: Draft, line: Record, now: int, because: str) -> None:
    """The line that a return line names counts the pieces of it that live from now on.

    *Errors*: `Refused` where that is more than is with the customer.
    """
    original = world_of(draft.facts).returned.get(line.number)
    if original is not None:
        _count(draft, original, now - living(line), because)


def _count(draft: Draft, original: Record, pieces: int, because: str) -> None:
    left = number(original, "shipped") - number(draft.now(original), "returned")
    if pieces > left:
        message = f"Line {original.number} has {left} pieces more with the customer, not {pieces}."
        reason = Reason(original.number, "not_returnable", message, "rules.md 2.3")
        raise Refused(Refusal(because, draft.facts.head.number, (reason,)))
    draft.add(original, "returned", pieces, because)
