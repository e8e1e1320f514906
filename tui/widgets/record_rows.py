"""The rows of records; the cursor stays on its record when they are shown afresh."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from tui.commands import Keys
from tui.widgets.row_list import RowList

Row = TypeVar("Row")


class RecordRows(RowList, Generic[Row]):
    """A subclass says in `key` what tells records apart, and in `draw` how one looks."""

    def __init__(self, keys: Keys | None = None) -> None:
        super().__init__(keys)
        self.records: tuple[Row, ...] = ()

    def key(self, record: Row) -> str:
        """What tells this record from the others."""
        raise NotImplementedError

    def show_records(self, records: Sequence[Row]) -> None:
        """Draw these records from now on."""
        here = self.key(self.highlighted) if self.highlighted is not None else ""
        self.records = tuple(records)
        keys = [self.key(record) for record in self.records]
        self.show_entries(len(keys), cursor=keys.index(here) if here in keys else self.cursor)

    def go_to(self, key: str) -> bool:
        """Put the cursor on the record with this key; says whether there is one."""
        keys = [self.key(record) for record in self.records]
        if key not in keys:
            return False
        self.cursor = keys.index(key)
        return True

    @property
    def highlighted(self) -> Row | None:
        """The record that the cursor is on."""
        return self.records[self.cursor] if self.records else None
