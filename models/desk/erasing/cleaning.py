"""Leaves nothing in a database's file that no row holds any more: what was erased stands there till then."""

from __future__ import annotations

from contextlib import closing

from models.database import BUSY_SECONDS, Database
from models.errors import Unavailable
from models.ticket import Ticket

LATER = "Unused parts of the file may still hold what was erased: run `casedesk erase --clean` then."


def rewrite(database: Database) -> None:
    """Writes the file anew with what its rows hold, and empties the log beside it; others wait meanwhile.

    *Errors*: `Unavailable` where others read or write for too long.
    """
    with closing(Ticket(database.path)) as ticket:
        try:
            ticket.take(BUSY_SECONDS)
            try:
                database.run("VACUUM")
                busy = database.one("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                ticket.give_back()
        except Unavailable as error:
            raise Unavailable(f"{error} {LATER}") from error
    if busy and busy[0]:
        raise Unavailable(f"The database {database.path} is being read; close what reads it. {LATER}")
