"""Statuses that follow from facts, as rows, and the key that fires an action for one line.

A frozen text, independent of the tables of today.
"""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

#: An added column would carry a default that today's table has not, so the table is made anew.
STATEMENTS = (
    """CREATE TABLE "rule_status" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "machine" TEXT NOT NULL,
        "code" TEXT NOT NULL,
        "label" TEXT NOT NULL,
        "glyph" TEXT NOT NULL,
        "colour" TEXT NOT NULL,
        "derivation" TEXT NOT NULL,
        "source" TEXT NOT NULL
    )""",
    'CREATE UNIQUE INDEX "rule_status_machine_code" ON "rule_status" ("machine", "code")',
    'ALTER TABLE "rule_action" RENAME TO "rule_action_before"',
    'DROP INDEX "rule_action_machine_code"',
    """CREATE TABLE "rule_action" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "machine" TEXT NOT NULL,
        "code" TEXT NOT NULL,
        "label" TEXT NOT NULL,
        "key" TEXT NOT NULL,
        "operation" INTEGER NOT NULL CHECK (operation IN (0, 1)),
        "source" TEXT NOT NULL,
        "line_key" TEXT NOT NULL
    )""",
    """INSERT INTO "rule_action"
        SELECT "id", "machine", "code", "label", "key", "operation", "source", '' FROM "rule_action_before" """,
    'DROP TABLE "rule_action_before"',
    'CREATE UNIQUE INDEX "rule_action_machine_code" ON "rule_action" ("machine", "code")',
)
#: Dropping a table drops its triggers.
COUNTED = ("rule_action", "rule_status")


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Makes the table, adds the column and lets every change to both be counted."""
    triggers = [
        f"CREATE TRIGGER {table}_{event.lower()} AFTER {event} ON {table} "
        "BEGIN UPDATE rule_set SET revision = revision + 1 WHERE id = 1; END"
        for table in COUNTED
        for event in ("INSERT", "UPDATE", "DELETE")
    ]
    for statement in (*STATEMENTS, *triggers, "UPDATE rule_set SET revision = revision + 1 WHERE id = 1"):
        db.execute_sql(statement)  # type: ignore[no-untyped-call]  # Peewee gives it no types
