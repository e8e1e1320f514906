"""The list of cases: what can be done with the highlighted one, and new ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual import work

from models import CaseRow, Verdict
from tui import case_pages
from tui.case_pages import Listing
from tui.commands import LIST
from tui.messages import CaseHighlighted, CaseOpened
from tui.rest import Rest
from tui.screens.list_screen import ListScreen
from tui.widgets.case_window import Rows
from tui.widgets.key_bar import Hint, bar_hints


class CaseListScreen(ListScreen):
    """Where the agent begins: the cases of a view."""

    def __init__(self, listing: Listing, first: Rows) -> None:
        super().__init__(listing, first)
        self._verdicts: tuple[CaseRow | None, tuple[Verdict, ...]] = (None, ())
        self._rest = Rest()

    def where(self) -> tuple[str, ...]:
        """The way to this screen."""
        return ("Cases",)

    def version_of(self, number: str) -> int | None:
        """The version of a case as the list shows it."""
        row = self.table.highlighted
        return row.version if row and row.number == number else None

    def verdicts(self) -> Sequence[Verdict]:
        """What was last read; `fire_key` reads again where that was about another case."""
        return self._verdicts[1]

    def hints(self) -> list[Hint]:
        """The keys of the filter while it is typed, else those of the list and its highlighted case."""
        if self.filter_bar.display:
            return [Hint("enter", "Keep the filter"), Hint("escape", "Clear it")]
        commands = self.bench.keymap.commands(LIST)
        if not self.record():
            commands = tuple(command for command in commands if command.id != "list.open")
        return bar_hints(commands, self.action_hints())

    def action_list_open(self) -> None:
        """Open the highlighted case."""
        if self.record():
            self.post_message(CaseOpened(self.record()))

    def action_list_new(self) -> None:
        """Write a new case and open it, so that its lines can follow."""
        self.run_worker(self._new_case(), group="fire")

    def on_case_highlighted(self, message: CaseHighlighted) -> None:
        """Read what can be done with the case, once the cursor rests."""
        message.stop()
        if message.moved:
            self.saying.hush()
        self._rest.moved()
        if not self._rest.waiting:
            self._rest.waiting = True
            self._look_at_rest()

    def fire_key(self, key: str) -> bool:
        """Fire the action of this key, on what the desk says about this very case."""
        if self._verdicts[0] == self.table.highlighted:
            return super().fire_key(key)
        if len(key) > 1:
            return False
        self.run_worker(self._fire_when_known(key), group="fire")
        return True

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

    async def _new_case(self) -> None:
        from tui.dialogs.case_form import new_case

        done = await new_case(self)
        if done is not None:
            self.load(self.wanted, partial(case_pages.around, number=done.record))
            self.read_counts()
            self.post_message(CaseOpened(done.record))
