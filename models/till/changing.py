"""Cancelling, splitting, changing types and pickup points."""

from __future__ import annotations

from models.effects import Draft
from models.plans import Creation, Reason, Record
from models.till.paying import invoice
from models.till.placing import allocate
from models.till.quantities import NO_PAYMENT, is_return, living, number, open_pieces, purpose, world_of
from models.till.retyping import can_change, method_for
from models.till.stockroom import release, shrink_shipment


def cancel_open(draft: Draft, record: Record, because: str) -> None:
    """Open pieces are cancelled, of the order, of a line or so many of a line; never what is shipped."""
    chosen, pieces = draft.answer("line"), draft.answer("quantity")
    draft.answer("reason")
    for line in draft.facts.lines:
        if chosen in (None, line.number):
            wanted = open_pieces(line) if not isinstance(pieces, int) else pieces
            if wanted > 0:
                _cancel(draft, line, wanted, because)
    if not draft.facts.lines:
        draft.set(record, "state", "cancelled", because)


def _cancel(draft: Draft, line: Record, pieces: int, because: str) -> None:
    held = number(line, "reserved") + number(line, "ordered")
    free = open_pieces(line) - held
    release(draft, line, max(0, pieces - free), because)
    if purpose(draft.facts) in NO_PAYMENT:
        shrink_shipment(draft, line, pieces, because)
    draft.add(line, "cancelled", pieces, because)
    credit = number(line, "invoiced") - (living(line) - pieces)
    if credit > 0:
        invoice(draft, line, -credit, because)
    original = world_of(draft.facts).returned.get(line.number)
    if is_return(line) and original is not None:
        draft.add(original, "returned", -pieces, because)


def split_line(draft: Draft, record: Record, because: str) -> None:
    """Some open pieces of a line become a line of their own, of the same type."""
    line = next(line for line in draft.facts.lines if line.number == draft.answer("line"))
    answer = draft.answer("quantity")
    pieces = answer if isinstance(answer, int) else 0
    placed = record.state == "placed"
    if placed:
        release(draft, line, number(line, "reserved") + number(line, "ordered"), because)
    sign = -1 if is_return(line) else 1
    draft.set(line, "quantity", number(line, "quantity") - sign * pieces, because)
    if placed:
        allocate(draft, line, because)
    position = number(record, "last_line") + 1
    draft.set(record, "last_line", position, because)
    kept = (
        "product",
        "is_product",
        "unit_price_minor",
        "type",
        "shipping_method",
        "label",
        "returns",
        "description",
    )
    values = {name: line.values.get(name) for name in kept} | {
        "quantity": sign * pieces,
        "position": position,
    }
    made = Record("order_line", f"{record.number}/{position}", "", 1, values | {"order": record.number})
    if placed:
        allocate(draft, made, because)
    values |= draft.taken(made)
    draft.creations.append(Creation("order_line", values, because))


def change_type(draft: Draft, record: Record, because: str) -> None:
    """A line, or every line that can, becomes another type; the others are named."""
    chosen = draft.answer("line")
    kind, house = str(draft.answer("type")), draft.answer("ship_from")
    draft.answer("shipping_method")
    placed = record.state == "placed"
    for line in draft.facts.lines:
        if chosen not in (None, line.number):
            continue
        barred = can_change(draft.facts, line)
        if barred:
            draft.warnings.append(
                Reason(line.number, "type_stays", f"Line {line.number} stays as it is: {barred}.")
            )
            continue
        if placed:
            release(draft, line, open_pieces(line), because)
        draft.set(line, "type", kind, because)
        delivery = world_of(draft.facts).behaves(kind) == "delivery"
        draft.set(line, "shipping_method", method_for(draft.facts) if delivery else None, because)
        draft.set(line, "ship_from", house if delivery else None, because)
        if placed:
            allocate(draft, line, because)


def change_pickup(draft: Draft, record: Record, because: str) -> None:
    """Goods are fetched elsewhere: what is set aside for Reserve lines moves there."""
    lines = [
        line
        for line in draft.facts.lines
        if record.state == "placed" and world_of(draft.facts).behaves(line.values.get("type")) == "reserve"
    ]
    for line in lines:
        release(draft, line, open_pieces(line), because)
    draft.set(record, "pickup", draft.answer("pickup"), because)
    for line in lines:
        allocate(draft, line, because)
