"""Numbers that are given once: the next free id of a kind of record."""

from __future__ import annotations

from models.desk.session import Session
from models.statements import Statement, slot
from models.tables.cases import Sequence

_COUNT_UP = Statement(Sequence.update(value=Sequence.value + 1).where(Sequence.name == slot("name")))
_COUNTED = Statement(Sequence.select(Sequence.value).where(Sequence.name == slot("name")).limit(1))


def next_number(session: Session, kind: str) -> int:
    """The next free id of a kind of record; numbers are never given twice."""
    database = session.database
    if not database.run(_COUNT_UP, {"name": kind}):
        database.run(Sequence.insert(name=kind, value=1001))
    [row] = database.all(_COUNTED, {"name": kind})
    return int(str(row[0]))
