"""Organization units, what they ship with, whom they sell to, what they sell and hold.

*Source*: rules.md, 2.1.
"""

from __future__ import annotations

from peewee import BigIntegerField, Check, CompositeKey, ForeignKeyField, IntegerField, TextField

from models.tables.base import Table


class Country(Table):
    """A country; ``allows_mixed`` says whether an order there may mix types."""

    id = TextField(primary_key=True)
    name = TextField()
    allows_mixed = IntegerField(default=1, constraints=[Check("allows_mixed IN (0, 1)")])
    currency = TextField(default="")

    class Meta:
        table_name = "country"


class Unit(Table):
    """An organization unit; ``kinds`` is a JSON list of shop, web_shop, pickup and warehouse."""

    id = TextField(primary_key=True)
    name = TextField()
    kinds = TextField(default="[]")
    parent = ForeignKeyField("self", backref="+", null=True, on_delete="RESTRICT")
    country = ForeignKeyField(Country, backref="+", null=True, on_delete="RESTRICT")
    currency = TextField()

    class Meta:
        table_name = "organization_unit"


class ShippingMethod(Table):
    """A way to ship; those of type interbranch go between stores."""

    id = TextField(primary_key=True)
    name = TextField()
    delivery_type = TextField(
        default="default",
        constraints=[Check("delivery_type IN ('default', 'ship_from_store', 'interbranch')")],
    )

    class Meta:
        table_name = "shipping_method"


class UnitMethod(Table):
    """A shipping method configured on a unit, in the unit's order."""

    unit = ForeignKeyField(Unit, backref="+", on_delete="CASCADE", index=False)
    method = ForeignKeyField(ShippingMethod, backref="+", on_delete="RESTRICT")
    position = IntegerField()

    class Meta:
        table_name = "unit_method"
        primary_key = CompositeKey("unit", "method")


class Supplier(Table):
    """Whom goods are ordered from and returned to."""

    id = TextField(primary_key=True)
    name = TextField()

    class Meta:
        table_name = "supplier"


class UnitSupplier(Table):
    """A supplier of a unit."""

    unit = ForeignKeyField(Unit, backref="+", on_delete="CASCADE", index=False)
    supplier = ForeignKeyField(Supplier, backref="+", on_delete="RESTRICT")

    class Meta:
        table_name = "unit_supplier"
        primary_key = CompositeKey("unit", "supplier")


class Customer(Table):
    """Who buys."""

    id = TextField(primary_key=True)
    name = TextField()
    address = TextField(default="")

    class Meta:
        table_name = "customer"


class Product(Table):
    """What is sold; postage and charges are no products and have no stock. ``price`` is a text like 12.50."""

    id = TextField(primary_key=True)
    name = TextField()
    price = TextField(null=True)
    is_product = IntegerField(default=1, constraints=[Check("is_product IN (0, 1)")])

    class Meta:
        table_name = "product"


class Stock(Table):
    """How many pieces of a product a unit has under a label; sellable ones go below zero by a NASC alone."""

    unit = ForeignKeyField(Unit, backref="+", on_delete="RESTRICT", index=False)
    product = ForeignKeyField(Product, backref="+", on_delete="RESTRICT")
    label = TextField(constraints=[Check("label IN ('sellable', 'reserved', 'damaged', 'demo', 'transit')")])
    quantity = BigIntegerField(constraints=[Check("quantity >= 0 OR label = 'sellable'")])

    class Meta:
        table_name = "stock"
        primary_key = CompositeKey("unit", "product", "label")


class LineTypeRow(Table):
    """An action type of order lines; a custom one behaves like one of the four."""

    code = TextField(primary_key=True)
    name = TextField(unique=True)
    description = TextField(default="")
    colour = TextField(default="grey")
    backend_id = TextField(null=True, unique=True)
    behaves = TextField(constraints=[Check("behaves IN ('carry_out', 'delivery', 'reserve', 'order')")])
    active = IntegerField(default=1, constraints=[Check("active IN (0, 1)")])
    custom = IntegerField(default=1, constraints=[Check("custom IN (0, 1)")])

    class Meta:
        table_name = "line_type"


class CustomStatus(Table):
    """A label beside the four statuses."""

    code = TextField(primary_key=True)
    name = TextField(unique=True)
    description = TextField(default="")
    colour = TextField(default="grey")
    backend_id = TextField(null=True, unique=True)
    active = IntegerField(default=1, constraints=[Check("active IN (0, 1)")])

    class Meta:
        table_name = "custom_status"


STORE_TABLES = (
    Country, Unit, ShippingMethod, UnitMethod, Supplier, UnitSupplier, Customer, Product, Stock,
    LineTypeRow, CustomStatus,
)  # fmt: skip


class Premises(Table):
    """The one row that counts how often the units, methods, types and settings around orders have changed."""

    id = IntegerField(primary_key=True, constraints=[Check("id = 1")])
    revision = IntegerField()

    class Meta:
        table_name = "premises"
