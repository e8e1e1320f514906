"""Writes what was decided about an order: the order, its lines, stock, shipments and all that was made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from peewee import Expression

from models.desk.history import Event, write_history
from models.desk.orders.facets import facets
from models.desk.orders.making import make
from models.desk.orders.shelves import add_pieces
from models.desk.session import Session
from models.errors import Stale
from models.numbers import parse_number, position_of
from models.plans import Change, Creation, Entry, Facts, Record
from models.rulebook import Rulebook
from models.statements import Statement, slot
from models.tables.orders import Order, OrderLine, Shipment
from models.till.aftermath import after
from models.till.quantities import world_of


@lru_cache(maxsize=64)
def _order_update(columns: tuple[str, ...]) -> Statement:
    return _update(Order, columns, Order.id == slot("_id"))


@lru_cache(maxsize=64)
def _shipment_update(columns: tuple[str, ...]) -> Statement:
    return _update(Shipment, columns, Shipment.id == slot("_id"))


@lru_cache(maxsize=64)
def _line_update(columns: tuple[str, ...]) -> Statement:
    here = (OrderLine.order == slot("_order")) & (OrderLine.position == slot("_position"))
    return _update(OrderLine, columns, here)


def _update(
    table: type[Order | OrderLine | Shipment], columns: tuple[str, ...], here: Expression
) -> Statement:
    values = {column: slot(column) for column in columns}
    return Statement(table.update(**values).where(here & (table.version == slot("_version"))))


def apply_order(
    session: Session,
    rulebook: Rulebook,
    facts: Facts,
    action: str,
    changes: Sequence[Change] = (),
    entries: Sequence[Entry] = (),
    creations: Sequence[Creation] = (),
    gone: Sequence[Change] = (),
    then: Facts | None = None,
    kept: Mapping[str, object] | None = None,
) -> tuple[int, tuple[Change, ...]]:
    """Writes it all with its history; gives the journal id and every change, those of new records included.

    ``gone`` tells of lines that the caller has taken out already, ``then`` are the facts as they will be,
    where they are known, ``kept`` is what an undo will need beyond the changes.

    *Errors*: `Stale` where somebody was first.
    """
    told = [*changes, *gone]
    for creation in creations:
        told += make(session, rulebook, facts, creation)
    moved: dict[str, dict[str, object]] = defaultdict(dict)
    for change in changes:
        moved[change.record][change.field] = change.after
    if told:
        # What is only being made has no text to be found by yet, and of what is gone too much of one.
        before = None if gone or facts.head.version == 1 else facts
        columns = facets(session, rulebook, then or after(facts, changes, creations), before)
        _write_order(session, facts.head, moved.pop(facts.head.number, {}), columns)
    records = _records(facts) if moved else {}
    for number, values in moved.items():
        if number.startswith("stock "):
            _move_stock(session, number, changes)
        else:
            _write(session, records[number], values, parse_number(facts.head.number)[1])
    event = Event(action, facts.target, facts.head.number, session.clock(), session.agent)
    return write_history(session, event, told, entries, kept), tuple(told)


def _records(facts: Facts) -> dict[str, Record]:
    world = world_of(facts)
    known = (*facts.lines, *world.shipments.values(), *world.returned.values())
    return {record.number: record for record in known}


def _write_order(
    session: Session, head: Record, values: Mapping[str, object], derived: Mapping[str, object]
) -> None:
    now = session.clock()
    row = {**derived, "updated_at": now, "updated_by": session.agent, "version": head.version + 1}
    for name, value in values.items():
        row[name] = blank(name, value)
    if values.get("state") == "placed":
        row["placed_at"], row["placed_by"] = now, session.agent
    update = _order_update(tuple(row))
    row["_id"], row["_version"] = parse_number(head.number)[1], head.version
    if session.database.run(update, row) != 1:
        raise Stale(head.number, head.version, head.version + 1)


#: Columns that hold an empty text, not nothing.
_TEXTS = frozenset({"address", "reason", "description", "requested_date", "label", "returns"})


def blank(name: str, value: object) -> object:
    """A value as its column holds it."""
    return "" if value is None and name in _TEXTS else value


def _write(session: Session, record: Record, values: Mapping[str, object], head_id: int) -> None:
    number = record.number
    columns = {name: blank(name, value) for name, value in values.items()} | {"version": record.version + 1}
    order_id = parse_number(number)[1]
    row = {**columns, "_version": record.version}
    if record.machine == "shipment":
        touched = session.database.run(_shipment_update(tuple(columns)), row | {"_id": order_id})
    else:
        row |= {"_order": order_id, "_position": position_of(number)}
        touched = session.database.run(_line_update(tuple(columns)), row)
        if order_id != head_id:
            # A line of another order, brought back by this one: whoever works there has to see it.
            session.database.run(Order.update(version=Order.version + 1).where(Order.id == order_id))
    if touched != 1:
        raise Stale(number, record.version, record.version + 1)


def _move_stock(session: Session, number: str, changes: Sequence[Change]) -> None:
    """Every move is added to what is there, never written over it."""
    _, unit, product = number.split(" ", 2)
    for change in changes:
        if change.record != number:
            continue
        pieces = int(str(change.after)) - int(str(change.before or 0))
        add_pieces(session, unit, product, change.field, pieces)
