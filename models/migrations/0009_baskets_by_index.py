"""The list of baskets, of which some are suspended, walks one index, too.

A frozen text, independent of the tables of today.
"""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

INDEXES = (
    """CREATE INDEX "orders_unplaced" ON "orders" ((state IN ('basket', 'suspended')))""",
    """CREATE INDEX "orders_unplaced_opened_at" ON "orders" ((state IN ('basket', 'suspended')), "opened_at")""",
    """CREATE INDEX "orders_unplaced_total_minor" ON "orders" ((state IN ('basket', 'suspended')), "total_minor")""",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Makes the indexes."""
    for statement in INDEXES:
        db.execute_sql(statement)  # type: ignore[no-untyped-call]  # Peewee gives it no types
