"""The rows that a JSON object makes: one, or one for each of its lines with all that it says itself.

Texts, numbers, true, false and null are cells. Of a list or an object only what the map leaves out,
and the list that it names for lines; any other is a fault of that row.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.imports.rows import Fault, Nested, Row


class _Unfit(Exception):
    """The object makes no row, for this reason."""


def rows_of(line: int, value: object, nested: Nested) -> Iterator[Row | Fault]:
    """The rows of one object that starts in this line of its file."""
    try:
        if not isinstance(value, dict):
            raise _Unfit("The row is no JSON object; write one object a row.")
        lines = value.get(nested.lines) if nested.lines else None
        if not isinstance(lines, list):
            yield Row(line, _cells(value, nested))
            return
        heading = _cells({name: cell for name, cell in value.items() if name != nested.lines}, nested)
        rows = [Row(line, heading | _of_line(each, nested)) for each in lines]
    except _Unfit as unfit:
        yield Fault(line, str(unfit))
    else:
        # A record without a line says so with a row whose line is empty.
        yield from rows or [Row(line, heading)]


def _of_line(value: object, nested: Nested) -> dict[str, str]:
    """A line's cells, under the names of their columns."""
    if not isinstance(value, dict):
        raise _Unfit(f"The value of {nested.lines!r} is no list of objects; write one object a line.")
    return _cells({nested.names.get(name, name): cell for name, cell in value.items()}, nested)


def _cells(value: dict[str, object], nested: Nested) -> dict[str, str]:
    cells: dict[str, str] = {}
    for column, cell in value.items():
        text = _text(cell)
        if text is None:
            if column in nested.ignored:
                continue
            raise _Unfit(f"The value of {column!r} is a list or an object; write a text or a number.")
        if not _sound(text) or not _sound(column):
            raise _Unfit(f"The value of {column!r} holds a NUL or half a character.")
        cells[column.strip()] = text
    return cells


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
