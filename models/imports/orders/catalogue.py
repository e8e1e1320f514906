"""Takes up the units, customers and products of imported orders where the desk doesn't know them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from models.desk.orders.putting import put_record
from models.desk.session import Session
from models.imports.orders.told import Heading, Sold, ToldOrder
from models.statements import Statement, slot
from models.tables.stores import Customer, Product, Unit

_KNOWN = {
    table: Statement(table.select(table.id).where(table.id == slot("id")).limit(1))
    for table in (Unit, Customer, Product)
}
_CUSTOMER = Statement(Customer.insert(id=slot("id"), name=slot("name")))
_PRODUCT = Statement(Product.insert(id=slot("id"), name=slot("name"), is_product=slot("is_product")))


class Catalogue:
    """What stands around orders; a product is named as most rows of the file name it."""

    def __init__(self, session: Session, orders: Iterable[ToldOrder]) -> None:
        self.session = session
        self._names: dict[str, Counter[str]] = defaultdict(Counter)
        for order in orders:
            for sold in order.lines:
                if sold.name:
                    self._names[sold.product][sold.name] += 1
        self._seen: dict[type[Unit | Customer | Product], set[str]] = {table: set() for table in _KNOWN}
        self.taken: Counter[type[Unit | Customer | Product]] = Counter()

    def named(self, sold: Sold) -> Sold:
        """The line with its product's name where its own row has none."""
        if sold.name or sold.product not in self._names:
            return sold
        return sold._replace(name=self.name_of(sold.product))

    def name_of(self, product: str) -> str:
        """What the file mostly calls a product, else its id."""
        [(name, _)] = self._names[product].most_common(1) if product in self._names else [(product, 0)]
        return name

    def is_new(self, table: type[Unit | Customer | Product], code: str) -> bool:
        """Whether neither the desk nor this import has met the id before; counted as taken up if so."""
        if not code or code in self._seen[table]:
            return False
        self._seen[table].add(code)
        if self.session.database.one(_KNOWN[table], {"id": code}) is not None:
            return False
        self.taken[table] += 1
        return True

    def take_up(self, heading: Heading, lines: Iterable[Sold], *, dry_run: bool) -> None:
        """Makes what an order needs and the desk lacks; a dry run only counts it."""
        database = self.session.database
        if self.is_new(Unit, heading.ou) and not dry_run:
            put_record(self.session, "ou", unit_fields(heading))
        if self.is_new(Customer, heading.customer) and not dry_run:
            name = heading.customer_name or heading.customer
            database.run(_CUSTOMER, {"id": heading.customer, "name": name})
        for sold in lines:
            if self.is_new(Product, sold.product) and not dry_run:
                goods = int(sold.goods)
                database.run(
                    _PRODUCT, {"id": sold.product, "name": self.name_of(sold.product), "is_product": goods}
                )


def unit_fields(heading: Heading) -> dict[str, object]:
    """A unit as `put` takes it: a shop, unless the file or the map says otherwise."""
    fields: dict[str, object] = {
        "id": heading.ou,
        "name": heading.ou_name or heading.ou,
        "kinds": heading.ou_kind or "shop",
        "currency": heading.currency,
    }
    return fields | ({"country": heading.ou_country} if heading.ou_country else {})
