"""Moves stock inside a draft: sellable, reserved, in transit; what has left, and who is asked to count again.

*Shapes*: a unit's stock of a product is a record ``stock UNIT PRODUCT`` whose fields are the labels.
"""

from __future__ import annotations

from collections.abc import Iterable

from models.effects import Draft
from models.plans import Creation, Record
from models.till.quantities import is_product, number, store, world_of
from models.till.world import LABELS, World


def stock_record(world: World, unit: str, product: str) -> Record:
    """The stock of a product in a unit, as a record."""
    held = {label: world.stock.get((unit, product, label), 0) for label in LABELS}
    return Record("stock", f"stock {unit} {product}", "", 1, held | {"unit": unit, "product": product})


def held(draft: Draft, unit: str, line: Record, label: str) -> int:
    """How much of a line's product a unit has under a label, the draft's moves included."""
    record = stock_record(world_of(draft.facts), unit, str(line.values["product"]))
    value = draft.value(record, label)
    return value if isinstance(value, int) else 0


def move(draft: Draft, unit: str, line: Record, label: str, pieces: int, because: str) -> None:
    """Puts pieces of a line's product under a label of a unit's stock, or takes them away."""
    if pieces and is_product(line):
        record = stock_record(world_of(draft.facts), unit, str(line.values["product"]))
        draft.add(record, label, pieces, because)


def carry_away(draft: Draft, unit: str, line: Record, pieces: int, because: str) -> None:
    """Takes sellable pieces over the counter; below zero a NASC is recorded and one recount asked for."""
    before = held(draft, unit, line, "sellable")
    move(draft, unit, line, "sellable", -pieces, because)
    if not is_product(line) or before >= pieces:
        return
    product = str(line.values["product"])
    missing = pieces - max(before, 0)
    draft.creations.append(
        Creation("nasc", {"unit": unit, "product": product, "pieces": missing, "line": line.number}, because)
    )
    asked = {
        (str(each.values["product"]), str(each.values["unit"]))
        for each in draft.creations
        if each.kind == "recount"
    }
    if (product, unit) not in world_of(draft.facts).recounts | asked:
        draft.creations.append(Creation("recount", {"unit": unit, "product": product}, because))


def reserve(draft: Draft, unit: str, line: Record, pieces: int, because: str) -> None:
    """Sets sellable pieces aside for a line."""
    move(draft, unit, line, "sellable", -pieces, because)
    move(draft, unit, line, "reserved", pieces, because)
    draft.add(line, "reserved", pieces, because)


def order_to_store(draft: Draft, unit: str, line: Record, pieces: int, because: str) -> None:
    """Orders pieces to a store: from the warehouse named or nearest that has all, else from a supplier."""
    if not pieces:
        return
    named = str(draft.value(line, "ship_from") or "")
    houses = [named, *(house.id for house in world_of(draft.facts).warehouses(unit))]
    house = warehouse_with(draft, [each for each in houses if each not in ("", unit)], line, pieces)
    if house:
        move(draft, house, line, "sellable", -pieces, because)
        move(draft, unit, line, "transit", pieces, because)
    draft.set(line, "ship_from", house or None, because)
    draft.add(line, "ordered", pieces, because)


def warehouse_with(draft: Draft, houses: Iterable[str], line: Record, pieces: int) -> str:
    """The first of these warehouses that has so many pieces, or an empty text."""
    return next((house for house in houses if held(draft, house, line, "sellable") >= pieces), "")


def home(draft: Draft, line: Record) -> str:
    """Where a line's reserved pieces lie."""
    if world_of(draft.facts).behaves(draft.value(line, "type")) == "delivery":
        return str(draft.value(line, "ship_from") or "")
    return store(draft.after(), draft.now(line))


def release(draft: Draft, line: Record, pieces: int, because: str) -> None:
    """Lets go of up to so many pieces of a line: first those on order, then those set aside."""
    where = home(draft, line)
    now = draft.now(line)
    ordered = min(pieces, number(now, "ordered"))
    reserved = min(pieces - ordered, number(now, "reserved"))
    if ordered:
        house = str(now.values.get("ship_from") or "")
        if house:
            move(draft, where, line, "transit", -ordered, because)
            move(draft, house, line, "sellable", ordered, because)
        draft.add(line, "ordered", -ordered, because)
    if reserved:
        move(draft, where, line, "reserved", -reserved, because)
        move(draft, where, line, "sellable", reserved, because)
        draft.add(line, "reserved", -reserved, because)
        shrink_shipment(draft, line, reserved, because)


def shrink_shipment(draft: Draft, line: Record, pieces: int, because: str) -> None:
    """Takes pieces out of a line's open shipment, which ends where nothing of it is left."""
    shipment = world_of(draft.facts).shipments.get(line.number)
    if shipment is None:
        return
    draft.add(shipment, "pieces", -pieces, because)
    if draft.value(shipment, "pieces") == draft.value(shipment, "shipped"):
        draft.set(shipment, "state", "done" if draft.value(shipment, "shipped") else "cancelled", because)
