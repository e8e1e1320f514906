"""What the places beside cases and orders share: a list, and beside it what is to know about one row.

Where the terminal is narrow the second part stands below the first. What a role may not do is asked of
the desk once with each reading: its key is dim, and pressing it says why.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar, Generic, TypeVar

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from models import Desk, Done, Reason, Refused, Verdict
from tui.background import begin
from tui.commands import Keys, pressed
from tui.dialogs.refusal import RefusalDialog
from tui.messages import DeskChanged
from tui.screens.desk_screen import DeskScreen
from tui.typed_ahead import FIRE, dialog_awaited
from tui.widgets.key_bar import Hint
from tui.widgets.record_list import RecordList
from tui.widgets.row_list import GUTTER, RowList

Row = TypeVar("Row")


class PlaceScreen(DeskScreen, Generic[Row]):
    """A subclass brings its lists, reads their rows, and says what is to know about one."""

    AUTO_FOCUS: ClassVar[str] = "#place-list RowList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - Textual declares it so
    #: What each command that writes needs a role for, in the words of `models.desk.till.Till.barred`.
    NEEDS: ClassVar[Mapping[str, str]] = {}
    #: What an empty list says.
    EMPTY = ""

    def __init__(self) -> None:
        super().__init__()
        self.facts = Static(id="place-facts")
        self.bars: dict[str, tuple[Reason, ...]] = {}
        self.in_detail = False
        self._shown: Row | None = None
        self._writing = asyncio.Lock()

    def make_list(self) -> RecordList[Row]:
        """The list of this place."""
        raise NotImplementedError

    def make_detail(self) -> RowList | None:
        """The list beside it that ``enter`` leads into, where there is one."""
        return None

    async def read(self) -> Sequence[Row]:
        """Read the rows, and whatever else the screen shows."""
        raise NotImplementedError

    def tell(self, row: Row | None) -> None:
        """Show what is to know about a row."""

    async def look(self, row: Row) -> None:
        """Read what is not in the row."""

    def serves(self, command: str) -> bool:
        """Whether a command does something here and now."""
        return True

    def count(self) -> str:
        """How many there are, for the line above the keys."""
        return ""

    def compose_work(self) -> ComposeResult:
        """The list, and beside it the facts with the second list."""
        commands = self.bench.keymap.commands(self.NAME)
        self._moves = Keys(command for command in commands if command.moves)
        self.rows = self.make_list()
        self.detail = self.make_detail()
        self.heading = Static(id="place-heading")
        self.detail_title = Static(id="place-detail-title")
        self.empty = Static(Content.styled(self.EMPTY, "$badge-grey"), id="place-empty")
        with Container(id="place"):
            with Vertical(id="place-list"):
                yield self.heading
                yield self.empty
                yield self.rows
            with Vertical(id="place-side"):
                yield self.facts
                if self.detail is not None:
                    yield self.detail_title
                    yield self.detail

    def on_mount(self) -> None:
        """Read what the place holds."""
        self.empty.display = False
        self.heading.display = False
        self.reread()

    def on_resize(self) -> None:
        """Put the heading over the columns where they are now."""
        self.call_after_refresh(self._head)

    def reread(self) -> None:
        """Read it all again."""
        self._read_again()

    def hints(self) -> list[Hint]:
        """The commands that do something here and now; what the role may not is dim."""
        return [
            Hint(command.keys[0], command.label, not self.bars.get(command.id))
            for command in self.place_commands()
            if command.bar and self.serves(command.id)
        ]

    def on_key(self, event: events.Key) -> None:
        """Move the list that the agent is in.

        Every key comes through here in its order, those of both lists alike, so that keys which are
        typed ahead mean what they would have meant one by one.
        """
        if dialog_awaited(self):
            return
        command = self._moves.press(pressed(event.key, event.character))
        if command is not None:
            self.saying.hush()
            part = self.detail if self.detail is not None and self.in_detail else self.rows
            part.move(command.id)
            self._follow()
            event.stop()
            event.prevent_default()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show what is to know about the row that was clicked."""
        self._follow()

    def on_descendant_focus(self) -> None:
        """The mouse gives the focus, too."""
        self.in_detail = self.detail is not None and self.focused is self.detail
        self.show_keys()

    def enter_detail(self) -> None:
        """Go into the second list."""
        if self.detail is not None and self.detail.count:
            self.in_detail = True
            self.set_focus(self.detail)

    def leave_detail(self) -> None:
        """Go back to the list."""
        self.in_detail = False
        self.set_focus(self.rows)

    def allowed(self, command: str) -> bool:
        """Whether the role allows a command; where it doesn't, every reason is shown."""
        reasons = self.bars.get(command, ())
        if reasons:
            self.app.push_screen(self._refusal(command, reasons))
        return not reasons

    def ask(self, asking: Callable[[], Awaitable[None]]) -> None:
        """Open a dialog, one at a time."""
        if not self._acting:
            self._acting = True
            begin(self, partial(self._asked, asking), group=FIRE)

    def change(self, writing: Callable[[], Awaitable[None]]) -> None:
        """Write to the desk once what was asked for before has been written and read."""
        begin(self, partial(self._in_turn, writing), group="write")

    async def write(self, command: str, question: Callable[[Desk], Done], said: str) -> None:
        """Write to the desk, say what came of it and let every screen read again."""
        try:
            done = await self.bench.work.call(question)
        except Refused as error:
            await self.app.push_screen_wait(self._refusal(command, error.refusal.reasons))
        else:
            await self._reading()
            self.written(done, said)

    def written(self, done: Done | None, said: str) -> None:
        """Say what a write came to and let every screen read again; nothing where the agent left."""
        if done is not None:
            self.say(said)
            self.post_message(DeskChanged(done))

    async def _asked(self, asking: Callable[[], Awaitable[None]]) -> None:
        try:
            await asking()
        finally:
            self._acting = False

    async def _in_turn(self, writing: Callable[[], Awaitable[None]]) -> None:
        async with self._writing:
            await writing()

    @work(group="place", exclusive=True)
    async def _read_again(self) -> None:
        await self._reading()

    @work(group="look", exclusive=True)
    async def _look(self, row: Row) -> None:
        await self.look(row)

    async def _reading(self) -> None:
        needs = dict(self.NEEDS)
        self.bars = await self.bench.work.call(
            lambda desk: {command: desk.till.barred(what) for command, what in needs.items()}
        )
        rows = await self.read()
        self.empty.display = not rows
        self.rows.show(rows)
        self._head()
        self.status_line.show(Content(), Content.styled(self.count(), "$badge-grey"))
        self._show_row()
        self.show_keys()

    def _head(self) -> None:
        heading = self.rows.heading(max(1, self.rows.scrollable_content_region.width - GUTTER))
        self.heading.update(heading)
        self.heading.display = bool(heading.cell_length and self.rows.records)

    def _follow(self) -> None:
        """Show another row where the cursor is on another."""
        if self.rows.highlighted is not self._shown:
            self._show_row()
        self.show_keys()

    def _show_row(self) -> None:
        row = self._shown = self.rows.highlighted
        self.tell(row)
        if row is not None:
            self._look(row)

    def _refusal(self, command: str, reasons: Sequence[Reason]) -> RefusalDialog:
        [known] = [each for each in self.bench.keymap.commands(self.NAME) if each.id == command]
        verdict = Verdict(command, known.label, known.keys[0], operation=False, reasons=tuple(reasons))
        return RefusalDialog(self.record(), verdict, ())
