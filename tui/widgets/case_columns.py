"""The columns of the case list: which there are at a width, and how a row and the header are drawn in them.

Widths follow from the terminal alone, so columns stand still whatever the rows hold. Left to right a
row says what it is, its state, how urgent it is, what it is about, whose it is, how far it has come.

*Units*: widths in terminal cells; times in milliseconds since 1970 in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from models import CaseRow
from tui.badges import Badges, Inks, age, priority_mark, progress
from tui.text import fit
from tui.widgets.columns import (
    AGE,
    GAP,
    GUTTER,
    MARGIN,
    NONE,
    Header,
    Look,
    line_of,
    number_pieces,
    with_company,
)

__all__ = ["Columns", "Look"]

NUMBER = 12
STATE = 18
LINES = 9
#: From these terminal widths on there is room for the agent, the progress of the lines, the account.
AGENT_FROM, LINES_FROM, ACCOUNT_FROM = 96, 110, 124
#: A description longer than this is no easier to read.
DESCRIPTION_MOST = 80


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

    def row(self, row: CaseRow, badges: Badges, look: Look, now: int, company: str = "") -> Strip:
        """One case in one line; who else is at it is said at the end of its description."""
        return line_of(self._pieces(row, badges, look.inks, now, company), look, self.width)

    def header(self, sort: str, look: Look) -> Strip:
        """The names of the columns, with an arrow at the one that the list is sorted by."""
        header = Header(sort, look.inks)
        pieces = [header.name("Number", NUMBER, "number"), Segment(GAP)]
        pieces += [header.name("State", self.state), Segment(GAP)]
        pieces += [header.mark("priority"), Segment(" ")]
        pieces += [header.name("Short description", self.description)]
        for label, width in (("Account", self.account), ("Agent", self.agent), ("Lines", self.lines)):
            if width:
                pieces += [Segment(GAP), header.name(label, width)]
        pieces += [Segment(GAP), header.name("Age", AGE, "age", right=True)]
        return line_of(pieces, look, self.width)

    def _pieces(self, row: CaseRow, badges: Badges, inks: Inks, now: int, company: str) -> Iterator[Segment]:
        plain, dim = inks["plain"], inks["dim"]
        yield from number_pieces(row.number, NUMBER, inks)
        badge = badges[row.state]
        yield Segment(fit(f"{badge.glyph} {badge.label}", self.state) + GAP, inks[badge.colour])
        mark, colour = priority_mark(row.priority)
        yield Segment(f"{mark} ", inks[colour])
        for said, ink in with_company(row.short_description, company, self.description, inks):
            yield Segment(said, ink)
        for text, width in ((row.account, self.account), (row.assigned_to, self.agent)):
            if width:
                yield Segment(GAP + fit(text or NONE, width), plain if text else dim)
        if self.lines:
            full, empty, said = progress(row.settled, row.lines)
            yield Segment(GAP + full, plain)
            yield Segment(empty, dim)
            said = f" {said}" if row.lines else said
            yield Segment(fit(said, self.lines - len(full) - len(empty)), plain if row.lines else dim)
        yield Segment(GAP + age(row.opened_at, now).rjust(AGE), plain)
