"""Which updates of a source's record the desk has taken in.

A frozen text, independent of the tables of today.
"""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

TABLES = (
    """CREATE TABLE "imported_update" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "case_id" INTEGER NOT NULL,
        "revision" INTEGER NOT NULL,
        "digest" TEXT NOT NULL,
        "said" TEXT NOT NULL,
        "rest" TEXT NOT NULL,
        FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE CASCADE
    )""",
    """CREATE UNIQUE INDEX "imported_update_case_id_revision_digest"
        ON "imported_update" ("case_id", "revision", "digest")""",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Makes the table."""
    for statement in TABLES:
        db.execute_sql(statement)  # type: ignore[no-untyped-call]  # Peewee gives it no types
