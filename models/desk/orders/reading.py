"""Reads what the engine needs to decide about an order: the order, its lines, its surroundings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from models.actor import Actor
from models.desk.orders import surroundings
from models.desk.orders.premises import premises, settings
from models.desk.session import Session
from models.errors import Unknown
from models.numbers import is_order_line, number_of, order_line_number, parse_number, position_of
from models.plans import Facts, Record
from models.statements import Statement, listed, slot
from models.tables.orders import Order, OrderLine, Shipment
from models.tables.stores import Customer, Premises
from models.till.world import MAX_LINES, World

HEAD = (
    "purpose", "customer", "address", "originating", "sold_from", "pickup", "sold_to", "supplier", "reason",
    "shipping_method", "description", "locked", "requested_date", "custom_status", "currency", "paid_minor",
    "last_line", "source_number",
)  # fmt: skip
LINE = (
    "product", "description", "is_product", "quantity", "unit_price_minor", "type", "shipping_method",
    "ship_from", "label", "returns", "ordered", "reserved", "shipped", "invoiced", "cancelled", "returned",
)  # fmt: skip
_HEAD = Statement(
    Order.select(
        *(getattr(Order, name) for name in HEAD),
        Order.state,
        Order.version,
        Premises.select(Premises.revision).limit(1),
    )
    .where(Order.id == slot("id"))
    .limit(1)
)
_LINES = Statement(
    OrderLine.select(*(getattr(OrderLine, name) for name in LINE), OrderLine.position, OrderLine.version)
    .where(OrderLine.order == slot("order"))
    .order_by(OrderLine.position)
    .limit(MAX_LINES)
)

_SHIPMENTS = Statement(
    Shipment.select(
        Shipment.id, Shipment.line, Shipment.pieces, Shipment.shipped, Shipment.state, Shipment.version
    )
    .where((Shipment.order == slot("order")) & (Shipment.state == "open"))
    .limit(MAX_LINES)
)
_ADDRESS = Statement(Customer.select(Customer.address).where(Customer.id == slot("id")).limit(1))


def read_order(session: Session, number: str, actor: Actor) -> Facts:
    """The facts about an order; the target is the order, or one of its lines where a line's number is given.

    *Errors*: `Unknown`.
    """
    kind, order_id = parse_number(number)
    row = session.database.one(_HEAD, {"id": order_id})
    if row is None:
        raise Unknown("order", number[:60])
    state, version, revision = cast("tuple[str, int, int | None]", row[-3:])
    held = dict(zip(HEAD, row))  # noqa: B905  # what has no name stands behind it, and is not meant
    head = Record("order", number_of("order", order_id), state, version, held)
    lines = tuple(read_lines(session, order_id))
    target = head.number
    if kind == "order_line":
        target = order_line_number(order_id, position_of(number))
        if target not in {line.number for line in lines}:
            raise Unknown("order line", number[:60])
    return Facts(actor, head, lines, target, world(session, revision or 0, head, lines))


def read_lines(session: Session, order_id: int) -> list[Record]:
    """An order's lines as the engine sees them."""
    order = number_of("order", order_id)
    rows = cast("list[tuple[int, ...]]", session.database.all(_LINES, {"order": order_id}))
    return [
        Record("order_line", f"{order}/{row[-2]}", "", row[-1], dict(zip(LINE, row)))  # noqa: B905  # two stand behind
        for row in rows
    ]


def world(session: Session, revision: int, head: Record, lines: Iterable[Record]) -> World:
    """What surrounds an order; ``revision`` is that of the premises."""
    products = listed({str(line.values["product"]) for line in lines})
    around = premises(session, revision)
    address = session.database.one(_ADDRESS, {"id": head.values.get("customer")})
    return around.world.about(
        settings=settings(session, around, str(head.values["originating"])),
        stock=surroundings.stock(session, products),
        shipments=_shipments(session, head.number),
        returned=_returned(session, lines),
        recounts=surroundings.recounts(session, products),
        customer_address=str(address[0]) if address else "",
    )


def _shipments(session: Session, number: str) -> dict[str, Record]:
    rows = session.database.all(_SHIPMENTS, {"order": parse_number(number)[1]})
    return {
        str(line): Record(
            "shipment",
            number_of("shipment", int(str(shipment))),
            str(state),
            int(str(version)),
            {"pieces": pieces, "shipped": shipped},
        )
        for shipment, line, pieces, shipped, state, version in rows
    }


def _returned(session: Session, lines: Iterable[Record]) -> dict[str, Record]:
    """The lines of other orders that return lines bring back, by the return line's number."""
    wanted = {line.number: str(line.values["returns"]) for line in lines if line.values.get("returns")}
    if not wanted:
        return {}
    found = {
        record.number: record
        for order_id in {parse_number(number)[1] for number in wanted.values() if is_order_line(number)}
        for record in read_lines(session, order_id)
    }
    return {line: found[original] for line, original in wanted.items() if original in found}
