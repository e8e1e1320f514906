"""Customers and products: found by their id, taken up where the desk doesn't know them yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from models.desk.names import checked_name
from models.desk.session import Session
from models.statements import Statement, among, listed
from models.tables.stores import Customer, Product

#: As many customers as are named at once: those of the largest page of a stream, before and after.
MAX_NAMES = 2000
_NAMES = Statement(
    Customer.select(Customer.id, Customer.name).where(Customer.id.in_(among("id"))).limit(MAX_NAMES)
)


class Article(NamedTuple):
    """A product: its id and name, its price as a text, whether it is goods that lie in stock."""

    id: str
    name: str
    price: str | None
    goods: bool


def knows_customer(session: Session, code: object) -> bool:
    """Whether a customer of this id is known; nobody is no stranger."""
    found = Customer.select(Customer.id).where(Customer.id == str(code).strip()).limit(1)
    return not code or session.database.one(found) is not None


def customer_names(session: Session, codes: Iterable[object]) -> dict[str, str]:
    """What the customers with these ids are called, as far as they are known."""
    wanted = listed(list(dict.fromkeys(map(str, filter(None, codes))))[:MAX_NAMES])
    return {str(code): str(name) for code, name in session.database.all(_NAMES, {"id": wanted})}


def customer_id(session: Session, code: str) -> str:
    """The id of a customer, who is taken up under it where he is new."""
    code = checked_name("customer", code)
    if session.database.one(Customer.select(Customer.id).where(Customer.id == code).limit(1)) is None:
        session.database.run(Customer.insert(id=code, name=code))
    return code


def product_of(session: Session, code: str) -> Article:
    """The product of an id, taken up under it where it is new."""
    code = checked_name("product", code)
    select = (
        Product.select(Product.name, Product.price, Product.is_product).where(Product.id == code).limit(1)
    )
    row = session.database.one(select)
    if row is None:
        session.database.run(Product.insert(id=code, name=code))
        return Article(code, code, None, goods=True)
    return Article(code, str(row[0]), None if row[1] is None else str(row[1]), bool(row[2]))
