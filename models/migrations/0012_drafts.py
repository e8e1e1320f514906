"""Half-filled forms are kept, for the one agent who typed them.

A frozen text, independent of the tables of today.
"""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

TABLES = (
    """CREATE TABLE "draft" (
        "agent" TEXT NOT NULL,
        "form" TEXT NOT NULL,
        "about" TEXT NOT NULL,
        "at" INTEGER NOT NULL,
        "held" TEXT NOT NULL,
        PRIMARY KEY ("agent", "form", "about")
    )""",
    'CREATE INDEX "draft_about" ON "draft" ("about")',
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Makes the table."""
    for statement in TABLES:
        db.execute_sql(statement)  # type: ignore[no-untyped-call]  # Peewee gives it no types
