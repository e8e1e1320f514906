"""Every change to the units, methods, types and settings around orders is counted.

What is read of them is kept for as long as the count stays. A frozen text, independent of the
tables of today.
"""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

TABLES = (
    """CREATE TABLE "premises" (
        "id" INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
        "revision" INTEGER NOT NULL
    )""",
    "INSERT INTO premises (id, revision) VALUES (1, 1)",
)
COUNTED = (
    "country",
    "organization_unit",
    "shipping_method",
    "unit_method",
    "supplier",
    "unit_supplier",
    "line_type",
    "custom_status",
    "setting",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Makes the table with its one row, and the triggers that count."""
    triggers = [
        f"CREATE TRIGGER {table}_{event.lower()} AFTER {event} ON {table} "
        "BEGIN UPDATE premises SET revision = revision + 1 WHERE id = 1; END"
        for table in COUNTED
        for event in ("INSERT", "UPDATE", "DELETE")
    ]
    for statement in (*TABLES, *triggers):
        db.execute_sql(statement)  # type: ignore[no-untyped-call]  # Peewee gives it no types
