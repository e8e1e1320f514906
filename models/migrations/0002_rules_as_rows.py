"""The rules as rows, and triggers that count every change to them, whoever makes it.

A frozen text, independent of the tables of today.
"""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

TABLES = (
    """CREATE TABLE "rule_action" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "machine" TEXT NOT NULL,
        "code" TEXT NOT NULL,
        "label" TEXT NOT NULL,
        "key" TEXT NOT NULL,
        "operation" INTEGER NOT NULL CHECK (operation IN (0, 1)),
        "source" TEXT NOT NULL
    )""",
    'CREATE UNIQUE INDEX "rule_action_machine_code" ON "rule_action" ("machine", "code")',
    """CREATE TABLE "rule_cascade" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "machine" TEXT NOT NULL,
        "action" TEXT NOT NULL,
        "from_state" TEXT NOT NULL,
        "line_states" TEXT NOT NULL,
        "to_state" TEXT NOT NULL,
        "effects" TEXT NOT NULL,
        "source" TEXT NOT NULL
    )""",
    """CREATE TABLE "rule_input" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "machine" TEXT NOT NULL,
        "action" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "label" TEXT NOT NULL,
        "kind" TEXT NOT NULL,
        "required" INTEGER NOT NULL CHECK (required IN (0, 1)),
        "asked_when" TEXT NOT NULL,
        "source" TEXT NOT NULL
    )""",
    'CREATE UNIQUE INDEX "rule_input_machine_action_name" ON "rule_input" ("machine", "action", "name")',
    """CREATE TABLE "rule_machine" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "code" TEXT NOT NULL,
        "label" TEXT NOT NULL,
        "head" TEXT NOT NULL
    )""",
    'CREATE UNIQUE INDEX "rule_machine_code" ON "rule_machine" ("code")',
    """CREATE TABLE "resolution_code" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "code" TEXT NOT NULL,
        "label" TEXT NOT NULL,
        "suggests" TEXT NOT NULL,
        "offered" INTEGER NOT NULL CHECK (offered IN (0, 1)),
        "imported" INTEGER NOT NULL CHECK (imported IN (0, 1)),
        "source" TEXT NOT NULL
    )""",
    'CREATE UNIQUE INDEX "resolution_code_code" ON "resolution_code" ("code")',
    """CREATE TABLE "rule_rollup" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "machine" TEXT NOT NULL,
        "event" TEXT NOT NULL,
        "line_state" TEXT NOT NULL,
        "from_states" TEXT NOT NULL,
        "to_state" TEXT NOT NULL,
        "guards" TEXT NOT NULL,
        "effects" TEXT NOT NULL,
        "source" TEXT NOT NULL
    )""",
    """CREATE TABLE "rule_set" (
        "id" INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
        "revision" INTEGER NOT NULL
    )""",
    """CREATE TABLE "rule_state" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "machine" TEXT NOT NULL,
        "code" TEXT NOT NULL,
        "label" TEXT NOT NULL,
        "glyph" TEXT NOT NULL,
        "colour" TEXT NOT NULL,
        "initial" INTEGER NOT NULL CHECK (initial IN (0, 1)),
        "final" INTEGER NOT NULL CHECK (final IN (0, 1)),
        "outcome" TEXT NOT NULL,
        "stamp" TEXT NOT NULL,
        "aliases" TEXT NOT NULL,
        "source" TEXT NOT NULL
    )""",
    'CREATE UNIQUE INDEX "rule_state_machine_code" ON "rule_state" ("machine", "code")',
    """CREATE TABLE "rule_transition" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "machine" TEXT NOT NULL,
        "action" TEXT NOT NULL,
        "from_state" TEXT NOT NULL,
        "to_state" TEXT NOT NULL,
        "role" TEXT NOT NULL,
        "enabled" INTEGER NOT NULL CHECK (enabled IN (0, 1)),
        "head_states" TEXT NOT NULL,
        "guards" TEXT NOT NULL,
        "effects" TEXT NOT NULL,
        "confirm" TEXT NOT NULL,
        "source" TEXT NOT NULL
    )""",
    'CREATE UNIQUE INDEX "rule_transition_machine_action_from_state" ON "rule_transition" ("machine", "action", "from_state")',
)

RULE_TABLES = (
    "rule_machine",
    "rule_state",
    "rule_action",
    "rule_input",
    "rule_transition",
    "rule_cascade",
    "rule_rollup",
    "resolution_code",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Makes the tables, the row that counts and the triggers."""
    triggers = [
        f"CREATE TRIGGER {table}_{event.lower()} AFTER {event} ON {table} "
        "BEGIN UPDATE rule_set SET revision = revision + 1 WHERE id = 1; END"
        for table in RULE_TABLES
        for event in ("INSERT", "UPDATE", "DELETE")
    ]
    for statement in (*TABLES, "INSERT INTO rule_set (id, revision) VALUES (1, 1)", *triggers):
        db.execute_sql(statement)  # type: ignore[no-untyped-call]  # Peewee gives it no types
