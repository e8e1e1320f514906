"""One record with its lines: header, lines, what can be done with the part in focus, what happened to it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from models import Verdict
from tui.commands import Keys, sign
from tui.dialogs.reading import Reading
from tui.screens.record_reading import L, RecordReading, V
from tui.text import clean, content
from tui.widgets.action_bar import ActionBar
from tui.widgets.activity_stream import ActivityStream
from tui.widgets.key_bar import Hint
from tui.widgets.numbers import short_number
from tui.widgets.rest_layout import RestColumn
from tui.widgets.row_list import RowList

#: The rows that the bands at the top and the bottom take, and the fewest that the lines keep.
BANDS, LEAST_LINES = 3, 5
#: What the label of an operation on a line may end with.
OF_LINE = " line"


class RecordScreen(RecordReading[V, L]):
    """Where a record is worked: keys act on the header, the highlighted line, or the record itself."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - Textual declares it so

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self._early = ""

    def compose_work(self) -> ComposeResult:
        """Header, lines and actions, the activity beside them or, where it is narrow, below."""
        self.parts = RestColumn(self._rows, LEAST_LINES, id="record-work")
        self.lines_title = Static(id="lines-title")
        self.action_bar = ActionBar()
        filter_key = self._command_key("record.filter")
        self.activity = ActivityStream(self.bench.badges, filter_key, self.move_keys())
        with Container(id="record"):
            with self.parts:
                yield from self.compose_head()
                yield self.lines_title
                yield from self.compose_columns()
                self.parts.give_rest_to(self.line_table)
                yield self.line_table
                yield from self.compose_below()
                yield self.action_bar
            with Vertical(id="record-side"):
                yield from self.compose_beside()
                yield self.activity

    def on_mount(self) -> None:
        """Read the record."""
        self.reread()

    def record(self) -> str:
        """The highlighted line while the lines have the focus, else the record."""
        line = self.line_in_focus()
        return line.number if line else self.number

    def home(self) -> str:
        """The record itself."""
        return self.number

    def machine(self) -> str:
        """The machine of that record."""
        return self.MACHINES[1] if self.line_in_focus() else self.MACHINES[0]

    def verdicts(self) -> Sequence[Verdict]:
        """What can be done with it, as it was last read."""
        line = self.line_in_focus()
        return line.verdicts if line else self.head_verdicts()

    def version_of(self, number: str) -> int | None:
        """The version of the record or of one of its lines, as the screen shows it."""
        if self.view is not None and number == self.view.number:
            return self.view.version
        return next((line.version for line in self.lines if line.number == number), None)

    def hints(self) -> list[Hint]:
        """Operations that are open here, and the screen's commands; the action bar has the actions."""
        commands = [command for command in self.bench.keymap.commands(self.NAME) if command.bar]
        own = [Hint(command.keys[0], command.label) for command in commands]
        head, line = self.MACHINES
        found = {hint.key: hint for hint in self._operations(head, self.head_verdicts())}
        if self.line_in_focus():
            # A key that the line knows is the line's, barred or not.
            barred = {self.action_key(each) for each in self.verdicts() if each.operation and not each.open}
            found = {key: hint for key, hint in found.items() if key not in barred}
            # Beside a line that has the focus, what is done to it need not say so.
            found |= {
                hint.key: hint
                if found.get(hint.key) == hint
                else hint._replace(label=hint.label.removesuffix(OF_LINE))
                for hint in self._operations(line, self.verdicts())
            }
            found |= {"enter": Hint("enter", "Open")}
        return [*found.values(), *own]

    def help_hints(self) -> list[Hint]:
        """Those of the line in focus, and those of the record whose keys the line leaves to it."""
        own = super().help_hints()
        if self.line_in_focus() is None:
            return own
        known = {hint.key for hint in own}
        key = self.bench.keymap.action_key
        head = [
            Hint(key(self.MACHINES[0], each.action, each.key), each.label, each.open, each.operation)
            for each in self.head_verdicts()
        ]
        return [*own, *(hint for hint in head if hint.key not in known)]

    def fire_key(self, key: str) -> bool:
        """Fire the action of this key: the line's own, or the record's where lines know no such key.

        A key that comes before the record has been read waits until it is.
        """
        if self.view is None and len(key) == 1:
            self._early = key
            return True
        if super().fire_key(key):
            return True
        known = self.head_verdicts() if self.line_in_focus() else ()
        head = self.MACHINES[0]
        meant = [each for each in known if self.bench.keymap.action_key(head, each.action, each.key) == key]
        if not meant:
            return False
        self.fire(next((verdict for verdict in meant if verdict.open), meant[0]).action, self.number)
        return True

    def holds_keys(self) -> bool:
        """A key that waits for the record goes before those that come after it, too."""
        return super().holds_keys() or bool(self._early)

    def action_record_back(self) -> None:
        """Back to where the agent came from."""
        self.dismiss()

    def action_record_next_part(self) -> None:
        """Give the focus to the next part."""
        self._focus_part(1)

    def action_record_previous_part(self) -> None:
        """Give the focus to the part before."""
        self._focus_part(-1)

    def action_record_filter(self) -> None:
        """Show the next kind of activity."""
        self.activity.next_kind()
        self.read_activity()

    def on_resize(self) -> None:
        """Let the lines take what the other parts leave now."""
        self.parts.refresh(layout=True)

    def on_descendant_focus(self) -> None:
        """Show what can be done with the part that has the focus now."""
        self._show_actions()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show what can be done with the line; read on where more lines wait."""
        self._show_actions()
        if self.view and len(self.lines) < self.view.lines_total and event.cursor >= len(self.lines) - 1:
            self.read_further_lines()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Show all of a line, or the whole text of an entry."""
        line = self.line_in_focus()
        if line is not None:
            self.app.push_screen(Reading("Line", line.number, self.line_facts(line)))
        elif self.entries and event.rows is self.activity.rows:
            entry = self.entries[event.cursor]
            if entry.text:
                self.app.push_screen(Reading(entry.agent, entry.record, content(entry.text)))

    def when_lines_read(self) -> None:
        """Draw the lines under their title."""
        if self.view is None:
            return
        self.show_lines(self.view)
        self.line_table.display = bool(self.lines)
        said = self.lines_said(self.view) if self.view.lines_total else "none yet"
        self.lines_title.update(Content.assemble(("Lines", "bold"), "  ", (said, "$badge-grey")))

    def when_read(self, *, first: bool) -> None:
        """Draw what can be done, and do what was pressed meanwhile."""
        early, self._early = self._early, ""
        if first:
            self.focus_first()
        self._show_actions()
        if early and not self.fire_key(early):
            self.let_go()

    def focus_first(self) -> None:
        """Give the focus to the part that the agent begins with."""
        # At once: what is drawn for a focus that comes behind the layout is laid out a second time.
        self.set_focus(self.header)

    def _rows(self) -> int:
        """The rows that header, lines and actions have together, whatever the number of lines."""
        return self.size.height - BANDS

    def line_in_focus(self) -> L | None:
        """The highlighted line, while the lines have the focus."""
        return self.line_table.highlighted if self.focused is self.line_table else None

    def move_keys(self) -> Keys:
        """The keys that move a cursor on this screen."""
        return Keys(command for command in self.bench.keymap.commands(self.NAME) if command.moves)

    def bar_verdicts(self) -> Sequence[Verdict]:
        """The verdicts that the action bar shows."""
        return self.verdicts()

    def bar_key(self, verdict: Verdict) -> str:
        """The key of one of them."""
        return self.action_key(verdict)

    def called(self, line: L) -> str:
        """A line in words."""
        return f"line {short_number(line.number)}"

    def head_verdicts(self) -> Sequence[Verdict]:
        """What can be done with the record."""
        return self.view.verdicts if self.view else ()

    def _show_actions(self) -> None:
        if self.view is None:
            return
        line = self.line_in_focus()
        self.action_bar.show(self.called(line) if line else "", self.bar_verdicts(), self.bar_key)
        self.show_keys()

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
            if verdict.operation and verdict.open and verdict.key
        ]

    def _command_key(self, command: str) -> str:
        known = {each.id: each.keys[0] for each in self.bench.keymap.commands(self.NAME)}
        return sign(clean(known.get(command, "")))
