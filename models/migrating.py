"""Brings a database to the newest schema, one process at a time.

Two processes that migrate at once would race, so the work is done under a lock on a file
beside the database, never on the database file itself (closing that drops SQLite's locks).
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playhouse.migrations import Runner

from models.errors import Unavailable

if TYPE_CHECKING:
    from models.database import Database


WAIT_SECONDS = 60
_PAUSE_SECONDS = 0.02


@contextmanager
def ticket(database: Database) -> Iterator[None]:
    """Nobody else migrates this database meanwhile.

    *Errors*: `Unavailable` where somebody else goes on doing so.
    """
    path = database.path.with_name(database.path.name + ".migrating")
    last = time.monotonic() + WAIT_SECONDS
    with path.open("w", encoding="utf-8") as held:
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > last:
                    message = f"Another process has been migrating {database.path} for {WAIT_SECONDS} s; "
                    raise Unavailable(message + "try again when it has ended.") from None
                time.sleep(_PAUSE_SECONDS)
        yield


def change_journal_mode(database: Database, mode: str) -> None:
    """Sets how the file is written.

    Nobody ceases to write ahead while another connection is open, and SQLite does not wait for it: so
    all who want to let go of theirs, take turns, and try again.

    *Errors*: `Unavailable` where others go on holding it open.
    """
    from models.database import BUSY_SECONDS

    database.peewee.close()
    with ticket(database):
        last = time.monotonic() + BUSY_SECONDS
        while not _changed(database, mode, last):
            time.sleep(_PAUSE_SECONDS)


def _changed(database: Database, mode: str, last: float) -> bool:
    database.connect()
    try:
        database.one(f"PRAGMA journal_mode = {mode}")
    except Unavailable:
        if time.monotonic() > last:
            raise
        database.peewee.close()
        return False
    return True


def migrate(database: Database) -> list[str]:
    """Applies what is missing and names it.

    *Errors*: `Unavailable` where a migration fails; the database is then as it was before that one.
    """
    from models.database import HISTORY, MIGRATIONS

    database.take_journal_mode()
    with ticket(database):
        before = database.applied_migrations()
        runner = Runner(database.peewee, directory=str(MIGRATIONS), table_name=HISTORY)
        try:
            runner.up()
        except Exception as error:
            message = f"The database {database.path} could not be migrated: {error}. It is as it was before."
            raise Unavailable(message) from error
    return [name for name in database.applied_migrations() if name not in before]
