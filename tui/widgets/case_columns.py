"""The columns of the case list: which there are at a width, and how a row and the header are drawn in them.

Widths follow from the terminal alone, so columns stand still whatever the rows hold. Left to right a
row says what it is, its state, how urgent it is, what it is about, whose it is, how far it has come.

*Units*: widths in terminal cells; times in milliseconds since 1970 in UTC.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from models import CaseRow
from tui.badges import Badges, Inks, age, priority_mark, progress
from tui.text import fit

GUTTER = 1
NUMBER = 12
STATE = 18
GAP = "  "
MARGIN = 1
LINES = 9
AGE = 5
#: From these terminal widths on there is room for the agent, the progress of the lines, the account.
AGENT_FROM, LINES_FROM, ACCOUNT_FROM = 96, 110, 124
#: A description longer than this is no easier to read.
DESCRIPTION_MOST = 80

#: What the letters and leading zeros of a number are: the part that all numbers share.
PREFIX = re.compile(r"[A-Z]*0*")


class Look(NamedTuple):
    """The styles of one row: its ground, the inks on it, its bar at the left."""

    ground: Style
    inks: Inks
    bar: Segment


class Columns(NamedTuple):
    """Widths at one width of the terminal; a column of no width is left out."""

    width: int
    state: int
    description: int
    account: int
    agent: int
    lines: int

    @classmethod
    def at(cls, width: int) -> Columns:
        """The columns of a terminal of this width."""
        state = STATE if width >= 64 else 8
        account = min(16 + (width - ACCOUNT_FROM) // 6, 26) if width >= ACCOUNT_FROM else 0
        agent = min(10 + max(0, width - ACCOUNT_FROM) // 12, 14) if width >= AGENT_FROM else 0
        lines = LINES if width >= LINES_FROM else 0
        taken = GUTTER + NUMBER + 2 + state + 2 + 2 + AGE + 2 + MARGIN
        taken += sum(column + 2 for column in (account, agent, lines) if column)
        return cls(width, state, min(max(4, width - taken), DESCRIPTION_MOST), account, agent, lines)

    def row(self, row: CaseRow, badges: Badges, look: Look, now: int) -> Strip:
        """One case in one line."""
        return self._strip(self._pieces(row, badges, look.inks, now), look)

    def header(self, sort: str, look: Look) -> Strip:
        """The names of the columns, with an arrow at the one that the list is sorted by."""
        field, arrow = sort.lstrip("-"), "▼" if sort.startswith("-") else "▲"

        def name(label: str, width: int, column: str = "") -> Segment:
            lit = bool(column) and column == field
            said = f"{label} {arrow}" if lit else label
            return Segment(fit(said, width), look.inks["plain" if lit else "dim"])

        pieces = [name("Number", NUMBER, "number"), Segment(GAP), name("State", self.state), Segment(GAP)]
        pieces += [Segment(arrow if field == "priority" else " ", look.inks["plain"]), Segment(" ")]
        pieces += [name("Short description", self.description)]
        for label, width in (("Account", self.account), ("Agent", self.agent), ("Lines", self.lines)):
            if width:
                pieces += [Segment(GAP), name(label, width)]
        lit = field == "age"
        said = f"Age {arrow}" if lit else "Age"
        pieces += [Segment(GAP), Segment(said.rjust(AGE), look.inks["plain" if lit else "dim"])]
        return self._strip(iter(pieces), look)

    def _pieces(self, row: CaseRow, badges: Badges, inks: Inks, now: int) -> Iterator[Segment]:
        plain, dim = inks["plain"], inks["dim"]
        number = fit(row.number, max(NUMBER, len(row.number)))
        shared = PREFIX.match(number)
        start = shared.end() if shared else 0
        yield Segment(number[:start], dim)
        yield Segment(number[start:] + GAP, plain)
        badge = badges[row.state]
        yield Segment(fit(f"{badge.glyph} {badge.label}", self.state) + GAP, inks[badge.colour])
        mark, colour = priority_mark(row.priority)
        yield Segment(f"{mark} ", inks[colour])
        yield Segment(fit(row.short_description, self.description), plain)
        for text, width in ((row.account, self.account), (row.assigned_to, self.agent)):
            if width:
                yield Segment(GAP + fit(text or "–", width), plain if text else dim)
        if self.lines:
            full, empty, said = progress(row.settled, row.lines)
            yield Segment(GAP + full, plain)
            yield Segment(empty, dim)
            said = f" {said}" if row.lines else said
            yield Segment(fit(said, self.lines - len(full) - len(empty)), plain if row.lines else dim)
        yield Segment(GAP + age(row.opened_at, now).rjust(AGE), plain)

    def _strip(self, pieces: Iterator[Segment], look: Look) -> Strip:
        ground = look.ground
        segments = [look.bar]
        for text, style, _ in pieces:
            if text:
                segments.append(Segment(text, ground + style if style else ground))
        return Strip(segments).adjust_cell_length(self.width, ground)
