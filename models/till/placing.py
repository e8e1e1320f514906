"""Placing an order: shipments, orders to the store and reservations, line by line; and where it is sold from.

*Source*: rules.md, 2.3.
"""

from __future__ import annotations

from models.effects import Draft
from models.plans import Creation, Record
from models.till.quantities import (
    NO_PAYMENT,
    alive,
    is_product,
    is_return,
    number,
    open_pieces,
    purpose,
    store,
    world_of,
)
from models.till.stockroom import held, order_to_store, reserve, warehouse_with


def place_lines(draft: Draft, record: Record, because: str) -> None:
    """Every line gets what its type asks for."""
    for line in draft.facts.lines:
        allocate(draft, line, because)


def allocate(draft: Draft, line: Record, because: str) -> None:
    """Makes a line's shipment, sets its pieces aside or orders them; what is set aside already stays."""
    now = draft.now(line)
    pieces = open_pieces(now) - number(now, "reserved") - number(now, "ordered")
    if pieces <= 0 or is_return(now):
        return
    facts = draft.after()
    if purpose(facts) in NO_PAYMENT:
        _ship_later(draft, now, str(facts.head.values.get("originating")), pieces, because)
        return
    behaves = world_of(facts).behaves(now.values.get("type"))
    if behaves == "delivery":
        _deliver(draft, line, str(facts.head.values.get("originating")), pieces, because)
    elif not is_product(now) or behaves == "carry_out":
        return
    elif behaves == "reserve":
        unit = store(facts, now)
        here = max(0, min(pieces, held(draft, unit, line, "sellable")))
        if here:
            reserve(draft, unit, line, here, because)
        order_to_store(draft, unit, line, pieces - here, because)
    else:
        order_to_store(draft, store(facts, now), line, pieces, because)


def _deliver(draft: Draft, line: Record, unit: str, pieces: int, because: str) -> None:
    house = str(draft.value(line, "ship_from") or "") or warehouse_with(draft, unit, line, pieces)
    if not is_product(line):
        return
    draft.set(line, "ship_from", house, because)
    reserve(draft, house, line, pieces, because)
    _ship_later(draft, draft.now(line), house, pieces, because)


def _ship_later(draft: Draft, line: Record, unit: str, pieces: int, because: str) -> None:
    shipment = world_of(draft.facts).shipments.get(line.number)
    if shipment is not None and draft.value(shipment, "state") == "open":
        draft.add(shipment, "pieces", pieces, because)
        return
    values = {
        "line": line.number,
        "unit": unit,
        "method": line.values.get("shipping_method") or draft.facts.head.values.get("shipping_method"),
        "pieces": pieces,
    }
    draft.creations.append(Creation("shipment", values, because))


def move_sold_from(draft: Draft, record: Record, because: str) -> None:
    """An unpaid order of open Reserve lines is sold from its pickup point, where the setting says so."""
    facts = draft.after()
    world, head = world_of(facts), facts.head.values
    if not world.settings["RequiredData:RequireOrderTransferForNonPaidPickup"]:
        return
    waiting = [line for line in alive(facts) if open_pieces(line) > 0]
    reserved = all(world.behaves(line.values.get("type")) == "reserve" for line in waiting)
    elsewhere = head.get("pickup") and head.get("pickup") != head.get("originating")
    if waiting and reserved and elsewhere and not number(facts.head, "paid_minor"):
        draft.set(record, "sold_from", head.get("pickup"), "RequireOrderTransferForNonPaidPickup")
