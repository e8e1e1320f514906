"""Reads a file of rows as it comes, and goes on after what it can't read.

Whatever the bytes are, the outcome is rows, faults with their lines, or a `BadFile` where
there is no table at all; never a traceback.
"""

from __future__ import annotations

from typing import BinaryIO

from models.errors import BadFile
from models.imports.csv_rows import read_csv
from models.imports.json_rows import read_array, read_json_lines
from models.imports.lines import lines_of
from models.imports.rows import Nested, Rows


def read_rows(stream: BinaryIO, name: str, nested: Nested = Nested()) -> Rows:  # noqa: B008  # a value
    """The rows of a CSV text, a JSON array of objects or JSON Lines, whichever the first character says.

    *Errors*: BadFile where there is nothing to read or no header.
    """
    lines = lines_of(stream, name)
    first = next((line for line in lines if line.text.strip() or line.damage), None)
    if first is None:
        raise BadFile(f"{name} is empty; give a CSV file with a header, or JSON.")
    start = first.text.lstrip()
    if start.startswith("["):
        return Rows(None, read_array(first, lines, nested))
    if start.startswith("{"):
        return Rows(None, read_json_lines(first, lines, nested))
    return read_csv(first, lines, name)
