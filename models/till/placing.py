"""Placing an order: shipments, orders to the store and reservations, line by line; and where it is sold from.

*Source*: rules.md, 2.3.
"""

from __future__ import annotations

from collections.abc import Iterable

from models.effects import Draft
from models.plans import Creation, Record
from models.till.paying import settle_invoices
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
    """Every line gets what its type asks for; what costs nothing is paid and may be invoiced at once."""
    allocate_lines(draft, draft.facts.lines, because)
    settle_invoices(draft, because)


def allocate_lines(draft: Draft, lines: Iterable[Record], because: str) -> None:
    """Deliveries first: the checklist has promised them the warehouses' stock, others can wait for more."""
    world = world_of(draft.facts)

    def waits(line: Record) -> bool:
        return world.behaves(draft.value(line, "type")) != "delivery"

    for line in sorted(lines, key=waits):
        allocate(draft, line, because)


def allocate(draft: Draft, line: Record, because: str) -> None:
    """Makes a line's shipment, sets its pieces aside or orders them; what is set aside already stays."""
    sold = purpose(draft.facts) not in NO_PAYMENT
    behaves = world_of(draft.facts).behaves(draft.value(line, "type"))
    if sold and (behaves == "carry_out" or not is_product(line)):
        return
    now = draft.now(line)
    pieces = open_pieces(now) - number(now, "reserved") - number(now, "ordered")
    if pieces <= 0 or is_return(now):
        return
    originating = str(draft.facts.head.values.get("originating"))
    if not sold:
        ship_later(draft, now, originating, pieces, because)
        return
    if behaves == "delivery":
        _deliver(draft, line, originating, pieces, because)
        return
    unit = store(draft.after(), now)
    here = max(0, min(pieces, held(draft, unit, line, "sellable"))) if behaves == "reserve" else 0
    if here:
        reserve(draft, unit, line, here, because)
    order_to_store(draft, unit, line, pieces - here, because)


def _deliver(draft: Draft, line: Record, unit: str, pieces: int, because: str) -> None:
    named = str(draft.value(line, "ship_from") or "")
    houses = [named] if named else [house.id for house in world_of(draft.facts).warehouses(unit)]
    house = warehouse_with(draft, houses, line, pieces)
    if house:
        draft.set(line, "ship_from", house, because)
        reserve(draft, house, line, pieces, because)
        ship_later(draft, draft.now(line), house, pieces, because)


def ship_later(draft: Draft, line: Record, unit: str, pieces: int, because: str) -> None:
    """Makes a line's shipment, or adds to the one that is open."""
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
    """An unpaid order of open Reserve lines is sold where it is fetched, where the setting says so.

    A basket that is no such order any more is sold where it was made.
    """
    facts = draft.after()
    world, head = world_of(facts), facts.head.values
    setting = "RequiredData:RequireOrderTransferForNonPaidPickup"
    if not world.settings[setting] or number(facts.head, "paid_minor"):
        return
    waiting = [line for line in alive(facts) if open_pieces(line) > 0]
    reserved = all(world.behaves(line.values.get("type")) == "reserve" for line in waiting)
    if waiting and reserved:
        sold_from = head.get("pickup") or head.get("originating")
        draft.set(record, "sold_from", sold_from, setting.partition(":")[2])
    elif record.state == "basket":
        draft.set(record, "sold_from", head.get("originating"), setting.partition(":")[2])
