"""What desks of any size are made with: a fixed spread, a row of numbers, and inserts without indexes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from models import Desk

MILLION = 1_000_000
FIRST = 1001
#: The agent who opens a new desk, and never has a record of his own.
IDLE = "agent without a case"
#: Milliseconds between two records; every fourth is opened at the very time of its neighbour.
STEP_MS = 60_000
START_MS = 1_600_000_000_000
OPENED_AT = f"{START_MS} + n / 4 * 4 * {STEP_MS}"
#: Numbers from :first to :last as ``n``; and a fixed hash of one, so that two desks of one size are the same.
NUMBERS = "WITH RECURSIVE numbers(n) AS (SELECT :first UNION ALL SELECT n + 1 FROM numbers WHERE n < :last)"
HASH = "((n * 2654435761) % 4294967296)"


def upto(last: int, first: int = 1) -> Mapping[str, int]:
    """The values for `NUMBERS`."""
    return {"first": first, "last": last}


@contextmanager
def filled(file: Path, *tables: str) -> Iterator[Any]:
    """A connection to a new desk whose big tables, those named, are filled in one transaction."""
    desk = Desk.open(f"sqlite:///{file}", agent=IDLE)
    connection = desk.session.database.connection
    try:
        connection.execute("PRAGMA synchronous = OFF")
        marks = ", ".join("?" * len(tables))
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_master "
            f"WHERE type = 'index' AND sql NOT NULL AND tbl_name IN ({marks})",
            tables,
        ).fetchall()
        connection.execute("BEGIN")
        # An index is made faster from all rows at once than row by row.
        for name, _ in indexes:
            connection.execute(f'DROP INDEX "{name}"')
        yield connection
        for _, statement in indexes:
            connection.execute(statement)
        connection.commit()
    finally:
        desk.close()


def counted(connection: Any, kind: str, last: int) -> None:  # noqa: ANN401  # sqlite3 and pysqlite3 share no type
    """New records of this kind get numbers behind the last."""
    connection.execute(
        "INSERT INTO sequence (name, value) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [kind, last],
    )
