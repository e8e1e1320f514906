"""Orders have an activity stream, too: an entry belongs to a case or to an order.

A frozen text, independent of the tables of today.
"""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STEPS = (
    'ALTER TABLE "activity" RENAME TO "case_activity"',
    'DROP INDEX "activity_case_id"',
    'DROP INDEX "activity_case_id_kind"',
    """CREATE TABLE "activity" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "case_id" INTEGER,
        "order_id" INTEGER,
        "journal_id" INTEGER,
        "at" INTEGER NOT NULL,
        "agent" TEXT NOT NULL,
        "kind" TEXT NOT NULL CHECK (kind IN ('comment', 'work_note', 'change')),
        "record" TEXT NOT NULL,
        "action" TEXT NOT NULL,
        "text" TEXT NOT NULL,
        "changes" TEXT NOT NULL,
        "imported" INTEGER NOT NULL CHECK (imported IN (0, 1)),
        FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("journal_id") REFERENCES "journal" ("id") ON DELETE RESTRICT
    )""",
    'CREATE INDEX "activity_case_id" ON "activity" ("case_id")',
    'CREATE INDEX "activity_case_id_kind" ON "activity" ("case_id", "kind")',
    'CREATE INDEX "activity_order_id" ON "activity" ("order_id")',
    'CREATE INDEX "activity_order_id_kind" ON "activity" ("order_id", "kind")',
    """INSERT INTO "activity"
        ("id", "case_id", "journal_id", "at", "agent", "kind", "record", "action", "text", "changes", "imported")
        SELECT "id", "case_id", "journal_id", "at", "agent", "kind", "record", "action", "text", "changes", "imported"
        FROM "case_activity" """,
    'DROP TABLE "case_activity"',
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Makes the table anew and takes its rows along."""
    for step in STEPS:
        db.execute_sql(step)  # type: ignore[no-untyped-call]  # Peewee gives it no types
