"""A list of records whose cursor stays on its record when they are read again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.content import Content

from tui.widgets.row_list import RowList

Row = TypeVar("Row")
GAP = "  "


class RecordList(RowList, Generic[Row]):
    """A subclass says in `key` what tells records apart, in `row` how one looks, in `heading` the columns."""

    TAKES_KEYS: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__()
        self.records: tuple[Row, ...] = ()

    def key(self, record: Row) -> str:
        """What tells this record from the others."""
        raise NotImplementedError

    def row(self, record: Row, width: int) -> Content:
        """One record in one row."""
        raise NotImplementedError

    def heading(self, width: int) -> Content:
        """What stands over the columns; nothing where they speak for themselves."""
        return Content()

    def show(self, records: Sequence[Row]) -> None:
        """Draw these records from now on; the cursor stays on its record."""
        here = self.key(self.highlighted) if self.highlighted is not None else ""
        self.records = tuple(records)
        keys = [self.key(record) for record in self.records]
        self.show_entries(len(keys), cursor=keys.index(here) if here in keys else self.cursor)

    def go_to(self, key: str) -> None:
        """Put the cursor on the record with this key, where there is one."""
        keys = [self.key(record) for record in self.records]
        if key in keys:
            self.cursor = keys.index(key)

    @property
    def highlighted(self) -> Row | None:
        """The record that the cursor is on."""
        return self.records[self.cursor] if self.records else None

    def draw(self, index: int, width: int) -> list[Content]:
        """One record in one row."""
        return [self.row(self.records[index], width)]


def widest(texts: Sequence[str], most: int) -> int:
    """The cells that a column of these texts needs, at most so many."""
    return min(max((Content(text).cell_length for text in texts), default=0), most)
