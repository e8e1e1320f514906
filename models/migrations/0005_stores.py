"""Organization units with their stock and what they sell.

A frozen text, independent of the tables of today.
"""

from __future__ import annotations

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

TABLES = (
    """CREATE TABLE "country" (
        "id" TEXT NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL,
        "allows_mixed" INTEGER NOT NULL CHECK (allows_mixed IN (0, 1)),
        "currency" TEXT NOT NULL
    )""",
    """CREATE TABLE "customer" (
        "id" TEXT NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL,
        "address" TEXT NOT NULL
    )""",
    """CREATE TABLE "custom_status" (
        "code" TEXT NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL,
        "description" TEXT NOT NULL,
        "colour" TEXT NOT NULL,
        "backend_id" TEXT,
        "active" INTEGER NOT NULL CHECK (active IN (0, 1))
    )""",
    'CREATE UNIQUE INDEX "custom_status_name" ON "custom_status" ("name")',
    'CREATE UNIQUE INDEX "custom_status_backend_id" ON "custom_status" ("backend_id")',
    """CREATE TABLE "line_type" (
        "code" TEXT NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL,
        "description" TEXT NOT NULL,
        "colour" TEXT NOT NULL,
        "backend_id" TEXT,
        "behaves" TEXT NOT NULL CHECK (behaves IN ('carry_out', 'delivery', 'reserve', 'order')),
        "active" INTEGER NOT NULL CHECK (active IN (0, 1)),
        "custom" INTEGER NOT NULL CHECK (custom IN (0, 1))
    )""",
    'CREATE UNIQUE INDEX "line_type_name" ON "line_type" ("name")',
    'CREATE UNIQUE INDEX "line_type_backend_id" ON "line_type" ("backend_id")',
    """CREATE TABLE "product" (
        "id" TEXT NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL,
        "price" TEXT,
        "is_product" INTEGER NOT NULL CHECK (is_product IN (0, 1))
    )""",
    """CREATE TABLE "shipping_method" (
        "id" TEXT NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL,
        "delivery_type" TEXT NOT NULL CHECK (delivery_type IN ('default', 'ship_from_store', 'interbranch'))
    )""",
    """CREATE TABLE "organization_unit" (
        "id" TEXT NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL,
        "kinds" TEXT NOT NULL,
        "parent_id" TEXT,
        "country_id" TEXT,
        "currency" TEXT NOT NULL,
        FOREIGN KEY ("parent_id") REFERENCES "organization_unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("country_id") REFERENCES "country" ("id") ON DELETE RESTRICT
    )""",
    'CREATE INDEX "organization_unit_parent_id" ON "organization_unit" ("parent_id")',
    'CREATE INDEX "organization_unit_country_id" ON "organization_unit" ("country_id")',
    """CREATE TABLE "stock" (
        "unit_id" TEXT NOT NULL,
        "product_id" TEXT NOT NULL,
        "label" TEXT NOT NULL CHECK (label IN ('sellable', 'reserved', 'damaged', 'demo', 'transit')),
        "quantity" INTEGER NOT NULL CHECK (quantity >= 0 OR label = 'sellable'),
        PRIMARY KEY ("unit_id", "product_id", "label"),
        FOREIGN KEY ("unit_id") REFERENCES "organization_unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("product_id") REFERENCES "product" ("id") ON DELETE RESTRICT
    )""",
    'CREATE INDEX "stock_product_id" ON "stock" ("product_id")',
    """CREATE TABLE "supplier" (
        "id" TEXT NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL
    )""",
    """CREATE TABLE "unit_method" (
        "unit_id" TEXT NOT NULL,
        "method_id" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        PRIMARY KEY ("unit_id", "method_id"),
        FOREIGN KEY ("unit_id") REFERENCES "organization_unit" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("method_id") REFERENCES "shipping_method" ("id") ON DELETE RESTRICT
    )""",
    'CREATE INDEX "unit_method_method_id" ON "unit_method" ("method_id")',
    """CREATE TABLE "unit_supplier" (
        "unit_id" TEXT NOT NULL,
        "supplier_id" TEXT NOT NULL,
        PRIMARY KEY ("unit_id", "supplier_id"),
        FOREIGN KEY ("unit_id") REFERENCES "organization_unit" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("supplier_id") REFERENCES "supplier" ("id") ON DELETE RESTRICT
    )""",
    'CREATE INDEX "unit_supplier_supplier_id" ON "unit_supplier" ("supplier_id")',
)


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Makes the tables."""
    for statement in TABLES:
        db.execute_sql(statement)  # type: ignore[no-untyped-call]  # Peewee gives it no types
