"""The desk as it was first: people, cases, lines, journal, activity and settings.

A frozen text, independent of the tables of today.
"""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

TABLES = (
    """CREATE TABLE "account" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL
    )""",
    'CREATE UNIQUE INDEX "account_name" ON "account" ("name")',
    """CREATE TABLE "contact" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "kind" TEXT NOT NULL CHECK (kind IN ('contact', 'consumer')),
        "name" TEXT NOT NULL,
        "account_id" INTEGER,
        FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE SET NULL
    )""",
    'CREATE INDEX "contact_account_id" ON "contact" ("account_id")',
    'CREATE INDEX "contact_name_kind" ON "contact" ("name", "kind")',
    """CREATE TABLE "assignment_group" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL
    )""",
    'CREATE UNIQUE INDEX "assignment_group_name" ON "assignment_group" ("name")',
    """CREATE TABLE "agent" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL,
        "role" TEXT NOT NULL CHECK (role IN ('viewer', 'agent', 'manager', 'admin')),
        "version" INTEGER NOT NULL
    )""",
    'CREATE UNIQUE INDEX "agent_name" ON "agent" ("name")',
    """CREATE TABLE "cases" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "state" TEXT NOT NULL,
        "is_open" INTEGER NOT NULL CHECK (is_open IN (0, 1)),
        "short_description" TEXT NOT NULL CHECK (short_description <> ''),
        "account_id" INTEGER,
        "contact_id" INTEGER,
        "consumer_id" INTEGER,
        "order_number" TEXT NOT NULL,
        "scope" TEXT NOT NULL CHECK (scope IN ('specific_lines', 'multiple_orders')),
        "service" TEXT NOT NULL CHECK (service IN ('', 'change_request', 'dispute')),
        "channel" TEXT NOT NULL CHECK (channel IN ('', 'web', 'phone', 'email', 'chat', 'social')),
        "priority" INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 4),
        "assignment_group_id" INTEGER,
        "assigned_to_id" INTEGER,
        "opened_at" INTEGER NOT NULL,
        "opened_by" TEXT NOT NULL,
        "updated_at" INTEGER NOT NULL,
        "updated_by" TEXT NOT NULL,
        "resolved_at" INTEGER,
        "resolved_by" TEXT NOT NULL,
        "closed_at" INTEGER,
        "closed_by" TEXT NOT NULL,
        "resolution_code" TEXT,
        "resolution_notes" TEXT NOT NULL,
        "source" TEXT,
        "source_number" TEXT,
        "source_revision" INTEGER,
        "search_text" TEXT NOT NULL,
        "version" INTEGER NOT NULL CHECK (version > 0),
        FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("consumer_id") REFERENCES "contact" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("assignment_group_id") REFERENCES "assignment_group" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("assigned_to_id") REFERENCES "agent" ("id") ON DELETE RESTRICT
    )""",
    'CREATE INDEX "cases_account_id" ON "cases" ("account_id")',
    'CREATE INDEX "cases_contact_id" ON "cases" ("contact_id")',
    'CREATE INDEX "cases_consumer_id" ON "cases" ("consumer_id")',
    'CREATE INDEX "cases_assignment_group_id" ON "cases" ("assignment_group_id")',
    'CREATE UNIQUE INDEX "cases_source_source_number" ON "cases" ("source", "source_number")',
    'CREATE INDEX "cases_is_open_priority" ON "cases" ("is_open", "priority")',
    'CREATE INDEX "cases_is_open_opened_at" ON "cases" ("is_open", "opened_at")',
    'CREATE INDEX "cases_is_open" ON "cases" ("is_open")',
    'CREATE INDEX "cases_assigned_to_id_is_open_priority" ON "cases" ("assigned_to_id", "is_open", "priority")',
    'CREATE INDEX "cases_assigned_to_id_is_open_opened_at" ON "cases" ("assigned_to_id", "is_open", "opened_at")',
    'CREATE INDEX "cases_assigned_to_id_is_open" ON "cases" ("assigned_to_id", "is_open")',
    'CREATE INDEX "cases_priority" ON "cases" ("priority")',
    'CREATE INDEX "cases_opened_at" ON "cases" ("opened_at")',
    """CREATE TABLE "journal" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "at" INTEGER NOT NULL,
        "agent" TEXT NOT NULL,
        "action" TEXT NOT NULL,
        "record" TEXT NOT NULL,
        "head" TEXT NOT NULL,
        "origin" TEXT NOT NULL,
        "imported" INTEGER NOT NULL CHECK (imported IN (0, 1)),
        "irregular" INTEGER NOT NULL CHECK (irregular IN (0, 1))
    )""",
    'CREATE INDEX "journal_head" ON "journal" ("head")',
    """CREATE TABLE "activity" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "case_id" INTEGER NOT NULL,
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
        FOREIGN KEY ("journal_id") REFERENCES "journal" ("id") ON DELETE RESTRICT
    )""",
    'CREATE INDEX "activity_case_id" ON "activity" ("case_id")',
    'CREATE INDEX "activity_case_id_kind" ON "activity" ("case_id", "kind")',
    """CREATE TABLE "journal_change" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "journal_id" INTEGER NOT NULL,
        "record" TEXT NOT NULL,
        "field" TEXT NOT NULL,
        "before_value" TEXT NOT NULL,
        "after_value" TEXT NOT NULL,
        "because" TEXT NOT NULL,
        FOREIGN KEY ("journal_id") REFERENCES "journal" ("id") ON DELETE RESTRICT
    )""",
    'CREATE INDEX "journal_change_journal_id" ON "journal_change" ("journal_id")',
    'CREATE INDEX "journal_change_record" ON "journal_change" ("record")',
    """CREATE TABLE "kept_answer" (
        "op_id" TEXT NOT NULL PRIMARY KEY,
        "at" INTEGER NOT NULL,
        "answer" TEXT NOT NULL
    )""",
    """CREATE TABLE "case_lines" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "case_id" INTEGER NOT NULL,
        "state" TEXT NOT NULL,
        "is_open" INTEGER NOT NULL CHECK (is_open IN (0, 1)),
        "about" TEXT NOT NULL CHECK (about <> ''),
        "request_reason" TEXT NOT NULL CHECK (request_reason IN ('', 'increase_demand', 'change_in_contract', 'initial_input_incorrect', 'other')),
        "ordered_quantity" INTEGER CHECK (ordered_quantity >= 0),
        "requested_quantity" INTEGER CHECK (requested_quantity >= 0),
        "approved_quantity" INTEGER CHECK (approved_quantity >= 0),
        "expected_date" TEXT NOT NULL,
        "requested_date" TEXT NOT NULL,
        "approved_date" TEXT NOT NULL,
        "current_location" TEXT NOT NULL,
        "requested_location" TEXT NOT NULL,
        "approved_location" TEXT NOT NULL,
        "account_id" INTEGER,
        "contact_id" INTEGER,
        "priority" INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 4),
        "assignment_group_id" INTEGER,
        "assigned_to_id" INTEGER,
        "resolution_code" TEXT,
        "close_notes" TEXT NOT NULL,
        "version" INTEGER NOT NULL CHECK (version > 0),
        FOREIGN KEY ("case_id") REFERENCES "cases" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("contact_id") REFERENCES "contact" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("assignment_group_id") REFERENCES "assignment_group" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("assigned_to_id") REFERENCES "agent" ("id") ON DELETE RESTRICT
    )""",
    'CREATE INDEX "case_lines_case_id_is_open" ON "case_lines" ("case_id", "is_open")',
    'CREATE INDEX "case_lines_about" ON "case_lines" ("about")',
    """CREATE TABLE "membership" (
        "agent_id" INTEGER NOT NULL,
        "group_id" INTEGER NOT NULL,
        PRIMARY KEY ("agent_id", "group_id"),
        FOREIGN KEY ("agent_id") REFERENCES "agent" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("group_id") REFERENCES "assignment_group" ("id") ON DELETE CASCADE
    )""",
    'CREATE INDEX "membership_agent_id" ON "membership" ("agent_id")',
    'CREATE INDEX "membership_group_id" ON "membership" ("group_id")',
    """CREATE TABLE "secret" (
        "name" TEXT NOT NULL PRIMARY KEY,
        "value" TEXT NOT NULL
    )""",
    """CREATE TABLE "sequence" (
        "name" TEXT NOT NULL PRIMARY KEY,
        "value" INTEGER NOT NULL DEFAULT 1000
    )""",
    """CREATE TABLE "setting" (
        "ou" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "value" TEXT NOT NULL,
        PRIMARY KEY ("ou", "name")
    )""",
    """CREATE TABLE "saved_view" (
        "kind" TEXT NOT NULL,
        "code" TEXT NOT NULL,
        "label" TEXT NOT NULL,
        "query" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        PRIMARY KEY ("kind", "code")
    )""",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Makes the tables."""
    for statement in TABLES:
        db.execute_sql(statement)  # type: ignore[no-untyped-call]  # Peewee gives it no types
