"""What the reader hands on: rows, and faults where a row can't be read.

*Units*: lines count from 1, the way an editor counts them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple


class Row(NamedTuple):
    """One row: the line that it starts in, and its cells by column."""

    line: int
    cells: dict[str, str]


class Fault(NamedTuple):
    """A row that can't be read: the line that it starts in, and why."""

    line: int
    reason: str


class Nested(NamedTuple):
    """What of a JSON object is no cell: the list of its lines, and what is left out.

    ``names`` say under which columns a line's fields come in, where they aren't called so.
    """

    lines: str = ""
    names: Mapping[str, str] = MappingProxyType({})
    ignored: frozenset[str] = frozenset()


class Rows(NamedTuple):
    """The columns that a header names (None: each row names its own), and the rows behind it."""

    columns: tuple[str, ...] | None
    items: Iterator[Row | Fault]
