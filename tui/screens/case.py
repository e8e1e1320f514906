"""One case on its screen, and what follows at the till once its lines are accepted."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content

from models import CaseView, Desk, Done, LineView
from tui.commands import CASE
from tui.dialogs.reading import line_facts
from tui.screens.record_reading import LINES
from tui.screens.record_screen import RecordScreen
from tui.widgets.case_header import CaseHeader
from tui.widgets.line_table import LineTable


class CaseScreen(RecordScreen[CaseView, LineView]):
    """Where a case is worked."""

    NAME = CASE
    PLACE = "cases"
    MACHINES = ("case", "line")

    header: CaseHeader
    line_table: LineTable

    def where(self) -> tuple[str, ...]:
        """The way to this screen."""
        return ("Cases", self.number)

    def compose_head(self) -> ComposeResult:
        """The facts of the case."""
        self.header = CaseHeader(self.bench.badges["case"])
        self.line_table = LineTable(self.bench.badges["line"], self.move_keys())
        yield self.header

    def read(self, desk: Desk, number: str, lines: int) -> tuple[CaseView, tuple[LineView, ...]]:
        """The case with its first lines."""
        case = desk.case(number, lines=lines)
        return case, case.lines

    def read_lines(self, desk: Desk, number: str, after: int) -> tuple[LineView, ...]:
        """Further lines."""
        return desk.lines(number, after=after, limit=LINES)

    def show_view(self, view: CaseView) -> None:
        """Draw the facts of the case."""
        self.header.show(view, self.bench.now())

    def show_lines(self, view: CaseView) -> None:
        """Draw its lines."""
        self.line_table.show(self.lines)

    def lines_said(self, view: CaseView) -> str:
        """How many lines are settled of how many."""
        if len(self.lines) < view.lines_total:
            return f"{view.lines_total}"
        badges = self.bench.badges["line"]
        settled = sum(badges[line.state].final for line in self.lines)
        return f"{settled} of {view.lines_total} settled"

    def line_facts(self, line: LineView) -> Content:
        """All that a line holds."""
        return line_facts(line, self.bench.badges["line"])

    async def follow_up(self, done: Done) -> None:
        """Propose what follows at the till from lines that were accepted."""
        from tui.dialogs.proposals import propose

        await propose(self, done)
