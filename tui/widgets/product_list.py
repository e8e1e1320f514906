"""The products that a search found, with price and stock; last, an id that can be taken up."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from models import ProductView
from tui.text import clean, fit
from tui.widgets.columns import GAP, NONE
from tui.widgets.row_list import GUTTER, RowList

ID, STOCK = 12, 6
#: The narrowest column of prices; it is as wide as the longest, which is never clipped.
PRICE = 10


class ProductList(RowList, can_focus=False):
    """A row for each product; the cursor shows while the words are typed elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self._products: tuple[ProductView, ...] = ()
        self._fresh = ""
        self._price = PRICE

    def show(self, products: Sequence[ProductView], fresh: str) -> None:
        """Draw these products from now on; ``fresh`` is an id that this desk doesn't know yet."""
        self._products, self._fresh = tuple(products), fresh
        self._price = max([PRICE, *(len(product.price) for product in products)])
        self.show_entries(len(products) + bool(fresh))

    @property
    def shows_cursor(self) -> bool:
        """Always: the keys come from the line above."""
        return True

    @property
    def highlighted(self) -> ProductView | None:
        """The product that the cursor is on; one to be taken up has no name and no price."""
        if self.cursor < len(self._products):
            return self._products[self.cursor]
        return ProductView(self._fresh, "", "", 0) if self._fresh else None

    def draw(self, index: int, width: int) -> list[Content]:
        """One product in one row."""
        if index >= len(self._products):
            return [Content.assemble(("+ take up ", "$badge-accent"), clean(self._fresh))]
        product = self._products[index]
        stock = str(product.sellable) if product.goods else NONE
        return [
            self._row(
                width,
                (product.id, "$badge-grey"),
                (product.name, "$badge-plain"),
                (product.price or NONE, "$badge-plain" if product.price else "$badge-dim"),
                (stock, _stock_colour(product)),
            )
        ]

    def heading(self) -> Content:
        """The names of the columns."""
        names = ("Id", "Name", "Price", "Stock")
        width = self._width - GUTTER
        return Content.assemble(" " * GUTTER, self._row(width, *((name, "$badge-dim") for name in names)))

    def _row(
        self, width: int, code: tuple[str, str], name: tuple[str, str], *numbers: tuple[str, str]
    ) -> Content:
        room = max(4, width - ID - self._price - STOCK - 3 * len(GAP))
        (price, price_style), (stock, stock_style) = numbers
        return Content.assemble(
            (fit(code[0], ID) + GAP, code[1]),
            (fit(name[0], room) + GAP, name[1]),
            (clean(price).rjust(self._price) + GAP, price_style),
            (stock.rjust(STOCK), stock_style),
        )


def _stock_colour(product: ProductView) -> str:
    if not product.goods:
        return "$badge-dim"
    return "$badge-red" if product.sellable <= 0 else "$badge-plain"
