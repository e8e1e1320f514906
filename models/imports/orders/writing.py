"""Writes the orders of a file batch by batch, counts them, and adds up what file and desk say of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal

from models.desk.digests import is_erased
from models.desk.numbering import next_number
from models.desk.session import Session
from models.imports.orders.adding import Adding, Addition
from models.imports.orders.catalogue import Catalogue
from models.imports.orders.report import Total, total_of
from models.imports.orders.returning import Returning
from models.imports.orders.store import HeldOrder, OrderStore
from models.imports.orders.told import DONE, ToldOrder
from models.imports.report import Remark
from models.numbers import number_of
from models.rulebook import Rulebook
from models.tables.stores import Customer, Product, Unit
from models.till.quantities import total

#: An import brings nobody back who was erased.
ERASED = "is of a customer who was erased"
_COUNTS = (
    "orders_new", "orders_continued", "orders_unchanged", "sales", "returns", "lines_new", "lines_tied",
    "lines_loose", "without_customer",
)  # fmt: skip


class Writing:
    """One import on its way; a dry run decides and counts the same and writes nothing."""

    def __init__(
        self,
        session: Session,
        rulebook: Rulebook,
        file: str,
        orders: Sequence[ToldOrder],
        *,
        now: int,
        dry_run: bool,
    ) -> None:
        self.session = session
        self.file = file
        self.now = now
        self.dry_run = dry_run
        self.store = OrderStore(session, rulebook)
        self.catalogue = Catalogue(session, orders)
        wanted = {
            (order.heading.customer, sold.product)
            for order in orders
            for sold in order.lines
            if sold.quantity < 0
        }
        self.returning = Returning(self.store.bought, wanted)
        actor = session.standing().actor
        self.adding = Adding(session, rulebook, actor, self.catalogue, self.returning)
        self.warnings: list[Remark] = []
        self._counted: Counter[str] = Counter()
        self._by_file: dict[str, Decimal] = defaultdict(Decimal)
        self._by_desk: Counter[str] = Counter()

    def take(self, orders: Sequence[ToldOrder]) -> None:
        """Takes one batch in; the transaction is the caller's."""
        if not self.dry_run:
            self.returning.forget()
        written: dict[str, str] = {}
        for order in orders:
            currency = order.heading.currency
            self._by_file[currency] += order.amount
            held = self.store.held(order)
            number = held.number if held else self._next_number()
            addition = self._continued(order, held) if held else self._new(order, number)
            if addition is not None:
                self._count(order, addition)
            if addition is not None and self.dry_run:
                self._by_desk[currency] += total(addition.settled.facts)
            else:
                written[number] = currency
        for number, minor in self.store.totals(list(written)).items():
            self._by_desk[written[number]] += minor

    def counts(self) -> dict[str, int]:
        """The figures of the report."""
        taken = self.catalogue.taken
        around = {"units_new": taken[Unit], "customers_new": taken[Customer], "products_new": taken[Product]}
        return {name: self._counted[name] for name in _COUNTS} | around

    def totals(self) -> tuple[Total, ...]:
        """What file and desk come to, by currency."""
        return tuple(
            total_of(currency, self._by_file[currency], self._by_desk[currency])
            for currency in sorted(self._by_file)
        )

    def _next_number(self) -> str:
        return number_of("order", 0 if self.dry_run else next_number(self.session, "order"))

    def _new(self, order: ToldOrder, number: str) -> Addition:
        self.catalogue.take_up(order.heading, order.lines, dry_run=self.dry_run)
        addition = self.adding.new(order, number, order.at(self.now))
        self._counted["orders_new"] += 1
        only_back = all(sold.quantity < 0 for sold in order.lines)
        self._counted["returns" if only_back else "sales"] += 1
        self._counted["without_customer"] += not order.heading.customer
        self._write(order, addition)
        return addition

    def _continued(self, order: ToldOrder, held: HeldOrder) -> Addition | None:
        erased = is_erased(self.session.database, held.number)
        lines, reason = ((), ERASED) if erased else self.adding.missing(order, held)
        if reason:
            said = f"{held.number} (order {order.number}) {reason}; it is left as it is."
            self.warnings.append(Remark(self.file, order.rows[0].line, said))
        if not lines:
            self._counted["orders_unchanged"] += 1
            return None
        self.catalogue.take_up(order.heading, lines, dry_run=self.dry_run)
        addition = self.adding.continued(order, held, lines, order.at(self.now))
        self._counted["orders_continued"] += 1
        self._write(order, addition)
        return addition

    def _write(self, order: ToldOrder, addition: Addition) -> None:
        if not self.dry_run:
            self.store.write(order, addition.settled, addition.ties, now=self.now, version=addition.version)

    def _count(self, order: ToldOrder, addition: Addition) -> None:
        self._counted["lines_new"] += len(addition.lines)
        told, state = order.heading.state, addition.settled.facts.head.state
        if told == DONE != state:
            said = "is not paid and handed over in full, so it is open here."
            self._warn(order, order.rows[0].line, said)
        for sold, line in zip(addition.lines, addition.settled.made, strict=True):
            if line.values["type"] != sold.type:
                self._warn(order, sold.row, f"{sold.product} is still to be delivered; it is on order here.")
            if sold.quantity > 0:
                continue
            tied = line.number in addition.ties
            self._counted["lines_tied" if tied else "lines_loose"] += 1
            if not tied and not order.returns_loose:
                whom = f"customer {order.heading.customer}" if order.heading.customer else "nobody named"
                said = f"{-sold.quantity} of {sold.product} come back from {whom}, and no sale fits"
                self._warn(order, sold.row, f"{said}; kept as a loose return.")

    def _warn(self, order: ToldOrder, line: int, said: str) -> None:
        self.warnings.append(Remark(self.file, line, f"Order {order.number}: {said}"))
