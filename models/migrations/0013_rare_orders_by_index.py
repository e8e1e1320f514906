"""What few orders are is found among a million of them: locked, with money to give back, no sale.

A frozen text, independent of the tables of today.
"""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

INDEXES = (
    """CREATE INDEX "orders_locked" ON "orders" ("locked") WHERE "locked" = 1""",
    """CREATE INDEX "orders_locked_opened_at" ON "orders" ("locked", "opened_at") WHERE "locked" = 1""",
    """CREATE INDEX "orders_locked_total_minor" ON "orders" ("locked", "total_minor") WHERE "locked" = 1""",
    """CREATE INDEX "orders_refund" ON "orders" ("is_due") WHERE "is_due" = 1 AND "to_pay_minor" < 0""",
    """CREATE INDEX "orders_refund_opened_at" ON "orders" ("is_due", "opened_at") WHERE "is_due" = 1 AND "to_pay_minor" < 0""",
    """CREATE INDEX "orders_refund_total_minor" ON "orders" ("is_due", "total_minor") WHERE "is_due" = 1 AND "to_pay_minor" < 0""",
    """CREATE INDEX "orders_no_sale" ON "orders" ((purpose <> 'sale')) WHERE (purpose <> 'sale') = 1""",
    """CREATE INDEX "orders_no_sale_opened_at" ON "orders" ((purpose <> 'sale'), "opened_at") WHERE (purpose <> 'sale') = 1""",
    """CREATE INDEX "orders_no_sale_total_minor" ON "orders" ((purpose <> 'sale'), "total_minor") WHERE (purpose <> 'sale') = 1""",
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Makes the indexes."""
    for statement in INDEXES:
        db.execute_sql(statement)  # type: ignore[no-untyped-call]  # Peewee gives it no types
