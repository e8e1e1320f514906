"""Rows of a CSV text: quoted fields may hold delimiters, quotation marks and line ends.

A quotation mark that never closes, or a row with too few or too many columns, is a fault
of the line where the row starts, and reading goes on at the very next line: a stray mark
swallows nothing of what follows it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from models.errors import BadFile
from models.imports.lines import LONGEST, Line
from models.imports.rows import Fault, Row, Rows

#: A quoted field that runs over more lines than this has no closing mark.
MOST_LINES = 500

_DELIMITERS = (",", ";", "\t")


class _Unclosed(Exception):
    """A quoted field is still open at the end of the text."""


class _Stray(Exception):
    """Text stands between a closing quotation mark and the next delimiter."""


def read_csv(first: Line, lines: Iterator[Line], name: str) -> Rows:
    """The header and the rows behind it.

    *Errors*: BadFile where the first line is no header or names a column twice.
    """
    if first.damage:
        raise BadFile(f"{name}, line {first.number}: the header can't be read. {first.damage}")
    delimiter = max(_DELIMITERS, key=first.text.count)
    try:
        columns = tuple(column.strip() for column in split(first.text, delimiter))
    except (_Unclosed, _Stray):
        raise BadFile(f"{name}, line {first.number}: the header's quotation marks don't match.") from None
    twice = sorted({column for column in columns if columns.count(column) > 1})
    if twice:
        named = ", ".join(map(repr, twice))
        raise BadFile(f"{name}, line {first.number}: the header names {named} more than once.")
    return Rows(columns, _rows(lines, columns, delimiter))


def _rows(lines: Iterator[Line], columns: tuple[str, ...], delimiter: str) -> Iterator[Row | Fault]:
    waiting: deque[Line] = deque()
    while True:
        line = waiting.popleft() if waiting else next(lines, None)
        if line is None:
            return
        if line.damage:
            yield Fault(line.number, line.damage)
            continue
        if not line.text.strip():
            continue
        taken, cells, reason = _record(line, lines, waiting, delimiter)
        if not reason and len(cells) != len(columns):
            reason = _wrong_count(len(cells), len(columns))
        if reason:
            yield Fault(line.number, reason)
            continue
        for _ in range(taken):
            waiting.popleft()
        yield Row(line.number, dict(zip(columns, cells, strict=True)))


def _record(
    line: Line, lines: Iterator[Line], waiting: deque[Line], delimiter: str
) -> tuple[int, list[str], str]:
    """How many waiting lines the record that starts in ``line`` takes, its fields, or why it is none."""
    text, taken = line.text, 0
    while True:
        try:
            return taken, split(text, delimiter), ""
        except _Stray:
            return 0, [], "Text follows a closing quotation mark: the row is damaged."
        except _Unclosed:
            more, taken, reason = _further(lines, waiting, taken, len(text))
        if reason:
            return 0, [], reason
        text = f"{text}\n{more}"


def _further(lines: Iterator[Line], waiting: deque[Line], taken: int, length: int) -> tuple[str, int, str]:
    """The lines up to one that may close an open field, how many are taken then, or the reason against it."""
    pieces: list[str] = []
    while taken < MOST_LINES and length < LONGEST:
        if taken == len(waiting):
            following = next(lines, None)
            if following is None:
                break
            waiting.append(following)
        more = waiting[taken]
        taken += 1
        length += len(more.text)
        if more.damage:
            return "", 0, f"The row runs on into line {more.number}, which is damaged."
        pieces.append(more.text)
        if more.text.count('"') % 2:
            return "\n".join(pieces), taken, ""
    return "", 0, "A quotation mark is never closed: the row is damaged or cut off."


def split(text: str, delimiter: str) -> list[str]:
    """The fields of one record, unquoted."""
    if '"' not in text:
        return text.split(delimiter)
    fields: list[str] = []
    position = 0
    while True:
        if text.startswith('"', position):
            field, position = _quoted(text, position + 1)
            fields.append(field)
            if position == len(text):
                return fields
            if not text.startswith(delimiter, position):
                raise _Stray
            position += 1
            continue
        end = text.find(delimiter, position)
        if end < 0:
            fields.append(text[position:])
            return fields
        fields.append(text[position:end])
        position = end + 1


def _quoted(text: str, start: int) -> tuple[str, int]:
    """A quoted field from behind its opening mark, and the position behind its closing one."""
    pieces: list[str] = []
    while True:
        end = text.find('"', start)
        if end < 0:
            raise _Unclosed
        pieces.append(text[start:end])
        if not text.startswith('"', end + 1):
            return "".join(pieces), end + 1
        pieces.append('"')
        start = end + 2


def _wrong_count(found: int, wanted: int) -> str:
    had = "1 column" if found == 1 else f"{found} columns"
    cut = "the row is cut off" if found < wanted else "a delimiter inside a value needs quotation marks"
    return f"The row has {had} where the header has {wanted}: {cut}."
