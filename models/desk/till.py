"""The till of a desk: baskets and orders, and the units, labels, products and recounts around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from models.desk.session import Session

if TYPE_CHECKING:
    from models.order_views import (
        CountryView,
        CountView,
        CustomerView,
        LabelView,
        LedgerView,
        OrderLineView,
        OrderView,
        ProductView,
        RecountView,
        UnitView,
    )
    from models.plans import Reason
    from models.record_views import Done, Field
    from models.till.proposal import Proposal


class Till:
    """What a desk can be asked about orders beyond what it can be asked about any record."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def new_basket(self, fields: Mapping[str, object], lines: Sequence[Mapping[str, object]] = ()) -> Done:
        """Makes a basket with its lines."""
        from models.desk.orders import filling

        return filling.new_basket(self.session, fields, lines)

    def order(self, number: str, *, lines: int = 200) -> OrderView:
        """An order or basket with its first lines and its verdicts."""
        from models.desk.orders import orderbook

        return orderbook.order_view(self.session, number, lines)

    def order_lines(self, number: str, *, after: int, limit: int = 200) -> tuple[OrderLineView, ...]:
        """Lines of an order behind the first ``after`` ones."""
        from models.desk.orders import orderbook

        return orderbook.line_views(self.session, number, after, limit)

    def order_line(self, number: str) -> OrderLineView:
        """One line of an order with its verdicts."""
        from models.desk.orders import orderbook

        return orderbook.one_line(self.session, number)

    def form(self, kind: str, number: str = "") -> tuple[Field, ...]:
        """The fields of a new ``basket``, an ``order``, a ``new_line`` of it or an ``order_line``."""
        from models.desk.orders import forms

        return forms.form(self.session, kind, number)

    def proposals(self, done: Done) -> tuple[Proposal, ...]:
        """What follows at the till from a write that accepted lines of a case; nothing is done."""
        from models.desk.orders import tying

        return tying.proposed(self.session, done.accepted)

    def follow(self, proposal: Proposal, *, version: int | None = None) -> Done:
        """Carries out a proposal; the journals of the case and of the order name each other."""
        from models.desk.orders import tying

        return tying.follow(self.session, proposal, version)

    def tie(self, line: str, done: Done) -> None:
        """Says in both journals that a write on an order comes of a line of a case."""
        from models.desk.orders import tying

        tying.tie(self.session, line, done.record, done.changes)

    def referred(self, number: str) -> tuple[str, ...]:
        """The orders of this desk that a case, or one of its lines, names; the case's own first."""
        from models.desk import casebook, references

        casebook.visible_facts(self.session, number)
        return references.referred(self.session, number)

    def products(self, words: str, unit: str, *, limit: int = 50) -> tuple[ProductView, ...]:
        """Products that hold the words, with what a unit has of them."""
        from models.desk.orders import shops

        return shops.products(self.session, words, unit, limit)

    def customers(self, words: str, *, limit: int = 20) -> tuple[CustomerView, ...]:
        """Customers that hold the words, the one with this id first."""
        from models.desk.orders import shops

        return shops.customers(self.session, words, limit)

    def customer_names(self, codes: Iterable[object]) -> dict[str, str]:
        """What the customers with these ids are called, as far as they are known."""
        from models.desk.orders import catalogue

        return catalogue.customer_names(self.session, codes)

    def units(self) -> tuple[UnitView, ...]:
        """All organization units as a tree, with the settings in force."""
        from models.desk.orders import shops

        return shops.unit_views(self.session)

    def new_unit(self, fields: Mapping[str, object]) -> Done:
        """Makes an organization unit; one with this id is never replaced."""
        from models.desk.orders import units

        return units.new_unit(self.session, fields)

    def edit_unit(self, code: str, edits: Mapping[str, object]) -> Done:
        """Changes fields of an organization unit; the others stay."""
        from models.desk.orders import units

        return units.edit_unit(self.session, code, edits)

    def allow_mixed(self, country: str, *, allowed: bool) -> Done:
        """Says whether orders in a country may mix types."""
        from models.desk.orders import units

        return units.allow_mixed(self.session, country, allowed=allowed)

    def countries(self) -> tuple[CountryView, ...]:
        """All countries."""
        from models.desk.orders import shops

        return shops.country_views(self.session)

    def labels(self, kind: str, *, used: bool = True) -> tuple[LabelView, ...]:
        """Custom statuses (``status``) or action types (``type``); unless asked, not whether one is used."""
        from models.desk.orders import shops

        return shops.label_views(self.session, kind, used=used)

    def set_active(self, kind: str, code: str, *, active: bool) -> Done:
        """Switches a custom status or type on or off."""
        from models.desk.orders import shops

        return shops.set_active(self.session, kind, code, active=active)

    def ledger(self, code: str, *, limit: int = 50) -> tuple[LedgerView, ...]:
        """Who gave a custom status to which order, the newest first."""
        from models.desk.orders import ledgers

        return ledgers.ledger(self.session, code, limit)

    def recounts(self, *, limit: int = 1000) -> tuple[RecountView, ...]:
        """Recount tasks, the open ones first."""
        from models.desk.orders import shops

        return shops.recount_views(self.session, limit)

    def count_again(self, number: str, counted: int | str) -> Done:
        """Ends a recount with what was counted."""
        from models.desk.orders import shops

        return shops.count_again(self.session, number, counted)

    def counting(self, number: str) -> CountView | None:
        """What came of a recount; None while it is open."""
        from models.desk.orders import ledgers

        return ledgers.counting(self.session, number)

    def barred(self, what: str) -> tuple[Reason, ...]:
        """Why the agent may not ``put``, ``switch`` a label or ``count`` again; nothing where he may."""
        from models.desk.orders import shops

        return shops.barred(self.session, what)
