"""One case: its facts, its lines, what happened to it, and what can be done with the part in focus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from models import ActivityView, CaseView, Desk, LineView, Unknown, Verdict
from tui.commands import CASE, Keys, sign
from tui.dialogs.reading import Reading, line_facts
from tui.messages import Said
from tui.screens.desk_screen import DeskScreen
from tui.text import clean, content
from tui.widgets.action_bar import ActionBar
from tui.widgets.activity_stream import ActivityStream
from tui.widgets.case_header import CaseHeader
from tui.widgets.key_bar import Hint
from tui.widgets.line_table import LineTable
from tui.widgets.numbers import short_number
from tui.widgets.row_list import RowList

#: How many entries of the stream, and how many lines, are read at once.
ENTRIES = 100
LINES = 200
#: The rows that the bands, the lines' title and the actions take, and the fewest that the lines keep.
OTHER_ROWS, LEAST_LINES = 13, 5


class CaseScreen(DeskScreen):
    """Where a case is worked: keys act on the header, the highlighted line, or the case from its activity."""

    NAME = CASE
    AUTO_FOCUS: ClassVar[str] = "CaseHeader"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - Textual declares it so

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.case: CaseView | None = None
        self.lines: tuple[LineView, ...] = ()
        self.entries: tuple[ActivityView, ...] = ()
        self._early = ""

    def compose_work(self) -> ComposeResult:
        """Header, lines and actions, the activity beside them or, where it is narrow, below."""
        badges = self.bench.badges
        self.header = CaseHeader(badges["case"])
        self.lines_title = Static(id="lines-title")
        self.line_table = LineTable(badges["line"], self._move_keys())
        self.action_bar = ActionBar()
        self.activity = ActivityStream(badges, self._command_key("case.filter"), self._move_keys())
        with Container(id="case"):
            with Vertical(id="case-work"):
                yield self.header
                yield self.lines_title
                yield self.line_table
                yield self.action_bar
            yield self.activity

    def on_mount(self) -> None:
        """Read the case."""
        self.reread()

    def where(self) -> tuple[str, ...]:
        """The way to this screen."""
        return ("Cases", self.number)

    def record(self) -> str:
        """The highlighted line while the lines have the focus, else the case."""
        line = self._line_in_focus()
        return line.number if line else self.number

    def machine(self) -> str:
        """The machine of that record."""
        return "line" if self._line_in_focus() else "case"

    def verdicts(self) -> Sequence[Verdict]:
        """What can be done with that record, as it was last read."""
        line = self._line_in_focus()
        if line is not None:
            return line.verdicts
        return self.case.verdicts if self.case else ()

    def version_of(self, number: str) -> int | None:
        """The version of the case or of one of its lines, as the screen shows it."""
        if self.case is not None and number == self.case.number:
            return self.case.version
        return next((line.version for line in self.lines if line.number == number), None)

    def hints(self) -> list[Hint]:
        """Operations that are open here, and the screen's commands; the action bar has the actions."""
        commands = [command for command in self.bench.keymap.commands(self.NAME) if command.bar]
        own = [Hint(command.keys[0], command.label) for command in commands]
        found = {hint.key: hint for hint in self._operations("case", self.case.verdicts if self.case else ())}
        if self.machine() == "line":
            found |= {hint.key: hint for hint in self._operations("line", self.verdicts())}
            found |= {"enter": Hint("enter", "Open")}
        return [*found.values(), *own]

    def fire_key(self, key: str) -> bool:
        """Fire the action of this key: the line's own, or the case's where lines know no such key.

        A key that comes before the case has been read is kept until it is.
        """
        if self.case is None and len(key) == 1:
            self._early = key
            return True
        if super().fire_key(key):
            return True
        known = self.case.verdicts if self.case and self.machine() == "line" else ()
        meant = [each for each in known if self.bench.keymap.action_key("case", each.action, each.key) == key]
        if not meant:
            return False
        self.fire(next((verdict for verdict in meant if verdict.open), meant[0]).action, self.number)
        return True

    def reread(self) -> None:
        """Read the case and the start of its activity again."""
        self.run_worker(self._reading(), group="case", exclusive=True)

    def action_case_back(self) -> None:
        """Back to where the agent came from."""
        self.dismiss()

    def action_case_next_part(self) -> None:
        """Give the focus to the next part."""
        self._focus_part(1)

    def action_case_previous_part(self) -> None:
        """Give the focus to the part before."""
        self._focus_part(-1)

    def action_case_filter(self) -> None:
        """Show the next kind of activity."""
        self.activity.next_kind()
        self.run_worker(self._reading_activity(), group="activity", exclusive=True)

    def on_resize(self) -> None:
        """Let the lines take what the other parts leave."""
        self.call_after_refresh(self._make_room)

    def on_descendant_focus(self) -> None:
        """Show what can be done with the part that has the focus now."""
        self._show_actions()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show what can be done with the line; read on where more lines wait."""
        self._show_actions()
        if self.case and len(self.lines) < self.case.lines_total and event.cursor >= len(self.lines) - 1:
            self.run_worker(self._reading_lines(), group="lines", exclusive=True)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Show all of a line, or the whole text of an entry."""
        line = self._line_in_focus()
        if line is not None:
            self.app.push_screen(Reading("Line", line.number, line_facts(line, self.bench.badges["line"])))
        elif self.entries and event.rows is self.activity.rows:
            entry = self.entries[event.cursor]
            if entry.text:
                self.app.push_screen(Reading(entry.agent, entry.record, content(entry.text)))

    def on_activity_stream_end_near(self) -> None:
        """Read further entries."""
        self.run_worker(self._reading_on(), group="activity", exclusive=True)

    async def _reading(self) -> None:
        number, kind = self.number, self.activity.kind
        held = max(LINES, len(self.lines))
        try:
            case, self.entries = await self.bench.work.call(lambda desk: _read(desk, number, kind, held))
        except Unknown as error:
            # An empty screen helps nobody: the agent goes back to where he was, and is told.
            self.dismiss()
            self.app.post_message(Said(str(error), bad=True))
            return
        early, self._early = self._early, ""
        self.case, self.number, self.lines = case, case.number, case.lines
        now = self.bench.now()
        self.header.show(case, now)
        self._show_lines()
        self.call_after_refresh(self._make_room)
        self.activity.show(self.number, self.entries, now, more=len(self.entries) == ENTRIES)
        self._show_actions()
        if early:
            self.fire_key(early)

    async def _reading_lines(self) -> None:
        number, after = self.number, len(self.lines)
        further = await self.bench.work.call(lambda desk: desk.lines(number, after=after, limit=LINES))
        self.lines += further
        self._show_lines()

    async def _reading_activity(self) -> None:
        number, kind = self.number, self.activity.kind
        self.entries = await self.bench.work.call(
            lambda desk: desk.activity(number, kind=kind, limit=ENTRIES)
        )
        self.activity.show(number, self.entries, self.bench.now(), more=len(self.entries) == ENTRIES)

    async def _reading_on(self) -> None:
        number, kind, last = self.number, self.activity.kind, self.entries[-1].id
        further = await self.bench.work.call(
            lambda desk: desk.activity(number, kind=kind, before=last, limit=ENTRIES)
        )
        self.entries += further
        self.activity.show(number, self.entries, self.bench.now(), more=len(further) == ENTRIES)

    def _make_room(self) -> None:
        """Keep header, lines and actions on one screen, whatever the number of lines."""
        room = self.size.height - self.header.outer_size.height - OTHER_ROWS
        self.line_table.styles.max_height = max(LEAST_LINES, room)

    def _show_lines(self) -> None:
        total = self.case.lines_total if self.case else 0
        badges = self.bench.badges["line"]
        settled = sum(badges[line.state].final for line in self.lines)
        self.line_table.show(self.lines)
        self.line_table.display = bool(self.lines)
        if total:
            said = f"{settled} of {total} settled" if len(self.lines) == total else f"{total}"
        else:
            said = "none yet"
        self.lines_title.update(Content.assemble(("Lines", "bold"), "  ", (said, "$badge-grey")))

    def _show_actions(self) -> None:
        if self.case is None:
            return
        line = self._line_in_focus()
        about = f"line {short_number(line.number)}" if line else ""
        self.action_bar.show(about, self.verdicts(), self.action_key)
        self.show_keys()

    def _line_in_focus(self) -> LineView | None:
        return self.line_table.highlighted if self.focused is self.line_table else None

    def _focus_part(self, step: int) -> None:
        parts: list[Widget] = [self.header, self.activity.rows]
        if self.lines:
            parts.insert(1, self.line_table)
        here = next((at for at, part in enumerate(parts) if part.has_focus), 0)
        parts[(here + step) % len(parts)].focus()

    def _operations(self, machine: str, verdicts: Sequence[Verdict]) -> list[Hint]:
        key = self.bench.keymap.action_key
        return [
            Hint(key(machine, verdict.action, verdict.key), verdict.label)
            for verdict in verdicts
            if verdict.operation and verdict.open
        ]

    def _move_keys(self) -> Keys:
        return Keys(command for command in self.bench.keymap.commands(self.NAME) if command.moves)

    def _command_key(self, command: str) -> str:
        known = {each.id: each.keys[0] for each in self.bench.keymap.commands(self.NAME)}
        return sign(clean(known.get(command, "")))


def _read(desk: Desk, number: str, kind: str, lines: int) -> tuple[CaseView, tuple[ActivityView, ...]]:
    return desk.case(number, lines=lines), desk.activity(number, kind=kind, limit=ENTRIES)
