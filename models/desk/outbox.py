"""What reaches the world waits here: shown on the desk at once, and undone for as long as it waits.

Whether something has gone is a question of the time alone: an undo takes the row out in its own
transaction, and whoever sends takes only rows that are due, so that the two never meet.
"""

from __future__ import annotations

from typing import NamedTuple

from models.desk.session import Session
from models.statements import Statement, slot
from models.tables.journal import Journal, Outgoing

#: How long an outside effect waits, in milliseconds.
WAIT = 10_000
_PUT = Statement(
    Outgoing.insert(
        journal=slot("journal"), record=slot("record"), outside=slot("outside"), due_at=slot("due_at")
    )
)


class Waiting(NamedTuple):
    """One effect: what goes out (``money``, ``goods``), of which record, when; ``gone`` once it is due."""

    journal: int
    record: str
    outside: str
    agent: str
    at: int
    due_at: int
    gone: bool


def put_out(session: Session, journal: int, record: str, outside: str) -> None:
    """Puts an effect of this journal entry in."""
    due = session.clock() + WAIT
    session.database.run(_PUT, {"journal": journal, "record": record, "outside": outside, "due_at": due})


def outbox(session: Session, limit: int) -> tuple[Waiting, ...]:
    """What waits and what has gone, the newest first."""
    now = session.clock()
    rows = session.database.all(
        Outgoing.select(
            Outgoing.journal, Outgoing.record, Outgoing.outside, Journal.agent, Journal.at, Outgoing.due_at
        )
        .join(Journal)
        .order_by(Outgoing.id.desc())
        .limit(limit)
    )
    return tuple(Waiting._make((*row, int(str(row[-1])) <= now)) for row in rows)
