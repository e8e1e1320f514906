"""A list whose records are worked from it: the keys of rule rows act on the highlighted one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import work

from tui import list_pages
from tui.background import begin
from tui.list_pages import Listing
from tui.messages import RowHighlighted, Said
from tui.rest import Rest
from tui.screens.list_screen import ListScreen
from tui.typed_ahead import FIRE
from tui.widgets.key_bar import Hint, bar_hints
from tui.widgets.row_window import R, Rows

if TYPE_CHECKING:
    from models import Done, Verdict


class RecordListScreen(ListScreen[R]):
    """A list with the verdicts of the record under its cursor, and new records."""

    def __init__(self, listing: Listing, first: Rows[R]) -> None:
        super().__init__(listing, first)
        self._verdicts: tuple[R | None, tuple[Verdict, ...]] = (None, ())
        self._rest = Rest()
        self._barred: tuple[str, ...] = ()

    def on_mount(self) -> None:
        """Learn whether a new record is allowed, once the first rows are on the screen."""
        self.call_after_refresh(self._learn_bars)

    def machine(self) -> str:
        """The machine of the records."""
        return self.MACHINE

    def version_of(self, number: str) -> int | None:
        """The version of a record as the list shows it."""
        row = self.table.highlighted
        return row.version if row and row.number == number else None

    def verdicts(self) -> Sequence[Verdict]:
        """What was last read; `fire_key` reads again where that was about another record."""
        return self._verdicts[1]

    def hints(self) -> list[Hint]:
        """The keys of the filter while it is typed, else those of the list and its highlighted record."""
        if self.filter_bar.display:
            return [Hint("enter", "Keep the filter"), Hint("escape", "Clear it")]
        commands = [
            command for command in self.place_commands() if self.record() or command.id != "list.open"
        ]
        return bar_hints(commands, self.action_hints(), self._barred)

    def action_list_open(self) -> None:
        """Open the highlighted record."""
        if self.record():
            self.lead_on(self.record())

    def on_row_highlighted(self, message: RowHighlighted) -> None:
        """Read what can be done with the record, once the cursor rests."""
        message.stop()
        if message.moved:
            self.saying.hush()
        self._rest.moved()
        if not self._rest.waiting:
            self._rest.waiting = True
            self._look_at_rest()

    def fire_key(self, key: str) -> bool:
        """Fire the action of this key, on what the desk says about this very record."""
        if self._verdicts[0] == self.table.highlighted:
            return super().fire_key(key)
        if len(key) > 1:
            return False
        begin(self, partial(self._fire_when_known, key), group=FIRE)
        return True

    async def opened_new(self, writing: Callable[[], Awaitable[Done | None]]) -> None:
        """Wait until a new record is written, and open it so that its lines can follow."""
        done = await writing()
        if done is not None:
            self.load(self.wanted, partial(list_pages.around, number=done.record))
            self.read_counts()
            self.lead_on(done.record)
            if done.warnings:
                # Behind the record, so that it is said there.
                self.post_message(Said(" ".join(reason.message for reason in done.warnings)))

    @work(group="verdicts")
    async def _look_at_rest(self) -> None:
        await self._rest.then(self._read_verdicts)

    async def _read_verdicts(self) -> bool:
        row = self.table.highlighted
        known = await self.bench.work.call(lambda desk: desk.verdicts(row.number)) if row else ()
        self._verdicts = (row, known)
        self.show_keys()
        return row == self.table.highlighted

    async def _fire_when_known(self, key: str) -> None:
        await self._read_verdicts()
        super().fire_key(key)

    @work(group="bars", exclusive=True)
    async def _learn_bars(self) -> None:
        reasons = await self.bench.work.call(lambda desk: desk.new_bars(self.MACHINE))
        self._barred = (self.WORDS.new,) if reasons else ()
        self.show_keys()
