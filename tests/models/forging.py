"""What somebody with the database file in his hands can do to its journal."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from models.chain import CHANGE, ENTRY, START, link
from models.database import Database


def unlock(database: Database) -> None:
    """Takes the triggers away that keep the journal from being changed."""
    named = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('journal', 'journal_change')"
    )
    for (name,) in database.all(named):
        database.run(f"DROP TRIGGER {name}")


def rewrite(database: Database) -> None:
    """Computes every hash anew, with the code that wrote them."""
    unlock(database)
    changes: Mapping[object, list[tuple[object, ...]]] = {
        key: [row[1:] for row in told]
        for key, told in groupby(
            database.all(
                f"SELECT journal_id, {', '.join(CHANGE)} FROM journal_change ORDER BY journal_id, id"
            ),
            key=lambda row: row[0],
        )
    }
    before = START
    for row in database.all(f"SELECT {', '.join(ENTRY)} FROM journal ORDER BY id"):
        entry = dict(zip(ENTRY, row, strict=True))
        before = link(before, entry, changes.get(entry["id"], []))
        database.run("UPDATE journal SET hash = ? WHERE id = ?", [before, entry["id"]])
