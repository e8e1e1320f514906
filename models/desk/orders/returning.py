"""What a return line brings back: a line of an order on this desk, which counts its living pieces."""

from __future__ import annotations

from models.desk.orders.reading import read_order
from models.desk.session import Session
from models.effects import Draft
from models.errors import Invalid, Unknown
from models.numbers import is_order_line
from models.plans import Record
from models.till.guards import returnable
from models.till.quantities import NO_PAYMENT, living, number, purpose, world_of


def brought_back(session: Session, draft: Draft, about: str, product: str, pieces: int) -> Record:
    """The order line that a new return line names.

    *Units*: ``pieces`` as on the line, negative. *Errors*: `Invalid` where it can't be brought back.
    """
    if pieces > 0:
        raise Invalid("returns: only a return line, with a negative quantity, says what it brings back.")
    nowhere = f"returns: there is no order line {about!r:.60} on this desk; leave it out for a loose return."
    if not is_order_line(about):
        raise Invalid(nowhere)
    try:
        sold = read_order(session, about, draft.facts.actor)
    except Unknown:
        raise Invalid(nowhere) from None
    there = 0 if purpose(sold) in NO_PAYMENT else returnable(sold).get(sold.target, 0)
    there -= number(draft.now(sold.record), "returned") - number(sold.record, "returned")
    if sold.record.values["product"] != product:
        raise Invalid(f"returns: {sold.target} is about {sold.record.values['product']}, not {product}.")
    if there < -pieces:
        raise Invalid(f"returns: {sold.target} has {there} pieces with the customer, not {-pieces}.")
    return sold.record


def recount(draft: Draft, line: Record, now: int, because: str) -> None:
    """The line that a return line names counts what lives of it from now on.

    *Errors*: `Invalid` where more would come back than was handed over.
    """
    sold = world_of(draft.facts).returned.get(line.number)
    if sold is None:
        return
    draft.add(sold, "returned", now - living(line), because)
    there = number(sold, "shipped") - number(sold, "returned")
    if number(draft.now(sold), "returned") > number(sold, "shipped"):
        raise Invalid(f"quantity: {sold.number} has {there} more pieces with the customer.")
