"""What free words find in orders, written anew where a customer or product is called otherwise.

*Units*: some 70 µs an order that names it, all in the transaction of the new name; the orders are gone
through some hundreds at a time, so that what is held meanwhile does not grow with them.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.desk.orders.facets import MAX_SEARCHED, searched_text
from models.desk.session import Session
from models.statements import Statement, slot
from models.tables.orders import Order, OrderLine
from models.tables.stores import Customer, Product

BATCH = 500
_HEAD = Statement(
    Order.select(
        Order.customer,
        Order.address,
        Order.description,
        Order.source_number,
        Customer.name,
        Order.search_text,
    )
    .left_outer_join(Customer, on=(Order.customer == Customer.id))
    .where(Order.id == slot("id"))
    .limit(1)
)
_PRODUCTS = Statement(
    OrderLine.select(OrderLine.product, Product.name)
    .join(Product, on=(OrderLine.product == Product.id))
    .where(OrderLine.order == slot("order"))
    .order_by(OrderLine.position)
    .limit(MAX_SEARCHED)
)
_WRITE = Statement(Order.update(search_text=slot("search_text")).where(Order.id == slot("id")))


def find_by_new_name(session: Session, table: type[Customer | Product], code: str) -> None:
    """Lets the orders of a customer or of a product be found by the name that is written for it now."""
    database = session.database
    for order in _naming(session, table, code):
        row = database.one(_HEAD, {"id": order})
        if row is None:
            continue
        *fields, text = row
        fresh = searched_text(fields, database.all(_PRODUCTS, {"order": order}))
        if fresh != text:
            database.run(_WRITE, {"id": order, "search_text": fresh})


def _naming(session: Session, table: type[Customer | Product], code: str) -> Iterator[int]:
    """The orders that name it, each once in its batch, along the index that leads to them."""
    of_customer = Order.select(Order.id, Order.id).where(Order.customer == code)
    of_product = OrderLine.select(OrderLine.id, OrderLine.order).where(OrderLine.product == code)
    place, select = (Order.id, of_customer) if table is Customer else (OrderLine.id, of_product)
    after = 0
    while found := session.database.all(select.where(place > after).order_by(place).limit(BATCH)):
        yield from dict.fromkeys(int(str(order)) for _, order in found)
        after = int(str(found[-1][0]))
