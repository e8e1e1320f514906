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
PRODUCT_LEAST, PRODUCT_MOST = 8, 40
Cell = tuple[str, str]


class LineColumns(NamedTuple):
    """The widths of the columns; that of the product follows from the width of the list."""

    product: int
    quantity: int
    stock: int
    amount: int

    @classmethod
    def widest(cls, lines: Sequence[OrderLineView], amounts: Sequence[str]) -> LineColumns:
        """Columns that hold every number of these lines."""
        return cls(
            0,
            max([QUANTITY, *(len(str(line.quantity)) for line in lines)]),
            max([STOCK, *(len(str(line.stock)) for line in lines)]),
            max([AMOUNT, *map(len, amounts)]),
        )

    def at(self, width: int) -> LineColumns:
        """The same columns in a list of this width."""
        room = width - (self._replace(product=0).end)
        return self._replace(product=max(PRODUCT_LEAST, min(room, PRODUCT_MOST)))

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
