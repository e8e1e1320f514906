"""Puts an order back: its fields and lines, goods, and what was made of it (payments, shipments)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from peewee import Expression

from models.deeds import STOCK
from models.desk.applying import inserted
from models.desk.history import Event, write_history
from models.desk.orders.applying import blank
from models.desk.orders.facets import facets
from models.desk.orders.reading import read_order
from models.desk.session import Session
from models.desk.undo.back import Back, move_back
from models.desk.undo.typed import TABLES
from models.errors import Stale
from models.numbers import id_of, machine_of, position_of
from models.plans import UNDO, Facts, Record
from models.rulebook import Rulebook
from models.tables.orders import CustomStatusEntry, Order, OrderLine, Shipment

#: How long before the journal's entry the ledger's may have been written, in milliseconds.
MOMENT = 10_000


def put_back(session: Session, rulebook: Rulebook, back: Back) -> int:
    """Writes it, and gives the journal id; an order that was made is gone with its lines and its stream."""
    facts = cast("Facts", back.facts)
    head, deed = facts.head, back.deed
    moved: dict[str, dict[str, object]] = {}
    for change in back.changes:
        if change.record.startswith(STOCK):
            move_back(session, change)
        else:
            moved.setdefault(change.record, {})[change.field] = change.after
        if (change.record, change.field) == (head.number, "custom_status") and change.before:
            _strike_out(session, head, CustomStatusEntry.status == change.before)
    if not back.changes and not back.withdrawn:
        # A status that held already was set anew: that stands in the ledger alone.
        mine = CustomStatusEntry.agent == deed.agent
        _strike_out(session, head, mine & CustomStatusEntry.at.between(deed.at - MOMENT, deed.at))
    for number in sorted(moved.keys() & deed.dead):
        inserted(session, OrderLine, cast("Mapping[str, object]", back.kept[number]))
    for number in sorted(moved.keys() & deed.born, reverse=True):
        # The lines of an order before the order itself.
        _remove(session, number)
    for number in moved.keys() - deed.dead - deed.born - {head.number}:
        _write(session, number, moved[number], head.number)
    gone = head.number in deed.born
    if back.changes and not gone:
        _write_head(session, rulebook, head, moved.get(head.number, {}))
    event = Event(
        UNDO, back.target, head.number, session.clock(), session.agent, undoes=deed.number, gone=gone
    )
    return write_history(session, event, back.changes, withdrawn=back.withdrawn)


def _remove(session: Session, number: str) -> None:
    kind, database = machine_of(number), session.database
    if kind == "order_line":
        place = (OrderLine.order == id_of(number)) & (OrderLine.position == position_of(number))
        database.run(OrderLine.delete().where(place))
        return
    table = TABLES[kind]
    database.run(table.delete().where(table.id == id_of(number)))  # type: ignore[attr-defined]  # all of them have one


def _write(session: Session, number: str, values: Mapping[str, object], head: str) -> None:
    """A line or shipment that stays; of another order's line that order's version rises, too."""
    order_id = id_of(number)
    columns = {name: blank(name, value) for name, value in values.items()}
    if machine_of(number) == "shipment":
        query = Shipment.update(**columns, version=Shipment.version + 1).where(Shipment.id == order_id)
    else:
        place = (OrderLine.order == order_id) & (OrderLine.position == position_of(number))
        query = OrderLine.update(**columns, version=OrderLine.version + 1).where(place)
        if order_id != id_of(head):
            other = Order.update(version=Order.version + 1).where(Order.id == order_id)
            session.database.run(other)
    session.database.run(query)


def _write_head(session: Session, rulebook: Rulebook, head: Record, values: Mapping[str, object]) -> None:
    """The order's own fields, and all that follows from its lines as they are again."""
    order_id = id_of(head.number)
    columns = {name: blank(name, value) for name, value in values.items()}
    columns |= {"updated_at": session.clock(), "updated_by": session.agent, "version": head.version + 1}
    if values.get("state") in ("basket", "suspended"):
        columns |= {"placed_at": None, "placed_by": ""}
    here = (Order.id == order_id) & (Order.version == head.version)
    if session.database.run(Order.update(**columns).where(here)) != 1:
        raise Stale(head.number, head.version, head.version + 1)
    follows = facets(session, rulebook, read_order(session, head.number, session.standing().actor))
    session.database.run(Order.update(**follows).where(Order.id == order_id))


def _strike_out(session: Session, head: Record, which: Expression) -> None:
    """The ledger forgets the newest custom status of the order that is such a one."""
    entry = CustomStatusEntry
    newest = (
        entry.select(entry.id)
        .where((entry.order == id_of(head.number)) & which)
        .order_by(entry.id.desc())
        .limit(1)
    )
    session.database.run(entry.delete().where(entry.id.in_(newest)))
