"""Numbers that are given once: the next free id of a kind of record."""

from __future__ import annotations

from models.desk.session import Session
from models.statements import Statement, slot
from models.tables.cases import Sequence

_COUNT_UP = Statement(
    Sequence.update(value=Sequence.value + slot("value")).where(Sequence.name == slot("name"))
)
_COUNTED = Statement(Sequence.select(Sequence.value).where(Sequence.name == slot("name")).limit(1))


def next_number(session: Session, kind: str) -> int:
    """The next free id of a kind of record; numbers are never given twice."""
    return next_numbers(session, kind, 1)[0]


def next_numbers(session: Session, kind: str, count: int) -> range:
    """So many free ids of a kind of record, one after the other."""
    database = session.database
    if not database.run(_COUNT_UP, {"name": kind, "value": count}):
        database.run(Sequence.insert(name=kind, value=1000 + count))
    [row] = database.all(_COUNTED, {"name": kind})
    last = int(str(row[0]))
    return range(last - count + 1, last + 1)
