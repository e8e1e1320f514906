"""What happens to an order in words: its lines, the stock, and what is made along with it.

*Units*: amounts come in minor units of the order's currency, quantities in pieces.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from models import Done, OrderView, amount_text
from tui.field_words import emptied
from tui.text import clean

#: The counters of a line and the labels of stock, as agents say them.
COUNTERS = {
    "shipped": "handed over",
    "reserved": "set aside",
    "ordered": "on order",
    "invoiced": "invoiced",
    "cancelled": "cancelled",
    "returned": "brought back",
    "sellable": "to sell",
    "transit": "on its way",
}
#: What is made along with an order, as agents say it, with the prefix of its number.
MADE = {
    "payment": ("PAY", "payment"),
    "shipment": ("SHP", "shipment"),
    "invoice": ("INV", "invoice"),
    "nasc": ("NASC", "NASC"),
    "recount": ("RCT", "recount task"),
}
#: What a payment is called by which money goes back.
REFUND = "refund"
#: Fields that say again what others say.
QUIET = frozenset({"last_line", "position", "is_product", "currency", "line", "product", "state", "label"})
#: What an order is when a flag of its is off, and when it is on.
FLAGS = {"locked": ("unlocked", "locked")}
STOCK = "stock "


def words_of(order: OrderView, types: Mapping[str, str]) -> Words:
    """Words for what this order's changes may hold; ``types`` are what action types are called."""
    products = {line.product: line.description for line in order.lines if line.description}
    held = {line.type: line.type_label for line in order.lines}
    returns = [line.number for line in order.lines if line.quantity < 0]
    customers = {order.customer: order.customer_name} if order.customer_name else {}
    return Words(order.currency, {**types, **products, **held, **order.names}, returns, customers)


def counter(name: str, quantity: int) -> str:
    """What a counter of a line is called: what goes out of a sale line comes in on a return line."""
    return "taken back" if name == "shipped" and quantity < 0 else COUNTERS[name]


def is_refund(field: str, amount: object) -> bool:
    """Whether a payment of this amount is money that goes back."""
    return field == "amount_minor" and str(amount).startswith("-")


def paid_in_words(done: Done, label: str, order: OrderView) -> str:
    """The label of an action with the money that it moved, and what is left, as in ``Pay 25.00 EUR``."""
    amounts = (each.after for each in done.changes if each.record.startswith(MADE["payment"][0]))
    minor = next((amount for amount in amounts if isinstance(amount, int)), None)
    if minor is None:
        return label
    money = f"{amount_text(abs(minor), order.currency)} {order.currency}"
    said = f"{'Refund' if minor < 0 else label} {money}"
    if not order.to_pay_minor:
        return said
    left = amount_text(abs(order.to_pay_minor), order.currency)
    return f"{said}, {left} left {'to refund' if order.to_pay_minor < 0 else 'to pay'}"


class Step(NamedTuple):
    """One field of one record, from → to."""

    record: str
    field: str
    before: object
    after: object


class Words:
    """Words for the changes of one order: ``names`` are what codes are called, where that is known.

    ``returns`` are the numbers of its return lines. ``customers`` are the names of customers: an id of
    theirs may be that of a product, too.
    """

    def __init__(
        self,
        currency: str,
        names: Mapping[str, str],
        returns: Collection[str] = (),
        customers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._currency = currency
        self._names = names
        self._returns = returns
        self._customers = customers

    def knowing(self, customers: Mapping[str, str]) -> Words:
        """The same words, with the names of these customers."""
        if not customers:
            return self
        return Words(self._currency, self._names, self._returns, {**self._customers, **customers})

    def name(self, code: object) -> str:
        """What a code is called."""
        return clean(self._names.get(str(code), str(code)))

    def step(self, step: Step) -> str:
        """One change, as in ``handed over 0 → 2``; empty for what need not be said."""
        if step.field in QUIET:
            return ""
        if step.field in FLAGS:
            return FLAGS[step.field][bool(int(str(step.after or 0)))]
        label = clean(step.field.removesuffix("_minor").replace("_", " "))
        if step.field in COUNTERS:
            label = counter(step.field, -1 if step.record in self._returns else 1)
        after = self._value(step.field, step.after)
        if not after:
            return emptied(step.field)
        before = self._value(step.field, step.before)
        # A counter that begins at nothing need not say so.
        return f"{label} {before} → {after}" if before and before != "0" else f"{label} {after}"

    def steps(self, steps: Iterable[Step]) -> str:
        """The changes of one record, with dots between them."""
        return " · ".join(filter(None, map(self.step, steps)))

    def stock(self, record: str) -> str:
        """Whose stock of what, as in ``Amsterdam 01, LN``."""
        unit, _, product = record.removeprefix(STOCK).partition(" ")
        return f"{self.name(unit)}, {self.name(product)}"

    def made(self, kind: str, values: Mapping[str, object]) -> str:
        """Something that is made, as in ``shipment of 4, line 3, from Utrecht by Courier``."""
        said = MADE.get(kind, ("", clean(kind.replace("_", " "))))[1]
        minor = values.get("amount_minor")
        if kind == "payment" and isinstance(minor, int) and is_refund("amount_minor", minor):
            said, minor = REFUND, -minor
        if values.get("pieces"):
            said += f" of {values['pieces']}"
        if minor is not None:
            amount = self._value("amount_minor", minor)
            said += f"{' for' if values.get('pieces') else ' of'} {amount}"
        where = [
            f"{word}{say(values[field])}"
            for field, word, say in (
                ("product", "", self.name),
                ("line", "", _line),
                ("unit", "from " if kind == "shipment" else "in ", self.name),
                ("method", "by ", self.name),
                ("status", "", self.name),
            )
            if values.get(field)
        ]
        return ", ".join([said, *where])

    def new_line(self, values: Mapping[str, object]) -> str:
        """A line that is made, as in ``2 × LN, Carry out``."""
        kind = f", {self.name(values['type'])}" if values.get("type") else ""
        return f"{values.get('quantity')} × {self.name(values.get('product'))}{kind}"

    def _value(self, field: str, value: object) -> str:
        if value is None or value == "":
            return ""
        if field.endswith("_minor"):
            text = str(value)
            return amount_text(int(text), self._currency) if text.lstrip("-").isdigit() else clean(text)
        if field == "customer":
            return clean(self._customers.get(str(value), str(value)))
        return self.name(value)


def _line(number: object) -> str:
    return line_of(str(number))


def line_of(number: str) -> str:
    """A line of an order in words, as in ``line 3``."""
    return f"line {clean(number.rpartition('/')[2])}"
