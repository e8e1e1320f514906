"""Rows of a JSON array of objects, or of JSON Lines; each object is a row.

Texts, numbers, true, false and null are cells; a list or an object inside a row is a
fault of that row. An array is held in memory while it is read.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain

from models.imports.lines import Line
from models.imports.rows import Fault, Row

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[\s,]*")
_NEXT_OBJECT = re.compile(r"\n\s*\{")


def read_json_lines(first: Line, lines: Iterator[Line]) -> Iterator[Row | Fault]:
    """One object a line; a line that is none costs one row."""
    line: Line | None = first
    while line is not None:
        if line.damage:
            yield Fault(line.number, line.damage)
        elif line.text.strip():
            try:
                yield _row(line.number, json.loads(line.text))
            except (ValueError, RecursionError) as error:
                yield Fault(line.number, f"The line is not JSON ({_why(error)}).")
        line = next(lines, None)


def read_array(first: Line, lines: Iterator[Line]) -> Iterator[Row | Fault]:
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
        yield Fault(place.line(offset), damage) if damage else _row(place.line(offset), value)
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


def _row(line: int, value: object) -> Row | Fault:
    if not isinstance(value, dict):
        return Fault(line, "The row is no JSON object; write one object a row.")
    cells: dict[str, str] = {}
    for column, cell in value.items():
        text = _text(cell)
        if text is None:
            return Fault(line, f"The value of {column!r} is a list or an object; write a text or a number.")
        if not _sound(text) or not _sound(column):
            return Fault(line, f"The value of {column!r} holds a NUL or half a character.")
        cells[column.strip()] = text
    return Row(line, cells)


def _text(cell: object) -> str | None:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str | int | float):
        return str(cell)
    return None


def _sound(text: str) -> bool:
    if "\0" in text:
        return False
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return error.msg[:1].lower() + error.msg[1:]
    return "it is nested too deeply" if isinstance(error, RecursionError) else "a number is too long"
