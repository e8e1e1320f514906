"""The keys by which agents come in over SSH, each with its agent.

A frozen text, independent of the tables of today.
"""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

TABLES = (
    """CREATE TABLE "ssh_key" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "fingerprint" TEXT NOT NULL,
        "kind" TEXT NOT NULL,
        "text" TEXT NOT NULL,
        "comment" TEXT NOT NULL,
        "agent" TEXT NOT NULL CHECK (agent <> ''),
        "added_at" INTEGER NOT NULL,
        "added_by" TEXT NOT NULL,
        "revoked_at" INTEGER,
        "revoked_by" TEXT,
        CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
    )""",
    'CREATE UNIQUE INDEX "ssh_key_fingerprint" ON "ssh_key" ("fingerprint")',
    'CREATE INDEX "ssh_key_agent" ON "ssh_key" ("agent")',
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Makes the table."""
    for statement in TABLES:
        db.execute_sql(statement)  # type: ignore[no-untyped-call]  # Peewee gives it no types
