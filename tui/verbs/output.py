"""The one way from records to standard output and standard error; everything passes the gate here.

JSON is written in ASCII with escapes: whoever parses it gets back the very text, and no
terminal and no pipe, whatever its encoding, meets a control or a direction character.
"""

from __future__ import annotations

import csv
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from tui.text import clean, printable
from tui.verbs.table import aligned, table

#: What a spreadsheet takes for the start of a formula, full-width twins included.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: More of a text than any column of a table shows, in characters.
LONGEST_CELL = 1_000
#: Columns of amounts, which are texts and stand to the right all the same.
AMOUNTS = frozenset({"total", "to_pay", "paid", "unit_price", "amount"})
#: Back to the start of the terminal's line, and nothing on it.
CLEAR_LINE = "\r\x1b[K"
NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?", re.ASCII)


def say(text: str) -> None:
    """A text on standard output, its lines kept."""
    sys.stdout.write(printable(text, lines=True) + "\n")


def complain(text: str, *, lines: bool = False) -> None:
    """One sentence on standard error; with ``lines`` a text whose lines are kept."""
    sys.stderr.write(printable(text, lines=lines) + "\n")


def say_json(value: object, *, stream: TextIO | None = None) -> None:
    """One JSON value on a line of its own, flushed, so that a reader on a pipe has it at once."""
    target = stream or sys.stdout
    target.write(json.dumps(value, ensure_ascii=True, allow_nan=False) + "\n")
    target.flush()


def say_toml(text: str) -> None:
    """TOML on standard output; what the gate would take out of its strings is escaped, so nothing is lost."""
    sys.stdout.write("".join(map(escaped, text)))


def escaped(char: str) -> str:
    """The character, or TOML's escape for it where a terminal must not meet it."""
    return char if char == "\n" or printable(char) == char else f"\\U{ord(char):08X}"


def say_rows(
    rows: Sequence[Mapping[str, object]], form: str, *, columns: Sequence[str] = (), spare: Sequence[str] = ()
) -> None:
    """The rows as a table, as one JSON array or as CSV.

    ``columns`` are the chosen ones, else all; ``spare`` those that a narrow terminal goes without.
    """
    if form == "json":
        say_json(list(rows))
        return
    header = tuple(columns or (rows[0] if rows else ()))
    if form == "csv":
        say_csv(header, rows)
    elif rows:
        lines = [[clean(spoken(row.get(name)), limit=LONGEST_CELL) for name in header] for row in rows]
        numeric = [
            at
            for at, name in enumerate(header)
            if name in AMOUNTS or all(is_number(row.get(name, 0) or 0) for row in rows)
        ]
        say(
            table(
                [name.replace("_", " ") for name in header],
                lines,
                width=terminal_width(),
                right=numeric,
                spare=[header.index(name) for name in spare if name in header],
            )
        )


def used_columns(rows: Sequence[Mapping[str, object]]) -> list[str]:
    """The columns in which any of the rows holds something, the kind aside, which all share."""
    return (
        [name for name in rows[0] if name != "kind" and any(spoken(row[name]) for row in rows)]
        if rows
        else []
    )


def say_pairs(record: Mapping[str, object], form: str) -> None:
    """One record, a field a line; one object in JSON, one row in CSV."""
    if form == "json":
        say_json(record)
    elif form == "csv":
        say_rows([record], form)
    else:
        said = [(name.replace("_", " "), spoken(value)) for name, value in record.items()]
        say(aligned([(name, printable(value, lines=True)) for name, value in said if value]))


def say_csv(header: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """The header and the rows as CSV that is safe to open in a spreadsheet."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if header:
        writer.writerow(map(csv_cell, header))
    writer.writerows([csv_cell(row.get(name)) for name in header] for row in rows)


def csv_cell(value: object) -> str:
    """The value as a cell: what would start a formula is defused with an apostrophe, a number stays one."""
    if is_number(value):
        return str(value)
    text = spoken(value)
    shown = printable(text, lines=True)
    harmless = NUMBER.fullmatch(text) or not (
        text.startswith(FORMULA_STARTS) or shown.startswith(FORMULA_STARTS)
    )
    return shown if harmless else f"'{shown}"


def spoken(value: object) -> str:
    """A value as people read it: nothing for None, yes and no, lists with commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(spoken(item) for item in value)
    if isinstance(value, Mapping):
        return json.dumps(value)
    return str(value)


def silence(*streams: TextIO) -> None:
    """Send what is still to be printed nowhere, after the reader of the streams has gone."""
    with Path(os.devnull).open("wb") as nowhere:
        for stream in streams:
            os.dup2(nowhere.fileno(), stream.fileno())


def is_number(value: object) -> bool:
    """Whether the value is a number (a truth value is none)."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def terminal_width() -> int:
    """The width of the terminal that standard output goes to, in cells; 0 where it goes elsewhere."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 0
    except (OSError, ValueError):
        return 0
