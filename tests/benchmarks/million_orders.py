"""A desk of any number of orders with their lines, made by bulk inserts.

What lists read of an order stands in its row, as the rules derive it; a test compares the two.
Most orders are completed; those that are parked are rare and all old, so that a list of them has
far to look.
"""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.bulk import FIRST, HASH, NUMBERS, OPENED_AT, counted, filled, upto

CUSTOMERS = 5_000
PRODUCTS = 200
SHOPS = 20
#: What an order is found in, by its share of a hundred.
_FOUND = f"""CASE
    WHEN n < {FIRST + 20} THEN 'suspended'
    WHEN {HASH} / 64 % 100 < 2 THEN 'basket'
    WHEN {HASH} / 64 % 100 < 5 THEN 'to pay'
    WHEN {HASH} / 64 % 100 < 8 THEN 'to ship'
    WHEN {HASH} / 64 % 100 < 11 THEN 'to receive'
    WHEN {HASH} / 64 % 100 < 13 THEN 'on account'
    WHEN {HASH} / 64 % 100 < 17 THEN 'cancelled'
    ELSE 'completed' END"""
#: Of every order: one line or two, and of each its type, its pieces, and its product with its price in one.
_DRAWN = f"""drawn AS (
    SELECT n, {HASH} AS h, {_FOUND} AS found, 1 + n % 2 AS lines FROM numbers
), priced AS (
    SELECT *, 1 + h / 8 % 5 AS pieces1, 1 + h / 32 % 3 AS pieces2,
        1 + h / 128 % {PRODUCTS} AS product1, 1 + h / 512 % {PRODUCTS} AS product2,
        CASE WHEN found = 'to receive' THEN 'order' WHEN found IN ('to ship', 'completed') THEN 'delivery'
            ELSE 'carry_out' END AS type1
    FROM drawn
), summed AS (
    SELECT *, CASE WHEN type1 = 'delivery' AND h / 4096 % 10 = 0 THEN 'carry_out' ELSE type1 END AS type2,
        (pieces1 * product1 + (lines = 2) * pieces2 * product2) * 100 AS amount
    FROM priced
)"""
_PAID = """CASE WHEN found IN ('completed', 'to ship') THEN amount
    WHEN found = 'to receive' THEN amount / 2 ELSE 0 END"""
_LEFT = f"(CASE found WHEN 'cancelled' THEN 0 ELSE amount END - {_PAID})"
_ORDERS = f"""
{NUMBERS}, {_DRAWN}
INSERT INTO orders (id, state, is_open, purpose, customer_id, address, originating_id, sold_from_id, reason,
    description, locked, requested_date, currency, paid_minor, last_line, total_minor, to_pay_minor, status,
    type, is_paid, is_shipped, part_paid, part_shipped, is_due, is_ready, waits, opened_at, opened_by,
    updated_at, updated_by, placed_at, placed_by, search_text, version)
SELECT n, CASE WHEN found IN ('suspended', 'basket', 'cancelled', 'completed') THEN found ELSE 'placed' END,
    found NOT IN ('cancelled', 'completed'), 'sale', 'C' || (1 + h / 16 % {CUSTOMERS}), '',
    'S' || (1 + h % {SHOPS}), 'S' || (1 + h % {SHOPS}), '', '', 0, '', 'EUR', {_PAID}, lines,
    CASE found WHEN 'cancelled' THEN 0 ELSE amount END, {_LEFT},
    CASE found WHEN 'to pay' THEN 'open' WHEN 'to receive' THEN 'open' WHEN 'to ship' THEN 'paid'
        WHEN 'on account' THEN 'shipped' ELSE found END,
    CASE WHEN found = 'cancelled' THEN '' WHEN lines = 2 AND type2 <> type1 THEN 'mixed' ELSE type1 END,
    found IN ('completed', 'to ship'), found IN ('completed', 'on account'), found = 'to receive', 0,
    found IN ('to pay', 'on account', 'to receive'), found IN ('to pay', 'to ship'), found = 'to receive',
    {OPENED_AT}, 'import', {OPENED_AT}, 'import',
    CASE WHEN found IN ('suspended', 'basket') THEN NULL ELSE {OPENED_AT} END, 'import',
    'c' || (1 + h / 16 % {CUSTOMERS}) || char(10) || 'customer ' || (1 + h / 16 % {CUSTOMERS}), 1
FROM summed"""
_LINES = f"""
{NUMBERS}, {_DRAWN},
each AS (
    SELECT n, found, 1 AS position, pieces1 AS pieces, product1 AS product, type1 AS type FROM summed
    UNION ALL SELECT n, found, 2, pieces2, product2, type2 FROM summed WHERE lines = 2
)
INSERT INTO order_lines (order_id, position, product_id, description, is_product, quantity, unit_price_minor,
    type, shipping_method_id, ship_from_id, label, returns, ordered, reserved, shipped, invoiced, cancelled,
    returned, version)
SELECT n, position, 'P' || product, 'Product ' || product, 1, pieces, product * 100, type,
    CASE type WHEN 'delivery' THEN 'post' END, CASE type WHEN 'delivery' THEN 'W' END, 'sellable', '',
    (found = 'to receive') * pieces, (found = 'to ship' AND type = 'delivery') * pieces,
    (found IN ('completed', 'on account')) * pieces, (found IN ('completed', 'on account')) * pieces,
    (found = 'cancelled') * pieces, 0, 1
FROM each ORDER BY n, position"""
_HOUSE = """
INSERT INTO organization_unit (id, name, kinds, currency) VALUES ('W', 'Warehouse', '["warehouse"]', 'EUR')"""
#: Enough of everything everywhere, and a way to send it.
_STOCK = """
INSERT INTO stock (unit_id, product_id, label, quantity)
SELECT organization_unit.id, product.id, 'sellable', 1000000 FROM organization_unit, product"""
_SENDS = "INSERT INTO unit_method (unit_id, method_id, position) SELECT id, 'post', 1 FROM organization_unit"
_POST = "INSERT INTO shipping_method (id, name, delivery_type) VALUES ('post', 'Post', 'default')"


def build_orders(file: Path, orders: int) -> str:
    """Makes a desk of this many baskets and orders in a new file and gives its URL."""
    with filled(file, "orders", "order_lines") as connection:
        for statement in (_HOUSE, _POST):
            connection.execute(statement)
        connection.execute(
            f"{NUMBERS} INSERT INTO organization_unit (id, name, kinds, parent_id, currency) "
            "SELECT 'S' || n, 'Shop ' || n, '[\"shop\"]', 'W', 'EUR' FROM numbers",
            upto(SHOPS),
        )
        connection.execute(
            f"{NUMBERS} INSERT INTO customer (id, name, address) "
            "SELECT 'C' || n, 'Customer ' || n, 'Street ' || n FROM numbers",
            upto(CUSTOMERS),
        )
        connection.execute(
            f"{NUMBERS} INSERT INTO product (id, name, price, is_product) "
            "SELECT 'P' || n, 'Product ' || n, n || '.00', 1 FROM numbers",
            upto(PRODUCTS),
        )
        for statement in (_STOCK, _SENDS):
            connection.execute(statement)
        connection.execute(_ORDERS, upto(FIRST + orders - 1, FIRST))
        connection.execute(_LINES, upto(FIRST + orders - 1, FIRST))
        counted(connection, "order", FIRST + orders - 1)
    return f"sqlite:///{file}"
