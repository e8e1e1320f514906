"""Orders (a basket is one that is not placed), their lines, and what comes of them.

Status, type, total and the marks follow from facts; they stand in the row, written with every
change, so that lists can be filtered and sorted without reading lines. *Units*: amounts in
minor units, times in milliseconds since 1970, UTC. *Source*: rules.md, 2.1.
"""

from __future__ import annotations

from peewee import SQL, AutoField, BigIntegerField, Check, ForeignKeyField, IntegerField, TextField

from models.tables.base import Table
from models.tables.stores import Customer, CustomStatus, LineTypeRow, Product, ShippingMethod, Supplier, Unit


def _flag(name: str) -> IntegerField:
    return IntegerField(default=0, constraints=[Check(f"{name} IN (0, 1)")])


def _counter(name: str) -> BigIntegerField:
    return BigIntegerField(default=0, constraints=[Check(f"{name} >= 0")])


def _listed(column: str) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """The indexes of a view: by number (the id stands at the end of every index), by age, by amount."""
    return tuple(((column, *sort), False) for sort in ((), ("opened_at",), ("total_minor",)))


class Order(Table):
    """An order from basket to completion; case's sister, with facts instead of states set by hand.

    ``is_due``: money is left to be paid or refunded; ``is_ready``: something can be handed over now;
    ``waits``: something is on order. Each view of the list walks one index, whatever it is sorted by.
    """

    id = IntegerField(primary_key=True)
    state = TextField()
    is_open = _flag("is_open")
    purpose = TextField(constraints=[Check("purpose IN ('sale', 'return_to_supplier', 'interstore')")])
    customer = ForeignKeyField(Customer, backref="+", null=True, on_delete="RESTRICT")
    address = TextField(default="")
    originating = ForeignKeyField(Unit, backref="+", on_delete="RESTRICT")
    sold_from = ForeignKeyField(Unit, backref="+", on_delete="RESTRICT", index=False)
    pickup = ForeignKeyField(Unit, backref="+", null=True, on_delete="RESTRICT", index=False)
    sold_to = ForeignKeyField(Unit, backref="+", null=True, on_delete="RESTRICT", index=False)
    supplier = ForeignKeyField(Supplier, backref="+", null=True, on_delete="RESTRICT", index=False)
    reason = TextField(default="")
    shipping_method = ForeignKeyField(
        ShippingMethod, backref="+", null=True, on_delete="RESTRICT", index=False
    )
    description = TextField(default="")
    locked = _flag("locked")
    requested_date = TextField(default="")
    custom_status = ForeignKeyField(CustomStatus, backref="+", null=True, on_delete="RESTRICT")
    currency = TextField()
    paid_minor = BigIntegerField(default=0)
    last_line = IntegerField(default=0)
    total_minor = BigIntegerField(default=0)
    to_pay_minor = BigIntegerField(default=0)
    status = TextField()
    type = TextField(default="")
    is_paid = _flag("is_paid")
    is_shipped = _flag("is_shipped")
    part_paid = _flag("part_paid")
    part_shipped = _flag("part_shipped")
    is_due = _flag("is_due")
    is_ready = _flag("is_ready")
    waits = _flag("waits")
    opened_at = BigIntegerField()
    opened_by = TextField()
    updated_at = BigIntegerField()
    updated_by = TextField()
    placed_at = BigIntegerField(null=True)
    placed_by = TextField(default="")
    source = TextField(null=True)
    source_number = TextField(null=True)
    search_text = TextField(default="")
    version = IntegerField(default=1, constraints=[Check("version > 0")])

    class Meta:
        table_name = "orders"
        indexes = (
            (("source", "source_number"), True),
            (("type",), False),
            (("opened_at",), False),
            (("total_minor",), False),
            *_listed("state"),
            *_listed("is_due"),
            *_listed("is_ready"),
            *_listed("waits"),
        )


#: Not placed yet, whichever of the two states: written out, so that it is the expression that is indexed.
UNPLACED = Order.state.in_((SQL("'basket'"), SQL("'suspended'"))) == 1
#: What few orders are, written out as it stands in the indexes that hold those orders alone.
LOCKED = Order.locked == SQL("1")
REFUND = (Order.is_due == SQL("1")) & (Order.to_pay_minor < SQL("0"))
NO_SALE = (Order.purpose != SQL("'sale'")) == SQL("1")
for _index, _key, _rows in (
    ("unplaced", "(state IN ('basket', 'suspended'))", ""),
    ("locked", '"locked"', ' WHERE "locked" = 1'),
    ("refund", '"is_due"', ' WHERE "is_due" = 1 AND "to_pay_minor" < 0'),
    ("no_sale", "(purpose <> 'sale')", " WHERE (purpose <> 'sale') = 1"),
):
    for _sort in ("", "opened_at", "total_minor"):
        _name, _column = ("_" + _sort, f', "{_sort}"') if _sort else ("", "")
        Order.add_index(
            SQL(f'CREATE INDEX IF NOT EXISTS "orders_{_index}{_name}" ON "orders" ({_key}{_column}){_rows}')
        )


