"""A list with a record in each row, under a heading of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from tui.widgets.record_rows import RecordRows, Row

GAP = "  "


class RecordList(RecordRows[Row]):
    """A subclass says in `row` how a record looks, in `heading` what its columns are."""

    TAKES_KEYS: ClassVar[bool] = False

    def row(self, record: Row, width: int) -> Content:
        """One record in one row."""
        raise NotImplementedError

    def heading(self, width: int) -> Content:
        """What stands over the columns; nothing where they speak for themselves."""
        return Content()

    def show(self, records: Sequence[Row]) -> None:
        """Draw these records from now on."""
        self.show_records(records)

    def draw(self, index: int, width: int) -> list[Content]:
        """One record in one row."""
        return [self.row(self.records[index], width)]


def widest(texts: Sequence[str], most: int) -> int:
    """The cells that a column of these texts needs, at most so many."""
    return min(max((Content(text).cell_length for text in texts), default=0), most)
