"""Rows of a JSON array of objects, or of JSON Lines; each object makes a row or several.

What an object may hold says `models.imports.json_cells`. An array is held in memory while it is read.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain

from models.imports.json_cells import rows_of
from models.imports.lines import Line
from models.imports.rows import Fault, Nested, Row

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[\s,]*")
_NEXT_OBJECT = re.compile(r"\n\s*\{")


def read_json_lines(first: Line, lines: Iterator[Line], nested: Nested) -> Iterator[Row | Fault]:
    """One object a line; a line that is none costs one row."""
    line: Line | None = first
    while line is not None:
        if line.damage:
            yield Fault(line.number, line.damage)
        elif line.text.strip():
            try:
                value = json.loads(line.text)
            except (ValueError, RecursionError) as error:
                yield Fault(line.number, f"The line is not JSON ({_why(error)}).")
            else:
                yield from rows_of(line.number, value, nested)
        line = next(lines, None)


def read_array(first: Line, lines: Iterator[Line], nested: Nested) -> Iterator[Row | Fault]:
    """The objects of an array, which may stand on one line or on many.

    Where an object is broken, reading goes on at the next line that opens one.
    """
    place = _Text(chain((first,), lines))
    text = place.text
    offset = text.index("[") + 1
    while True:
        offset = _past(_SPACE, text, offset)
        if offset >= len(text):
            yield Fault(place.last, "The file ends before its JSON array does: it is cut off.")
            return
        if text[offset] == "]":
            if text[offset + 1 :].strip():
                yield Fault(place.line(offset), "Something follows the end of the array; it is not read.")
            return
        try:
            value, end = _DECODER.raw_decode(text, offset)
        except (ValueError, RecursionError) as error:
            yield Fault(place.line(offset), f"The row is not JSON ({_why(error)}).")
            further = _NEXT_OBJECT.search(text, offset + 1)
            if further is None:
                return
            offset = further.end() - 1
            continue
        damage = place.damage(offset, end)
        if damage:
            yield Fault(place.line(offset), damage)
        else:
            yield from rows_of(place.line(offset), value, nested)
        offset = end


class _Text:
    """A whole text that knows which line a position is in, and which of its lines are damaged."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._starts: list[int] = []
        self._lines: list[tuple[int, str]] = []
        pieces: list[str] = []
        position = 0
        for line in lines:
            self._starts.append(position)
            self._lines.append((line.number, line.damage))
            pieces.append(line.text)
            position += len(line.text) + 1
        self.text = "\n".join(pieces)

    @property
    def last(self) -> int:
        """The number of the last line."""
        return self._lines[-1][0]

    def line(self, offset: int) -> int:
        """The number of the line that a position is in."""
        return self._lines[bisect_right(self._starts, offset) - 1][0]

    def damage(self, start: int, end: int) -> str:
        """What is wrong with the first damaged line between two positions, or nothing."""
        among = self._lines[bisect_right(self._starts, start) - 1 : bisect_right(self._starts, end - 1)]
        return next((damage for _, damage in among if damage), "")


def _past(pattern: re.Pattern[str], text: str, offset: int) -> int:
    found = pattern.match(text, offset)
    return found.end() if found else offset


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return error.msg[:1].lower() + error.msg[1:]
    return "it is nested too deeply" if isinstance(error, RecursionError) else "a number is too long"
