"""What the columns of every list share: edges and gaps, a number's dim prefix, header and line.

*Units*: widths in terminal cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.badges import Inks
from tui.text import fit

GUTTER = 1
GAP = "  "
MARGIN = 1
AGE = 5
NONE = "–"

#: What the letters and leading zeros of a number are: the part that all numbers share.
PREFIX = re.compile(r"[A-Z]*0*")


class Look(NamedTuple):
    """The styles of one row: its ground, the inks on it, its bar at the left."""

    ground: Style
    inks: Inks
    bar: Segment


class Header:
    """The names of columns, with an arrow at the one that the list is sorted by."""

    def __init__(self, sort: str, inks: Inks) -> None:
        self._field = sort.lstrip("-")
        self._arrow = "▼" if sort.startswith("-") else "▲"
        self._lit, self._dim = inks["plain"], inks["dim"]

    def name(self, label: str, width: int, column: str = "", *, right: bool = False) -> Segment:
        """The name of a column; ``column`` is what the list is sorted by where it is sorted by this one."""
        lit = bool(column) and column == self._field
        said = f"{label} {self._arrow}" if lit else label
        return Segment(fit(said.rjust(width) if right else said, width), self._lit if lit else self._dim)

    def mark(self, column: str) -> Segment:
        """The arrow alone, for a column of one cell."""
        return Segment(self._arrow if self._field == column else " ", self._lit)


def number_pieces(number: str, width: int, inks: Inks) -> Iterator[Segment]:
    """A number, never clipped, the part that all numbers share dim; and the gap behind it."""
    shown = fit(number, max(width, len(number)))
    shared = PREFIX.match(shown)
    start = shared.end() if shared else 0
    yield Segment(shown[:start], inks["dim"])
    yield Segment(shown[start:] + GAP, inks["plain"])


def with_company(text: str, company: str, width: int, inks: Inks) -> Iterator[tuple[str, Style | None]]:
    """A text and, in the half of its column at most, who else is at its record: at least his name."""
    most = max(width - len(GAP), 0) // 2
    while cell_len(company) > most and " " in company:
        company = company.rpartition(" ")[0].removesuffix(" is").removesuffix(" are")
    room = min(cell_len(company), most)
    if room:
        yield fit(text, width - room - len(GAP)) + GAP, inks["plain"]
        yield fit(company, room), inks["amber"]
    else:
        yield fit(text, width), inks["plain"]


def line_of(pieces: Iterable[Segment], look: Look, width: int) -> Strip:
    """The pieces behind the row's bar, on its ground, exactly as wide as the list."""
    ground = look.ground
    segments = [look.bar]
    for text, style, _ in pieces:
        if text:
            segments.append(Segment(text, ground + style if style else ground))
    return Strip(segments).adjust_cell_length(width, ground)
