"""Reads the records of an action as they are now, and what was done to them since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.deeds import STOCK, Deed, Later, Present
from models.desk import casebook
from models.desk.session import Session
from models.desk.undo.deeds import label
from models.desk.undo.typed import TABLES
from models.errors import Unknown
from models.numbers import PREFIX, machine_of, parse_number, position_of
from models.plans import Facts, Record
from models.rulebook import Rulebook
from models.statements import listed
from models.tables.orders import OrderLine, Recount, Shipment
from models.tables.stores import Stock

#: Later work on one record that is told; the newest says enough.
TOLD = 1
#: The newest entry behind an action that moved its head or one of its records and is not undone. What was
#: made goes with all that was written on it, so that there a note (``:noted``) is later work, too.
_LATER = """
SELECT j.id, j.record, j.agent, j.action, j.at FROM journal j
WHERE j.id > :after AND j.undoes IS NULL AND j.action <> 'follows'
AND (j.head = :head OR j.id IN (
    SELECT c.journal_id FROM journal_change c
    WHERE c.record IN (SELECT value FROM json_each(:records)) AND c.journal_id > :after
))
AND NOT EXISTS (SELECT 1 FROM journal u WHERE u.undoes = COALESCE(j.batch, j.id))
AND (:noted OR EXISTS (
    SELECT 1 FROM journal_change c WHERE c.journal_id = j.id AND c.field NOT IN ('work_note', 'comment')
))
ORDER BY j.id DESC LIMIT :most
"""


def facts_of(session: Session, deed: Deed) -> dict[str, Facts]:
    """The cases and orders of an action, those that it made aside.

    *Errors*: `Unknown` for one that the agent may not see.
    """
    found = {}
    for part in deed.parts:
        if part.head and part.head not in found:
            try:
                found[part.head] = casebook.visible_facts(session, part.head)
            except Unknown:
                if deed.undone_at is None:
                    raise
    return found


def present(session: Session, rulebook: Rulebook, deed: Deed, facts: Mapping[str, Facts]) -> Present:
    """The fields that it moved as they are now, and the newest work on its records since."""
    records = {record.number: record for each in facts.values() for record in (each.head, *each.lines)}
    values = {}
    for record, field in deed.moves:
        if record.startswith(PREFIX["recount"]):
            values[record, "state"] = _recount(session, record)
        elif record not in deed.born | deed.dead:
            values[record, field] = _value(session, records, record, field)
            if field == "returned" and deed.is_shared(record):
                values[record, "shipped"] = _value(session, records, record, "shipped")
    states = frozenset(
        (machine.code, state) for machine in rulebook.machines for state in machine.state_by_code
    )
    return Present(values, states, tuple(_later(session, rulebook, deed)))


def _value(session: Session, records: Mapping[str, Record], record: str, field: str) -> object:
    if record.startswith(STOCK):
        _, unit, product = record.split(" ", 2)
        place = (Stock.unit == unit) & (Stock.product == product) & (Stock.label == field)
        row = session.database.one(Stock.select(Stock.quantity).where(place).limit(1))
        return row[0] if row else 0
    if record in records:
        held = records[record]
        return held.state if field == "state" else held.values.get(field)
    number = parse_number(record)[1]
    if machine_of(record) == "order_line":
        here = (OrderLine.order == number) & (OrderLine.position == position_of(record))
        row = session.database.one(OrderLine.select(getattr(OrderLine, field)).where(here).limit(1))
    else:
        here = Shipment.id == number
        row = session.database.one(Shipment.select(getattr(Shipment, field)).where(here).limit(1))
    return row[0] if row else None


def _recount(session: Session, record: str) -> object:
    row = session.database.one(
        Recount.select(Recount.state).where(Recount.id == parse_number(record)[1]).limit(1)
    )
    return row[0] if row else None


def _later(session: Session, rulebook: Rulebook, deed: Deed) -> Iterator[Later]:
    """Work on the same case or order, or from another one on the same records; a note is none."""
    own = [
        record
        for record in dict.fromkeys(record for record, _ in deed.moves)
        if not deed.is_shared(record) and machine_of(record) in TABLES
    ]
    told: set[int] = set()
    for head, after in deed.heads.items():
        lines = [record for record in own if record.partition("/")[0] == head]
        values = {
            "head": head,
            "after": after,
            "records": listed(lines),
            "most": TOLD,
            "noted": head in deed.born,
        }
        for journal, record, agent, action, at in session.database.all(_LATER, values):
            if int(str(journal)) not in told and deed.moves:
                told.add(int(str(journal)))
                what = label(rulebook, str(record), str(action)).rpartition(" on ")[0]
                yield Later(int(str(journal)), str(record), str(agent), what, int(str(at)))
