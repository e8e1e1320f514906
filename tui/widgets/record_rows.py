"""The rows of numbered records; the cursor stays on its record when they are shown afresh."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from tui.commands import Keys
from tui.widgets.row_list import RowList


class Numbered(Protocol):
    """Anything with a number of its own."""

    @property
    def number(self) -> str:
        """What tells it from all others."""


R = TypeVar("R", bound=Numbered)


class RecordRows(RowList, Generic[R]):
    """A list of which each entry is a record; a subclass says in `draw` how one looks."""

    def __init__(self, keys: Keys | None = None) -> None:
        super().__init__(keys)
        self.records: tuple[R, ...] = ()

    def show_records(self, records: Sequence[R]) -> None:
        """Draw these records from now on."""
        here = self.highlighted.number if self.highlighted else ""
        self.records = tuple(records)
        numbers = [record.number for record in records]
        self.show_entries(len(records), cursor=numbers.index(here) if here in numbers else self.cursor)

    @property
    def highlighted(self) -> R | None:
        """The record that the cursor is on."""
        return self.records[self.cursor] if self.records else None
