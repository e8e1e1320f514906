"""The columns of the list of orders and baskets: which there are at a width, and how a row is drawn in them.

Widths follow from the terminal alone, so columns stand still whatever the rows hold. Left to right a
row says what it is, how far it has come, of what type, whose it is, and what there is to pay.

*Units*: widths in terminal cells; amounts in minor units; times in milliseconds since 1970 in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from models import LabelView, OrderRow, amount_text
from tui.badges import Badges, Inks, age
from tui.order_words import HALF, HALF_PAID, HALF_SHIPPED, LOCKED, MIXED, PURPOSES, UNPLACED
from tui.text import clean, fit
from tui.widgets.columns import (
    AGE,
    GAP,
    GUTTER,
    MARGIN,
    NONE,
    Header,
    Look,
    line_of,
    number_pieces,
    with_company,
)

NUMBER = 9
STATUS = 11
#: Room for what is half done, and for the sign of a locked order.
MARKS = 5
TYPE = 11
UNIT = 8
LINES = 5
TOTAL = 13
TO_PAY = 14
#: The one amount of a narrow list: what is to pay, or the total where nothing is.
AMOUNT = 13
#: From these terminal widths on there is room for both amounts, for unit and lines, for the label.
BOTH_FROM, UNIT_FROM, LABEL_FROM = 100, 116, 132
#: A customer's name longer than this is no easier to read.
CUSTOMER_MOST = 40


class Labels(NamedTuple):
    """What types are called and their colours, by code; the colours of custom statuses, by name."""

    types: Mapping[str, tuple[str, str]] = {}
    customs: Mapping[str, str] = {}

    @classmethod
    def of(cls, types: Iterable[LabelView], customs: Iterable[LabelView]) -> Labels:
        """The labels of this desk."""
        return cls(
            {each.code: (clean(each.name), each.colour) for each in types},
            {each.name: each.colour for each in customs},
        )

    def of_row(self, row: OrderRow) -> tuple[str, str]:
        """What the type of an order is called, and its colour; a purpose that is no sale stands for it."""
        if row.purpose != "sale":
            return PURPOSES.get(row.purpose, row.purpose), "violet"
        if row.type == "mixed":
            return MIXED, "amber"
        return self.types.get(row.type) or (row.type or NONE, "dim")


NO_LABELS = Labels()


class OrderColumns(NamedTuple):
    """Widths at one width of the terminal; a column of no width is left out."""

    width: int
    customer: int
    custom: int
    unit: int
    lines: int
    total: int
    to_pay: int
    labels: Labels

    @classmethod
    def at(cls, width: int, labels: Labels = NO_LABELS) -> OrderColumns:
        """The columns of a terminal of this width."""
        custom = min(11 + (width - LABEL_FROM) // 8, 18) if width >= LABEL_FROM else 0
        unit, lines = (UNIT, LINES) if width >= UNIT_FROM else (0, 0)
        total, to_pay = (TOTAL, TO_PAY) if width >= BOTH_FROM else (0, AMOUNT)
        taken = GUTTER + NUMBER + 2 + STATUS + MARKS + 2 + TYPE + 2 + AGE + 2 + MARGIN
        taken += sum(column + 2 for column in (custom, unit, lines, total, to_pay) if column)
        customer = min(max(4, width - taken), CUSTOMER_MOST)
        return cls(width, customer, custom, unit, lines, total, to_pay, labels)

    def row(self, row: OrderRow, badges: Badges, look: Look, now: int, company: str = "") -> Strip:
        """One order in one line; who else is at it is said at the end of its customer."""
        return line_of(self._pieces(row, badges, look.inks, now, company), look, self.width)

    def header(self, sort: str, look: Look) -> Strip:
        """The names of the columns, with an arrow at the one that the list is sorted by."""
        header = Header(sort, look.inks)
        pieces = [header.name("Number", NUMBER, "number"), Segment(GAP)]
        pieces += [header.name("Status", STATUS + MARKS), Segment(GAP), header.name("Type", TYPE)]
        pieces += [Segment(GAP), header.name("Customer", self.customer)]
        for label, width in (("Label", self.custom), ("Unit", self.unit)):
            if width:
                pieces += [Segment(GAP), header.name(label, width)]
        if self.lines:
            pieces += [Segment(GAP), header.name("Lines", self.lines, right=True)]
        if self.total:
            pieces += [Segment(GAP), header.name("Total", self.total, "amount", right=True)]
            pieces += [Segment(GAP), header.name("To pay", self.to_pay, right=True)]
        else:
            pieces += [Segment(GAP), header.name("Amount", self.to_pay, "amount", right=True)]
        pieces += [Segment(GAP), header.name("Age", AGE, "age", right=True)]
        return line_of(pieces, look, self.width)

    def _pieces(self, row: OrderRow, badges: Badges, inks: Inks, now: int, company: str) -> Iterator[Segment]:
        plain, dim = inks["plain"], inks["dim"]
        yield from number_pieces(row.number, NUMBER, inks)
        badge = badges[row.status]
        yield Segment(fit(f"{badge.glyph} {badge.label}", STATUS), inks[badge.colour])
        half = (HALF_PAID if row.part_paid else "") + (HALF_SHIPPED if row.part_shipped else "")
        yield Segment((f" {HALF}{half}" if half else "").ljust(MARKS - 1), inks["amber"])
        yield Segment(LOCKED if row.locked else " ", inks["amber"])
        said, colour = self.labels.of_row(row)
        yield Segment(GAP + fit(said, TYPE) + GAP, inks[colour])
        amounts = list(self._amounts(row))
        # An amount is never clipped: where it is longer than its column, the customer's name gives way.
        spare = max(0, sum(len(text) for text, _ in amounts) - self.total - self.to_pay - 2 * len(amounts))
        customer = max(0, self.customer - spare)
        if company:
            yield from (Segment(*each) for each in with_company(row.customer, company, customer, inks))
        else:
            yield Segment(fit(row.customer or NONE, customer), plain if row.customer else dim)
        if self.custom:
            shade = inks[self.labels.customs.get(row.custom_status, "grey")]
            yield Segment(
                GAP + fit(row.custom_status or NONE, self.custom), shade if row.custom_status else dim
            )
        if self.unit:
            yield Segment(GAP + fit(row.ou, self.unit), plain)
        if self.lines:
            yield Segment(GAP + str(row.lines).rjust(self.lines), plain if row.lines else dim)
        for text, shade_name in amounts:
            yield Segment(text, inks[shade_name])
        yield Segment(GAP + age(row.opened_at, now).rjust(AGE), plain)

    def _amounts(self, row: OrderRow) -> Iterator[tuple[str, str]]:
        """The amounts with the gaps before them, and their colours."""
        total = amount_text(row.total_minor, row.currency)
        due = 0 if row.state in UNPLACED else row.to_pay_minor
        said = amount_text(abs(due), row.currency)
        owed = f"refund {said}" if due < 0 else said
        if self.total:
            yield GAP + f"{total} {row.currency}".rjust(self.total), "plain"
            yield GAP + (owed if due else NONE).rjust(self.to_pay), "amber" if due else "dim"
        else:
            amount = owed if due else total
            yield GAP + amount.rjust(self.to_pay), "amber" if due else "plain"
