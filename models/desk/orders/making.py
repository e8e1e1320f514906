"""Makes the records that an order's action brings about: lines, payments, shipments, recounts."""

from __future__ import annotations

from collections.abc import Mapping

from models.desk.applying import inserted
from models.desk.numbering import next_number
from models.desk.orders.facets import facets
from models.desk.orders.reading import read_order
from models.desk.session import Session
from models.numbers import number_of, order_line_number, parse_number
from models.plans import Change, Creation, Facts
from models.tables.base import Table
from models.tables.orders import (
    CustomStatusEntry,
    Invoice,
    Nasc,
    Order,
    OrderLine,
    Payment,
    Recount,
    Shipment,
)


def make(session: Session, facts: Facts, creation: Creation) -> list[Change]:
    """Writes a new record and says so as changes from nothing."""
    if creation.kind == "order_line":
        return _line(session, facts, creation)
    if creation.kind == "order":
        return _basket(session, facts, creation)
    table, columns = _KINDS[creation.kind]
    record_id = next_number(session, creation.kind)
    values = {column: creation.values.get(name) for column, name in columns.items()}
    row = values | {"id": record_id, "at": session.clock()}
    if table is not Recount:
        row["order"] = parse_number(facts.head.number)[1]
    if table in (Payment, CustomStatusEntry):
        row["agent"] = session.agent
    inserted(session, table, row)
    number = (
        number_of(creation.kind, record_id) if creation.kind != "custom_status_entry" else facts.head.number
    )
    return [
        Change(number, name, None, value, creation.because)
        for name, value in creation.values.items()
        if value is not None and value != ""
    ]


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


_KINDS: dict[str, tuple[type[Table], Mapping[str, str]]] = {
    "payment": (Payment, _same("amount_minor", "method", "tendered_minor")),
    "shipment": (Shipment, _same("line", "unit", "method", "pieces")),
    "invoice": (Invoice, _same("line", "pieces", "amount_minor")),
    "nasc": (Nasc, _same("line", "unit", "product", "pieces")),
    "recount": (Recount, _same("unit", "product")),
    "custom_status_entry": (CustomStatusEntry, _same("status")),
}


def _line(session: Session, facts: Facts, creation: Creation) -> list[Change]:
    order_id = parse_number(facts.head.number)[1]
    row = insert_line(session, order_id, creation.values)
    number = order_line_number(order_id, int(str(row["position"])))
    return [
        Change(number, name, None, row[name], creation.because) for name in ("product", "quantity", "type")
    ]


def insert_line(session: Session, order_id: int, values: Mapping[str, object]) -> dict[str, object]:
    """Inserts a line of an order; empty values take the table's defaults."""
    row = {name: value for name, value in values.items() if value is not None and value != ""}
    inserted(session, OrderLine, row | {"order": order_id})
    return row


def _basket(session: Session, facts: Facts, creation: Creation) -> list[Change]:
    """A new basket with return lines: same customer, same unit."""
    order_id = next_number(session, "order")
    number = number_of("order", order_id)
    row = {name: value for name, value in creation.values.items() if value is not None}
    state = "basket"
    now = session.clock()
    inserted(
        session,
        Order,
        row
        | {
            "id": order_id,
            "state": state,
            "is_open": 1,
            "status": state,
            "sold_from": row["originating"],
            "last_line": len(creation.lines),
            "opened_at": now,
            "opened_by": session.agent,
            "updated_at": now,
            "updated_by": session.agent,
        },
    )
    changes = [Change(number, "state", None, state, creation.because)]
    for position, line in enumerate(creation.lines, 1):
        insert_line(session, order_id, {**line, "position": position})
        about = order_line_number(order_id, position)
        changes += [
            Change(about, name, None, line[name], creation.because)
            for name in ("product", "quantity", "returns")
        ]
    made = read_order(session, number, facts.actor)
    followed = facets(session, session.rulebook(), made)
    session.database.run(Order.update(**followed).where(Order.id == order_id))
    return changes
