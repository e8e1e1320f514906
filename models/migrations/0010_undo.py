"""What undo needs: which entries are one action, which takes another back, what waits in the outbox.

And, on actions as rows, what of them reaches the world. A frozen text, independent of the tables of today.
"""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    'ALTER TABLE "journal" ADD COLUMN "batch" INTEGER',
    'ALTER TABLE "journal" ADD COLUMN "undoes" INTEGER',
    'CREATE INDEX "journal_batch" ON "journal" ("batch") WHERE batch IS NOT NULL',
    'CREATE INDEX "journal_undoes" ON "journal" ("undoes") WHERE undoes IS NOT NULL',
    'ALTER TABLE "activity" ADD COLUMN "kept" TEXT',
    """CREATE TABLE "outbox" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "journal_id" INTEGER NOT NULL,
        "record" TEXT NOT NULL,
        "outside" TEXT NOT NULL,
        "due_at" INTEGER NOT NULL,
        FOREIGN KEY ("journal_id") REFERENCES "journal" ("id") ON DELETE RESTRICT
    )""",
    'CREATE INDEX "outbox_journal_id" ON "outbox" ("journal_id")',
    # An added column would carry a default that today's table has not, so the table is made anew.
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
        "line_key" TEXT NOT NULL,
        "outside" TEXT NOT NULL
    )""",
    """INSERT INTO "rule_action"
        SELECT "id", "machine", "code", "label", "key", "operation", "source", "line_key",
            CASE WHEN "machine" <> 'order' THEN '' WHEN "code" = 'pay' THEN 'money'
                WHEN "code" = 'ship' THEN 'goods' ELSE '' END
        FROM "rule_action_before" """,
    'DROP TABLE "rule_action_before"',
    'CREATE UNIQUE INDEX "rule_action_machine_code" ON "rule_action" ("machine", "code")',
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Adds the columns and the table; changes to actions are counted as before."""
    # Dropping a table drops its triggers.
    triggers = [
        f"CREATE TRIGGER rule_action_{event.lower()} AFTER {event} ON rule_action "
        "BEGIN UPDATE rule_set SET revision = revision + 1 WHERE id = 1; END"
        for event in ("INSERT", "UPDATE", "DELETE")
    ]
    for statement in (*STATEMENTS, *triggers, "UPDATE rule_set SET revision = revision + 1 WHERE id = 1"):
        db.execute_sql(statement)  # type: ignore[no-untyped-call]  # Peewee gives it no types
