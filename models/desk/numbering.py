"""Numbers that are given once: the next free id of a kind of record."""

from __future__ import annotations

from models.desk.session import Session
from models.tables.cases import Sequence


def next_number(session: Session, kind: str) -> int:
    """The next free id of a kind of record; numbers are never given twice."""
    database = session.database
    if not database.run(Sequence.update(value=Sequence.value + 1).where(Sequence.name == kind)):
        database.run(Sequence.insert(name=kind, value=1001))
    [row] = database.all(Sequence.select(Sequence.value).where(Sequence.name == kind).limit(1))
    return int(str(row[0]))
