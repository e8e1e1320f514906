"""Reads the fields of a row by a map, whatever kind of record the row is about.

*Errors*: `Rejected` with the sentence that the report prints beside file and line.
"""

from __future__ import annotations

from models.imports.mapping import Mapping
from models.imports.rows import Row

LONGEST_NAME = 200


class Rejected(Exception):
    """The row can't be kept, for this reason."""


class RowReader:
    """Fields of rows as one map reads them; equal texts are kept once."""

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self._texts: dict[str, str] = {}

    def key(self, row: Row) -> tuple[str, str]:
        """The source and the source's number of a row.

        *Errors*: `Rejected` where it has none.
        """
        number = self.name(row, "source_number")
        if not number:
            raise Rejected(f"The row has no {self.mapping.column('source_number')}.")
        return self.once(self.name(row, "source") or self.mapping.source), number

    def text(self, row: Row, field: str) -> str:
        """A field's value; nothing is the empty text."""
        return self.mapping.text(row.cells, field)

    def once(self, text: str) -> str:
        """The text, one and the same object however often it stands in the file."""
        return self._texts.setdefault(text, text)

    def name(self, row: Row, field: str) -> str:
        """A field that holds a name.

        *Errors*: `Rejected` where it is too long for one.
        """
        name = self.text(row, field)
        if len(name) > LONGEST_NAME:
            raise Rejected(f"{self.mapping.column(field)} has more than {LONGEST_NAME} characters.")
        return name

    def time(self, row: Row, field: str) -> int | None:
        """A field that holds a time, None where it is empty.

        *Errors*: `Rejected` where it is no time.
        """
        text = self.text(row, field)
        if not text:
            return None
        at = self.mapping.time(text)
        if at is None:
            column, forms = self.mapping.column(field), " or ".join(self.mapping.dates)
            raise Rejected(f"{column} is {shown(text)}, which is no time ({forms}, from 1970 on).")
        return at


def shown(text: str) -> str:
    """A value as a report quotes it: on one line, and not all of a long one."""
    return "empty" if not text else repr(text if len(text) <= 60 else text[:59] + "…")
