"""The customers that a search found, each in one row; last, an id that can be taken up."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from models import CustomerView
from tui.text import clean, fit
from tui.widgets.columns import GAP
from tui.widgets.row_list import RowList

ID = 12


class CustomerList(RowList, can_focus=False):
    """The cursor shows while the words are typed elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self._customers: tuple[CustomerView, ...] = ()
        self._fresh = ""

    def show(self, customers: Sequence[CustomerView], fresh: str) -> None:
        """Draw these customers from now on; ``fresh`` is an id that this desk doesn't know yet."""
        self._customers, self._fresh = tuple(customers), fresh
        self.show_entries(len(customers) + bool(fresh))

    @property
    def shows_cursor(self) -> bool:
        """Always: the keys come from the line above."""
        return True

    @property
    def highlighted(self) -> str:
        """The id that the cursor is on; empty where nothing was found."""
        if self.cursor < len(self._customers):
            return self._customers[self.cursor].id
        return self._fresh

    def draw(self, index: int, width: int) -> list[Content]:
        """One customer in one row: id, name, address."""
        if index >= len(self._customers):
            return [Content.assemble(("+ take up ", "$badge-accent"), clean(self._fresh))]
        customer = self._customers[index]
        said = [
            (fit(customer.id, ID) + GAP, "$badge-grey"),
            (clean(customer.name), "$badge-plain"),
            (f"{GAP}{clean(customer.address)}", "$badge-grey"),
        ]
        return [Content.assemble(*said).truncate(width, ellipsis=True)]
