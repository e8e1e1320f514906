"""Cancelling and splitting lines, changing their types and where they are fetched."""

from __future__ import annotations

from dataclasses import replace

from models.effects import Draft
from models.plans import Creation, Reason, Record
from models.till import checklist
from models.till.paying import invoice, settle_invoices
from models.till.placing import allocate, allocate_lines, ship_later
from models.till.quantities import (
    NO_PAYMENT,
    is_return,
    living,
    number,
    open_pieces,
    purpose,
    world_of,
)
from models.till.retyping import can_change, method_for
from models.till.stockroom import release, shrink_shipment


def cancel_open(draft: Draft, record: Record, because: str) -> None:
    """Open pieces are cancelled, of the order, of a line or so many of a line; never what is shipped."""
    chosen, pieces = draft.answer("line"), draft.answer("quantity")
    for line in draft.facts.lines:
        if chosen in (None, line.number):
            wanted = open_pieces(line) if not isinstance(pieces, int) else pieces
            if wanted > 0:
                _cancel(draft, line, wanted, because)
    if not draft.facts.lines:
        draft.set(record, "state", "cancelled", because)
    settle_invoices(draft, because)


def _cancel(draft: Draft, line: Record, pieces: int, because: str) -> None:
    if purpose(draft.facts) in NO_PAYMENT:
        # What is on its way to another store has been handed over: it is no longer open.
        shrink_shipment(draft, line, pieces, because)
    else:
        held = number(line, "reserved") + number(line, "ordered")
        release(draft, line, max(0, pieces - (open_pieces(line) - held)), because)
    draft.add(line, "cancelled", pieces, because)
    original = world_of(draft.facts).returned.get(line.number)
    if is_return(line) and original is not None:
        counted = number(draft.now(original), "returned")
        draft.set(original, "returned", max(0, counted - pieces), because)


_COPIED = (
    "product",
    "is_product",
    "unit_price_minor",
    "type",
    "shipping_method",
    "ship_from",
    "label",
    "returns",
    "description",
)


def split_line(draft: Draft, record: Record, because: str) -> None:
    """Some open pieces of a line become a line of their own, with what was set aside or ordered for them."""
    line = next(line for line in draft.facts.lines if line.number == draft.answer("line"))
    answer = draft.answer("quantity")
    pieces = answer if isinstance(answer, int) else 0
    sign = -1 if is_return(line) else 1
    position = number(record, "last_line") + 1
    draft.set(record, "last_line", position, because)
    draft.set(line, "quantity", number(line, "quantity") - sign * pieces, because)
    values = {name: line.values.get(name) for name in _COPIED}
    values |= {"quantity": sign * pieces, "position": position}
    made = Record("order_line", f"{record.number}/{position}", "", 1, values)
    _hand_on(draft, line, made, pieces, because)
    values |= draft.taken(made)
    draft.creations.append(Creation("order_line", values, because))


def _hand_on(draft: Draft, line: Record, made: Record, pieces: int, because: str) -> None:
    """The new line takes over pieces: first loose ones, then those on order, then those set aside."""
    if purpose(draft.facts) not in NO_PAYMENT:
        held = number(line, "reserved") + number(line, "ordered")
        bound = max(0, pieces - (open_pieces(line) - held))
        ordered = min(bound, number(line, "ordered"))
        for name, moved in (("ordered", ordered), ("reserved", bound - ordered)):
            draft.add(line, name, -moved, because)
            draft.add(made, name, moved, because)
    if line.number in world_of(draft.facts).shipments:
        shrink_shipment(draft, line, pieces, because)
        unit = line.values.get("ship_from") or draft.facts.head.values.get("originating")
        ship_later(draft, made, str(unit or ""), pieces, because)
    invoiced = max(0, number(line, "invoiced") - (living(line) - pieces))
    invoice(draft, line, -invoiced, because)
    invoice(draft, made, invoiced, because)


#: What a change of type changes of a line, whatever follows from it.
LINE_TYPE = ("type", "shipping_method", "ship_from")


def change_type(draft: Draft, record: Record, because: str) -> None:
    """A line, or every line that can, becomes another type; the others are named."""
    chosen = draft.answer("line")
    kind, house = str(draft.answer("type")), draft.answer("ship_from")
    draft.answer("shipping_method")
    behaves = world_of(draft.facts).behaves(kind)
    method = method_for(draft.facts) if behaves == "delivery" else None
    wanted = dict(
        zip(LINE_TYPE, (kind, method, house if behaves in ("delivery", "order") else None), strict=True)
    )
    moved = []
    for line in draft.facts.lines:
        if chosen not in (None, line.number):
            continue
        if barred := can_change(draft.facts, line):
            message = f"Line {line.number} stays as it is: {barred}."
            draft.warnings.append(Reason(line.number, "type_stays", message, "rules.md 2.6"))
        elif any(
            value != line.values.get(name)
            for name, value in wanted.items()
            # Once placed, the warehouse that was found is no less right than the nearest.
            if name != "ship_from" or house or record.state != "placed"
        ):
            moved.append(line)
            if record.state == "placed":
                release(draft, line, open_pieces(line), because)
            for name, value in wanted.items():
                draft.set(line, name, value, because)
    if record.state == "placed":
        allocate_lines(draft, moved, because)
        settle_invoices(draft, because)
    _warn_of_types(draft, record)


def _warn_of_types(draft: Draft, record: Record) -> None:
    """What the types lack: a basket says it until it is placed, a placed order says it now."""
    after = draft.after()
    found = checklist.mixed_allowed(draft.rulebook, after, after.head)
    if record.state == "placed":
        for point in (checklist.customer_known, checklist.address_known, checklist.pickup_known):
            found += point(draft.rulebook, after, after.head)
    draft.warnings += [replace(each, source=each.source or "rules.md 2.3") for each in found]


def change_pickup(draft: Draft, record: Record, because: str) -> None:
    """Goods are fetched elsewhere: what is set aside for Reserve lines is let go and found there."""
    wanted = draft.answer("pickup")
    world, head = world_of(draft.facts), record.values
    moves = record.state == "placed" and wanted != (head.get("pickup") or head.get("originating"))
    lines = [
        line for line in draft.facts.lines if moves and world.behaves(line.values.get("type")) == "reserve"
    ]
    for line in lines:
        release(draft, line, open_pieces(line), because)
        draft.set(line, "ship_from", None, because)
    draft.set(record, "pickup", wanted, because)
    for line in lines:
        allocate(draft, line, because)
