"""All that a desk holds but its history, to be compared before something was done and after it was undone."""

from __future__ import annotations

from models import Desk

Row = tuple[tuple[str, object], ...]
#: What only grows: the history, numbers that were given, answers, and names that somebody has heard of.
GROWS = (
    "journal", "journal_change", "digest_key", "kept_answer", "sequence", "migration_history",
    "agent", "account", "contact", "assignment_group", "customer", "product",
)  # fmt: skip
#: What tells that a row was written, not what it says.
TOUCHED = ("version", "updated_at", "updated_by", "last_line")


def content(desk: Desk) -> dict[str, list[Row]]:
    """Every row of every table, by table; of the stream the texts alone, of the shelves those with goods."""
    connection = desk.session.database.connection
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {table: _rows(desk, table) for table in sorted(tables) if table not in GROWS}


def _rows(desk: Desk, table: str) -> list[Row]:
    where = {"activity": "WHERE kind <> 'change'", "stock": "WHERE quantity <> 0"}.get(table, "")
    cursor = desk.session.database.connection.execute(f'SELECT * FROM "{table}" {where}')
    names = [column[0] for column in cursor.description]
    rows = [zip(names, row, strict=True) for row in cursor]
    return sorted((tuple(cell for cell in row if cell[0] not in TOUCHED) for row in rows), key=str)


def changed(desk: Desk, before: dict[str, list[Row]]) -> dict[str, tuple[list[Row], list[Row]]]:
    """By table, the rows that are gone and those that are new; empty where all is as it was."""
    after = content(desk)
    return {
        table: (
            [row for row in before[table] if row not in after[table]],
            [row for row in after[table] if row not in before[table]],
        )
        for table in before
        if before[table] != after[table]
    }