class OrderLine(Table):
    """A line of an order; the counters are pieces without a sign, a return's quantity is negative."""

    id = AutoField()
    order = ForeignKeyField(Order, backref="+", on_delete="CASCADE", index=False)
    position = IntegerField()
    product = ForeignKeyField(Product, backref="+", on_delete="RESTRICT")
    description = TextField(default="")
    is_product = IntegerField(default=1, constraints=[Check("is_product IN (0, 1)")])
    quantity = BigIntegerField(constraints=[Check("quantity <> 0")])
    unit_price_minor = BigIntegerField()
    type = ForeignKeyField(LineTypeRow, backref="+", column_name="type", on_delete="RESTRICT", index=False)
    shipping_method = ForeignKeyField(
        ShippingMethod, backref="+", null=True, on_delete="RESTRICT", index=False
    )
    ship_from = ForeignKeyField(Unit, backref="+", null=True, on_delete="RESTRICT", index=False)
    label = TextField(default="sellable", constraints=[Check("label IN ('sellable', 'damaged')")])
    returns = TextField(default="")
    ordered = _counter("ordered")
    reserved = _counter("reserved")
    shipped = _counter("shipped")
    invoiced = _counter("invoiced")
    cancelled = _counter("cancelled")
    returned = _counter("returned")
    version = IntegerField(default=1, constraints=[Check("version > 0")])

    class Meta:
        table_name = "order_lines"
        indexes = ((("order", "position"), True),)


class Payment(Table):
    """Money that came in, or, negative, went out."""

    id = IntegerField(primary_key=True)
    order = ForeignKeyField(Order, backref="+", on_delete="RESTRICT")
    amount_minor = BigIntegerField()
    method = TextField(default="")
    tendered_minor = BigIntegerField(null=True)
    at = BigIntegerField()
    agent = TextField()

    class Meta:
        table_name = "payment"


class Shipment(Table):
    """Pieces of one line on their way from a unit; open until all have left."""

    id = IntegerField(primary_key=True)
    order = ForeignKeyField(Order, backref="+", on_delete="RESTRICT")
    line = TextField()
    unit = ForeignKeyField(Unit, backref="+", on_delete="RESTRICT", index=False)
    method = ForeignKeyField(ShippingMethod, backref="+", null=True, on_delete="RESTRICT", index=False)
    pieces = _counter("pieces")
    shipped = _counter("shipped")
    state = TextField(default="open", constraints=[Check("state IN ('open', 'done', 'cancelled')")])
    at = BigIntegerField()
    version = IntegerField(default=1)

    class Meta:
        table_name = "shipment"


class Invoice(Table):
    """Pieces of one line invoiced; negative pieces are credited."""

    id = IntegerField(primary_key=True)
    order = ForeignKeyField(Order, backref="+", on_delete="RESTRICT")
    line = TextField()
    pieces = BigIntegerField()
    amount_minor = BigIntegerField()
    at = BigIntegerField()

    class Meta:
        table_name = "invoice"


class Nasc(Table):
    """Pieces that were handed over though the unit's stock said there were none."""

    id = IntegerField(primary_key=True)
    order = ForeignKeyField(Order, backref="+", on_delete="RESTRICT")
    line = TextField()
    unit = ForeignKeyField(Unit, backref="+", on_delete="RESTRICT", index=False)
    product = ForeignKeyField(Product, backref="+", on_delete="RESTRICT", index=False)
    pieces = BigIntegerField()
    at = BigIntegerField()

    class Meta:
        table_name = "nasc"


class Recount(Table):
    """A task to count a product in a unit; one at most is open for the two."""

    id = IntegerField(primary_key=True)
    unit = ForeignKeyField(Unit, backref="+", on_delete="RESTRICT", index=False)
    product = ForeignKeyField(Product, backref="+", on_delete="RESTRICT")
    state = TextField(default="open", constraints=[Check("state IN ('open', 'done')")])
    counted = BigIntegerField(null=True)
    at = BigIntegerField()

    class Meta:
        table_name = "recount"


class CustomStatusEntry(Table):
    """The ledger: who gave an order which custom status, and when."""

    id = IntegerField(primary_key=True)
    order = ForeignKeyField(Order, backref="+", on_delete="CASCADE")
    status = ForeignKeyField(CustomStatus, backref="+", on_delete="RESTRICT", index=False)
    at = BigIntegerField()
    agent = TextField()

    class Meta:
        table_name = "custom_status_entry"


ORDER_TABLES = (Order, OrderLine, Payment, Shipment, Invoice, Nasc, Recount, CustomStatusEntry)
