"""Brings a database to the newest schema, one process at a time.

Two processes that migrate at once would race, so the work is done under a lock on a file
beside the database, never on the database file itself (closing that drops SQLite's locks).
"""

from __future__ import annotations

import fcntl
from typing import TYPE_CHECKING

from playhouse.migrations import Runner

from models.errors import Unavailable

if TYPE_CHECKING:
    from models.database import Database


def migrate(database: Database) -> list[str]:
    """Applies what is missing and names it.

    *Errors*: `Unavailable` where a migration fails; the database is then as it was before that one.
    """
    from models.database import HISTORY, MIGRATIONS

    lock = database.path.with_name(database.path.name + ".migrating")
    with lock.open("w", encoding="utf-8") as ticket:
        fcntl.flock(ticket, fcntl.LOCK_EX)
        before = database.applied_migrations()
        runner = Runner(database.peewee, directory=str(MIGRATIONS), table_name=HISTORY)
        try:
            runner.up()
        except Exception as error:
            message = f"The database {database.path} could not be migrated: {error}. It is as it was before."
            raise Unavailable(message) from error
    return [name for name in database.applied_migrations() if name not in before]
