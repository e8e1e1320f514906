"""Turns a row into lines of an order, or says why it can't be kept.

What decides (number, product, quantity, price, state, type, time, unit, currency) has to be
right or the row is rejected; what only describes is left out with a warning.
"""

from __future__ import annotations

from collections.abc import Mapping as Dict
from decimal import Decimal

from models.checks import MAX_TEXT, iso_day
from models.desk.orders.put_fields import ID_SHAPE
from models.desk.orders.putting import KINDS_OF_UNIT
from models.errors import Invalid
from models.imports.mapping import Mapping
from models.imports.orders.pricing import countable, price_of, priced, quantity_of
from models.imports.orders.told import Heading, OrderRow, Sold
from models.imports.row_reader import Rejected, RowReader, shown
from models.imports.rows import Row
from models.money import currency_code, decimals, minor_of
from models.rulebook import Machine
from models.till.derivations import PLACED
from models.till.world import LineType

#: The states in which an order can come in: not placed, placed with all that followed, cancelled.
BROUGHT = ("basket", "suspended", *PLACED, "cancelled")
_GOODS = {"": True, "yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


class OrderTaker(RowReader):
    """Reads rows by one map into the states and types of one desk."""

    def __init__(self, mapping: Mapping, machine: Machine, types: Dict[str, LineType]) -> None:
        super().__init__(mapping)
        self.machine = machine
        self.types = {
            name.casefold(): each.code for each in types.values() for name in (each.code, each.label)
        }
        self._headings: dict[Heading, Heading] = {}

    def take(self, row: Row) -> tuple[OrderRow, list[str]]:
        """What a row says of its order, and what is odd about it.

        *Errors*: `Rejected`.
        """
        odd: list[str] = []
        heading = self._heading(row, odd)
        quantity, price = self._quantity(row), self._price(row)
        if not countable(quantity, price, heading.currency):
            raise Rejected("The row comes to more than the desk counts.")
        pieces = abs(quantity)
        cancelled = self._pieces(row, "cancelled", pieces) or 0
        if heading.state == "cancelled":
            cancelled = pieces
        shipped = self._pieces(row, "shipped", pieces - cancelled)
        amount = price * (pieces - cancelled) * (-1 if quantity < 0 else 1)
        product = self.once(self.name(row, "product"))
        if not product:
            raise Rejected(f"The row has no {self.mapping.column('product')}.")
        name = self.once(self.name(row, "product_name"))
        goods = self._goods(row, product, odd)
        kind = self._type(row) if quantity > 0 else "carry_out"
        lines = []
        found = priced(pieces, price, heading.currency)
        if found.odd:
            odd.append(f"{shown(product)}: {found.odd}")
        for part in found.parts:
            gone = min(cancelled, part.pieces)
            sent = None if shipped is None else min(shipped, part.pieces - gone)
            cancelled, shipped = cancelled - gone, None if shipped is None or sent is None else shipped - sent
            signed = -part.pieces if quantity < 0 else part.pieces
            lines.append(
                Sold(row.line, product, name, goods, signed, part.unit_price_minor, kind, sent, gone)
            )
        return OrderRow(row.line, heading, tuple(lines), amount), odd

    def _heading(self, row: Row, odd: list[str]) -> Heading:
        currency = self._currency(row)
        heading = Heading(
            state=self._state(row),
            placed_at=self.time(row, "placed_at"),
            placed_by=self.name(row, "placed_by"),
            customer=self.name(row, "customer"),
            customer_name=self.name(row, "customer_name"),
            address=self._long(row, "address"),
            ou=self._unit(row),
            ou_name=self.name(row, "ou_name"),
            ou_kind=self._kinds(row, odd),
            ou_country=self._country(row, odd),
            currency=currency,
            paid=self._paid(row, currency),
            payment_method=self.name(row, "payment_method"),
            description=self._long(row, "description"),
            requested_date=self._day(row, odd),
        )
        return self._headings.setdefault(heading, heading)

    def _long(self, row: Row, field: str) -> str:
        text = self.text(row, field)
        if len(text) > MAX_TEXT:
            raise Rejected(f"{self.mapping.column(field)} has more than {MAX_TEXT:,} characters.")
        return text

    def _wrong(self, row: Row, field: str, what: str) -> Rejected:
        return Rejected(f"{self.mapping.column(field)} is {shown(self.text(row, field))}, {what}.")

    def _quantity(self, row: Row) -> int:
        quantity = quantity_of(self.text(row, "quantity"))
        if quantity is None:
            raise self._wrong(row, "quantity", "which is no whole number of pieces")
        if quantity == 0:
            raise self._wrong(row, "quantity", "but a line has at least one piece")
        return quantity

    def _price(self, row: Row) -> Decimal:
        price = price_of(self.text(row, "unit_price"))
        if price is None:
            raise self._wrong(row, "unit_price", "which is no price like 12.50")
        return price

    def _pieces(self, row: Row, field: str, most: int) -> int | None:
        text = self.text(row, field)
        if not text:
            return None
        pieces = quantity_of(text)
        if pieces is None or not 0 <= pieces <= most:
            raise self._wrong(row, field, f"not a number of pieces from 0 to {most}")
        return pieces

    def _paid(self, row: Row, currency: str) -> int | None:
        text = self.text(row, "paid")
        if not text:
            return None
        try:
            return minor_of("paid", text, currency)
        except Invalid:
            raise self._wrong(row, "paid", f"which is no amount with {decimals(currency)} decimals") from None

    def _currency(self, row: Row) -> str:
        try:
            return self.once(currency_code(self.text(row, "currency")))
        except Invalid:
            what = "which is no currency; write three letters, or a default in the map"
            raise self._wrong(row, "currency", what) from None

    def _state(self, row: Row) -> str:
        text = self.text(row, "state")
        if not text:
            return ""
        state = self.machine.state_named(text)
        if state is None or state.code not in BROUGHT:
            labels = ", ".join(each.label for each in self.machine.states if each.code in BROUGHT)
            raise self._wrong(row, "state", f"in which no order comes in. Map it to one of: {labels}")
        return state.code

    def _type(self, row: Row) -> str:
        text = self.text(row, "type")
        code = self.types.get((text or "carry_out").casefold())
        if code is None:
            known = ", ".join(dict.fromkeys(self.types.values()))
            raise self._wrong(row, "type", f"which is no type of a line. Map it to one of: {known}")
        return code

    def _unit(self, row: Row) -> str:
        unit = self.text(row, "ou")
        if not ID_SHAPE.fullmatch(unit):
            what = "which is no id of an organization unit: 1 to 60 characters without blanks and slashes"
            raise self._wrong(row, "ou", what)
        return self.once(unit)

    def _kinds(self, row: Row, odd: list[str]) -> str:
        kinds = [kind.strip().casefold() for kind in self.text(row, "ou_kind").split(",") if kind.strip()]
        unknown = [kind for kind in kinds if kind not in KINDS_OF_UNIT]
        if unknown:
            known = ", ".join(KINDS_OF_UNIT)
            column = self.mapping.column("ou_kind")
            odd.append(f"{column} is {shown(unknown[0])}, which is none of {known}; it is left out.")
        return ",".join(kind for kind in kinds if kind in KINDS_OF_UNIT)

    def _country(self, row: Row, odd: list[str]) -> str:
        code = self.text(row, "ou_country")
        if code and not ID_SHAPE.fullmatch(code):
            column = self.mapping.column("ou_country")
            odd.append(f"{column} is {shown(code)}, which is no code of a country; it is left out.")
            return ""
        return code

    def _goods(self, row: Row, product: str, odd: list[str]) -> bool:
        if product.casefold() in self.mapping.charges:
            return False
        text = self.text(row, "goods")
        goods = _GOODS.get(text.casefold())
        if goods is None:
            column = self.mapping.column("goods")
            odd.append(f"{column} is {shown(text)}, which is neither yes nor no; it is left out.")
            return True
        return goods

    def _day(self, row: Row, odd: list[str]) -> str:
        text = self.text(row, "requested_date")
        if not text:
            return ""
        try:
            return iso_day("requested_date", text)
        except Invalid:
            column = self.mapping.column("requested_date")
            odd.append(f"{column} is {shown(text)}, which is no day; it is left out.")
            return ""
