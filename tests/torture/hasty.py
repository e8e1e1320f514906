"""The command line with a planted bug: it answers when it has written, and commits only now and then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from models.database import Database
from tui.__main__ import main

#: Transactions that share a commit.
EVERY = 50


@contextmanager
def hasty(database: Database) -> Iterator[None]:
    """A transaction that leaves its end to the next one."""
    if database._depth:
        yield
        return
    if not database.connection.in_transaction:
        database._written = 0  # type: ignore[attr-defined]  # a counter of its own
        database._run("BEGIN IMMEDIATE", ())
    database._depth = 1
    try:
        yield
    except BaseException:
        database.connection.rollback()
        raise
    finally:
        database._depth = 0
    database._written += 1  # type: ignore[attr-defined]  # this program's own
    if database._written >= EVERY:  # type: ignore[attr-defined]  # this program's own
        database.connection.commit()


if __name__ == "__main__":
    Database.write = hasty  # type: ignore[assignment, method-assign]  # the planted bug
    main()
