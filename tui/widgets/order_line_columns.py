"""The columns of an order's lines, which its heading and its totals keep to.

*Units*: widths in terminal cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from textual.content import Content
from textual.widget import Widget

from models import OrderLineView
from tui.text import clean, fit
from tui.widgets.columns import GAP
from tui.widgets.row_list import GUTTER

LINE = 4
TYPE = 11
#: The narrowest columns of numbers; they are as wide as their longest number, which is never clipped.
QUANTITY, STOCK, AMOUNT = 5, 5, 10
PRODUCT_LEAST, PRODUCT_MOST = 18, 44
#: What the totals beneath need behind the amounts for their currency.
CURRENCY = 4
Cell = tuple[str, str]


class LineColumns(NamedTuple):
    """The widths of the columns; the product takes what the numbers leave it, and no more than it needs."""

    product: int
    quantity: int
    stock: int
    amount: int

    @classmethod
    def widest(cls, lines: Sequence[OrderLineView], amounts: Sequence[str]) -> LineColumns:
        """Columns that hold every number of these lines."""
        products = (Content(product_of(line)).cell_length for line in lines)
        return cls(
            min(max([PRODUCT_LEAST, *products]), PRODUCT_MOST),
            max([QUANTITY, *(len(str(line.quantity)) for line in lines)]),
            max([STOCK, *(len(str(line.stock)) for line in lines)]),
            max([AMOUNT, *map(len, amounts)]),
        )

    def at(self, width: int) -> LineColumns:
        """The same columns in a list of this width."""
        room = width - CURRENCY - self._replace(product=0).end
        return self._replace(product=max(4, min(room, self.product)))

    @property
    def product_at(self) -> int:
        """Where the product begins."""
        return LINE + len(GAP)

    @property
    def end(self) -> int:
        """Where the amounts end."""
        return self.product_at + self.product + self.quantity + TYPE + self.stock + self.amount + 4 * len(GAP)

    def row(
        self, line: Cell, product: Cell, quantity: Cell, kind: Cell, stock: Cell, amount: Cell
    ) -> Content:
        """One row: a text and its style for each column, numbers at the right."""
        return Content.assemble(
            (clean(line[0]).rjust(LINE) + GAP, line[1]),
            (fit(product[0], self.product) + GAP, product[1]),
            (quantity[0].rjust(self.quantity) + GAP, quantity[1]),
            (fit(kind[0], TYPE) + GAP, kind[1]),
            (stock[0].rjust(self.stock) + GAP, stock[1]),
            (amount[0].rjust(self.amount), amount[1]),
        )


def product_of(line: OrderLineView) -> str:
    """What the product of a line is called."""
    return clean(line.description or line.product, limit=2 * PRODUCT_MOST)


class Aligned(Protocol):
    """A part of the screen that keeps to the columns of the lines."""

    def align(self, columns: LineColumns) -> None:
        """Keep to these columns from now on."""


class OrderLineHeading(Widget):
    """The names of the columns, in one line above them."""

    _columns = LineColumns.widest((), ())

    def align(self, columns: LineColumns) -> None:
        """Keep to these columns from now on."""
        if columns != self._columns:
            self._columns = columns
            self.refresh()

    def render(self) -> Content:
        """The names, each over its column."""
        names = ("Line", "Product", "Qty", "Type", "Stock", "Amount")
        return Content.assemble(" " * GUTTER, self._columns.row(*((name, "$badge-dim") for name in names)))
