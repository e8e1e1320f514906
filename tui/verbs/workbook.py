"""A workbook of one sheet: texts stay texts whatever they begin with, numbers and amounts are numbers.

*Source*: the limits of a sheet are those that Excel documents for its own format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from models import Invalid
from tui.text import printable
from tui.verbs.output import NUMBER, is_number, spoken

MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767
#: Columns whose texts are amounts, and so are written as numbers with their decimals.
AMOUNTS = frozenset({"total", "paid", "to_pay", "unit_price"})


def save(path: Path, kind: str, rows: Iterator[Mapping[str, object]]) -> None:
    """Writes the rows under a header that stays in view; the file is there once all of it is.

    *Errors*: `OSError` where it can't be written, `Invalid` for more rows than a sheet holds.
    """
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        try:
            # No text becomes a formula or a link: what a customer wrote is never run.
            options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
            with Workbook(file, options) as book:
                fill(book, kind, rows)
        except FileCreateError as error:
            part.unlink()
            raise OSError(str(error)) from error
        except BaseException:
            part.unlink()
            raise
    part.replace(path)


def fill(book: Workbook, kind: str, rows: Iterator[Mapping[str, object]]) -> None:
    """Writes the sheet, one row after the other."""
    sheet = book.add_worksheet(kind)
    sheet.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    for place, row in enumerate(rows, 1):
        if place == MOST_ROWS:
            held = f"A sheet holds {MOST_ROWS - 1:,} rows, this export has more"
            raise Invalid(f"{held}; narrow it with --where or write CSV.")
        if place == 1:
            for column, name in enumerate(row):
                sheet.write_string(0, column, name, bold)
        for column, (name, value) in enumerate(row.items()):
            cell = cell_of(name, value)
            if isinstance(cell, str):
                sheet.write_string(place, column, cell)
            else:
                sheet.write_number(place, column, cell)


def cell_of(name: str, value: object) -> str | float:
    """The value as a cell: a number, or a text that is cut with an ellipsis where a cell holds no more."""
    if is_number(value):
        return float(str(value))
    text = spoken(value)
    if name in AMOUNTS and NUMBER.fullmatch(text):
        return float(text)
    shown = printable(text, lines=True)
    return shown if len(shown) <= LONGEST_TEXT else shown[: LONGEST_TEXT - 1] + "…"
