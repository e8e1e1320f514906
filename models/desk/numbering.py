"""Numbers that are given once: the next free id of a kind of record."""

from __future__ import annotations

from models.desk.session import Session
from models.statements import Statement, slot
from models.tables.cases import Sequence

_COUNT_UP = Statement(
    Sequence.update(value=Sequence.value + slot("value"))
    .where(Sequence.name == slot("name"))
    .returning(Sequence.value)
)


def next_number(session: Session, kind: str) -> int:
    """The next free id of a kind of record; numbers are never given twice."""
    return next_numbers(session, kind, 1)[0]


def next_numbers(session: Session, kind: str, count: int) -> range:
    """So many free ids of a kind of record, one after the other."""
    database = session.database
    rows = database.all(_COUNT_UP, {"name": kind, "value": count})
    if not rows:
        database.run(Sequence.insert(name=kind, value=1000 + count))
    last = int(str(rows[0][0])) if rows else 1000 + count
    return range(last - count + 1, last + 1)
