"""What a file says about orders: a line or two for each row, gathered by order under one heading.

*Units*: times in milliseconds since 1970, UTC; amounts in minor units of the heading's currency,
but for ``amount``, which is what the file says to the last decimal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from models.clock import iso
from models.imports.mapping import Mapping
from models.imports.row_reader import shown
from models.till.world import MAX_LINES

#: The state of an order that is paid and handed over.
DONE = "completed"


class Sold(NamedTuple):
    """A line as it will stand in its order; ``shipped`` is None where the file doesn't say.

    ``row`` is the line of the file that it comes from.
    """

    row: int
    product: str
    name: str
    goods: bool
    quantity: int
    unit_price_minor: int
    type: str
    shipped: int | None
    cancelled: int


class Heading(NamedTuple):
    """What a row says about its order; ``paid`` is None where the file doesn't say."""

    state: str
    placed_at: int | None
    placed_by: str
    customer: str
    customer_name: str
    address: str
    ou: str
    ou_name: str
    ou_kind: str
    ou_country: str
    currency: str
    paid: int | None
    payment_method: str
    description: str
    requested_date: str


class OrderRow(NamedTuple):
    """One row: its line in the file, what it sells, and what that comes to."""

    line: int
    heading: Heading
    sold: tuple[Sold, ...]
    amount: Decimal


@dataclass(frozen=True)
class ToldOrder:
    """An order as its source tells it.

    ``returns_loose``: what it takes back is never looked for among what was sold, since its number
    is not that of a return.
    """

    source: str
    number: str
    heading: Heading
    rows: tuple[OrderRow, ...]
    returns_loose: bool = False

    @property
    def lines(self) -> tuple[Sold, ...]:
        """The lines of all rows."""
        return tuple(sold for row in self.rows for sold in row.sold)

    def at(self, now: int) -> int:
        """When it was placed or, a basket, opened; the time of the import where the file doesn't say."""
        return now if self.heading.placed_at is None else self.heading.placed_at

    @property
    def amount(self) -> Decimal:
        """What the file says that the order comes to."""
        return sum((row.amount for row in self.rows), Decimal(0))


def under_one_heading(
    key: tuple[str, str], rows: list[OrderRow], mapping: Mapping
) -> tuple[ToldOrder, list[tuple[int, str]], list[tuple[int, str]]]:
    """An order of its rows, the rows that can't belong to it, and what is odd; each with line and reason.

    Of two values for one field of the heading the first holds. A row in another currency, or
    more of them than an order holds, is left out.
    """
    source, number = key
    kept: list[OrderRow] = []
    lost: list[tuple[int, str]] = []
    held = 0
    for row in rows:
        currency = rows[0].heading.currency
        if row.heading.currency != currency:
            reason = f"The row is in {row.heading.currency}, the order in {currency}."
        elif held + len(row.sold) > MAX_LINES:
            reason = f"An order holds at most {MAX_LINES:,} lines."
        else:
            kept.append(row)
            held += len(row.sold)
            continue
        lost.append((row.line, reason))
    heading, odd = _agreed(number, kept, mapping)
    heading = heading._replace(state=heading.state or DONE)
    prefix = mapping.return_prefix
    order = ToldOrder(source, number, heading, tuple(kept), bool(prefix) and not number.startswith(prefix))
    return order, lost, [*odd, *_oddities(order, prefix)]


def _agreed(number: str, rows: list[OrderRow], mapping: Mapping) -> tuple[Heading, list[tuple[int, str]]]:
    """The heading of the first row, its gaps filled by later ones; and where later ones differ."""
    first = rows[0].heading
    if all(row.heading == first for row in rows):
        return first, []
    odd = []
    values: dict[str, object] = {}
    for field in Heading._fields:
        said = [(row.line, value) for row in rows if (value := getattr(row.heading, field)) not in (None, "")]
        line, values[field] = said[0] if said else (0, getattr(first, field))
        other = next(((at, value) for at, value in said if value != values[field]), None)
        if other is not None:
            here, there = (_spoken(field, value) for value in (other[1], values[field]))
            what = f"{mapping.column(field)} of order {number} is {here} here and {there} in line {line}"
            odd.append((other[0], f"{what}; the first one holds."))
    return Heading(**values), odd  # type: ignore[arg-type]  # the values come of headings


def _spoken(field: str, value: object) -> str:
    return iso(value) or "" if field == "placed_at" and isinstance(value, int) else shown(str(value))


def _oddities(order: ToldOrder, prefix: str) -> Iterator[tuple[int, str]]:
    """What is odd about an order and kept all the same."""
    number = order.number
    if order.heading.placed_at is None:
        yield order.rows[0].line, f"Order {number} has no date; the time of the import stands in."
    for row in order.rows:
        sold = row.sold[0]
        if sold.quantity < 0 and order.returns_loose:
            reason = f"the quantity is negative, but the number doesn't begin with {prefix}"
            yield row.line, f"Order {number}: {reason}; kept as a loose return."
        elif sold.quantity > 0 and prefix and not order.returns_loose:
            yield row.line, f"Order {number} is a return, but this line sells; kept as a sale."
        if sold.unit_price_minor < 0:
            yield row.line, f"Order {number}: the price of {shown(sold.product)} is negative; kept."
