"""Looks after a database: tells what it is, brings it to the newest schema, checks it through."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import chain, islice

from peewee import fn

from models.database import Database, sqlite_version
from models.errors import NeedsMigration
from models.tables.cases import Case, Line
from models.tables.orders import Order
from models.tables.states import StateRow

#: More faults than this say nothing new.
MOST_FAULTS = 100
#: What is counted, and the table that it stands in.
COUNTED = {
    "cases": "cases",
    "lines": "case_lines",
    "orders": "orders",
    "agents": "agent",
    "journal_entries": "journal",
}
KEPT_IN_STATES: dict[str, type[Case | Line | Order]] = {"case": Case, "line": Line, "order": Order}


def describe_database(url: str) -> dict[str, object]:
    """What the database is and holds, also where it waits for a migration.

    *Errors*: `Unavailable`, `Invalid`.
    """
    missing = missing_migrations(url)
    with closing(Database(url, check=False)) as database:
        told: dict[str, object] = {
            "url": url,
            "file": str(database.path.absolute()),
            "size_bytes": database.path.stat().st_size,
            "sqlite": ".".join(map(str, sqlite_version())),
            "journal_mode": _pragma(database, "journal_mode"),
            "migrations": len(database.applied_migrations()),
            "needs": missing,
        }
        if not missing:
            for name, table in COUNTED.items():
                told[name] = (database.one(f'SELECT COUNT(1) FROM "{table}"') or (0,))[0]
        return told


def migrate_database(url: str) -> list[str]:
    """Brings the database to the newest schema and names the migrations that were applied.

    *Errors*: `Unavailable`, `Invalid`; `NeedsMigration` where a newer casedesk made it.
    """
    applied: list[str] = []
    if missing_migrations(url):
        with closing(Database(url, check=False)) as database:
            if set(database.applied_migrations()) <= set(database.known_migrations()):
                applied = database.migrate()
    Database(url).close()
    return applied


def check_database(url: str) -> list[str]:
    """Every fault of the file, of references between rows, of the rules, and of the desk's own books.

    The books of a file that is damaged are not read. *Errors*: `Unavailable`, `Invalid`, `NeedsMigration`.
    """
    from models.books import wrong_books

    with closing(Database(url)) as database:
        if damage := list(_broken_pages(database)):
            return damage
        found = chain(_broken_references(database), _unknown_states(database), wrong_books(database))
        faults = list(islice(found, MOST_FAULTS))
        if next(found, None) is not None:
            faults.append(f"There are more than these {MOST_FAULTS}; mend them first and check again.")
        return faults


def missing_migrations(url: str) -> str:
    """What the database lacks, in one sentence; empty where it is at the newest schema.

    *Errors*: `Unavailable`, `Invalid`.
    """
    try:
        Database(url).close()
    except NeedsMigration as error:
        return str(error)
    return ""


def _pragma(database: Database, name: str) -> str:
    return str((database.one(f"PRAGMA {name}") or ("?",))[0])


def _broken_pages(database: Database) -> Iterator[str]:
    for (said,) in database.all(f"PRAGMA integrity_check({MOST_FAULTS})"):
        if said != "ok":
            yield f"The file is damaged: {said}. Restore a backup."


def _broken_references(database: Database) -> Iterator[str]:
    query = 'SELECT "table", rowid, parent FROM pragma_foreign_key_check LIMIT ?'
    for table, row, parent in database.all(query, [MOST_FAULTS]):
        yield f"Row {row} of {table} points to a row of {parent} that is not there. Restore a backup."


def _unknown_states(database: Database) -> Iterator[str]:
    for machine, table in KEPT_IN_STATES.items():
        known = StateRow.select(StateRow.code).where(StateRow.machine == machine)
        unknown = (
            table.select(table.state, fn.COUNT(1)).where(table.state.not_in(known)).group_by(table.state)
        )
        for state, count in database.all(unknown.limit(MOST_FAULTS)):
            yield f"{count} of kind {machine} are in state {state!r}, which no rule knows; load one."
