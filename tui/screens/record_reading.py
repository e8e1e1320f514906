"""What a record's screen holds and how it is read: the record, its first lines, the start of its activity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, Protocol, TypeVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from models import ActivityView, Desk, Unknown, Verdict
from tui.background import begin
from tui.messages import Said
from tui.outcome import done_elsewhere
from tui.screens.desk_screen import DeskScreen
from tui.text import clean
from tui.widgets.activity_stream import KINDS, ActivityStream
from tui.widgets.record_rows import RecordRows

#: How many entries of the stream, and how many lines, are read at once.
ENTRIES = 100
LINES = 200


class Head(Protocol):
    """What every record with lines has."""

    @property
    def number(self) -> str:
        """Its number."""

    @property
    def version(self) -> int:
        """Its version."""

    @property
    def lines_total(self) -> int:
        """How many lines there are."""

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What can be done with it."""


class Line(Protocol):
    """What every line of a record has."""

    @property
    def number(self) -> str:
        """Its number."""

    @property
    def version(self) -> int:
        """Its version."""

    @property
    def verdicts(self) -> Sequence[Verdict]:
        """What can be done with it."""


V = TypeVar("V", bound=Head)
L = TypeVar("L", bound=Line)


class RecordReading(DeskScreen, Generic[V, L]):
    """A record on a full screen, as far as it has been read; a subclass says what stands in its parts.

    ``MACHINES`` are those of the record and of its lines.
    """

    MACHINES: ClassVar[tuple[str, str]]

    header: Widget
    line_table: RecordRows[L]
    activity: ActivityStream

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.view: V | None = None
        self.lines: tuple[L, ...] = ()
        self.entries: tuple[ActivityView, ...] = ()
        self._newest = 0

    # -- what a subclass says

    async def prepare(self) -> None:
        """Learn what has to be known before the record is drawn."""

    def read(self, desk: Desk, number: str, lines: int) -> tuple[V, tuple[L, ...]]:
        """The record with its first lines; runs in the data thread."""
        raise NotImplementedError

    def read_lines(self, desk: Desk, number: str, after: int) -> tuple[L, ...]:
        """Further lines; runs in the data thread."""
        raise NotImplementedError

    def show_view(self, view: V) -> None:
        """Draw the facts of the record."""
        raise NotImplementedError

    def show_lines(self, view: V) -> None:
        """Draw its lines."""
        raise NotImplementedError

    def lines_said(self, view: V) -> str:
        """How many lines there are, and how far they have come."""
        raise NotImplementedError

    def line_facts(self, line: L) -> Content:
        """All that a line holds."""
        raise NotImplementedError

    def compose_head(self) -> ComposeResult:
        """What stands above the lines; sets ``header`` and ``line_table``."""
        raise NotImplementedError

    def compose_columns(self) -> ComposeResult:
        """What stands right above the lines."""
        yield from ()

    def compose_below(self) -> ComposeResult:
        """What stands between the lines and the actions."""
        yield from ()

    def compose_beside(self) -> ComposeResult:
        """What stands above the activity."""
        yield from ()

    def when_read(self, *, first: bool) -> None:
        """Draw what follows from what was read."""

    def when_lines_read(self) -> None:
        """Draw the lines."""

    # -- reading

    def reread(self) -> None:
        """Read the record and the start of its activity again."""
        begin(self, self._reading, group="record", exclusive=True)

    def read_further_lines(self) -> None:
        """Read on where more lines wait."""
        begin(self, self._reading_lines, group="lines", exclusive=True)

    def read_activity(self) -> None:
        """Read the start of the activity again."""
        begin(self, self._reading_activity, group="activity", exclusive=True)

    def on_activity_stream_end_near(self) -> None:
        """Read further entries."""
        begin(self, self._reading_on, group="activity", exclusive=True)

    async def read_on(self) -> None:
        """Show what others did, if it was to this record, and what of it is held; say who did what."""
        await self._reading(held=True)

    def attended(self) -> str:
        """The record, once it is read."""
        return self.view.number if self.view else ""

    def show_company(self) -> None:
        """Say above the keys who else has the record open or writes on it."""
        said = clean(self.bench.company.at(self.attended()), limit=400)
        self.status_line.show(Content.styled(said, "$badge-amber"), Content())

    async def _reading(self, *, held: bool = False) -> None:
        """Read it all; of the activity its start, or as much as is ``held``."""
        number, kind = self.number, self.activity.kind
        first, before = self.view is None, (self.view, self.lines, self.entries)
        lines_held = max(LINES, len(self.lines))
        limit = max(ENTRIES, len(self.entries)) if held else ENTRIES

        def read(
            desk: Desk,
        ) -> tuple[V, tuple[L, ...], tuple[ActivityView, ...], Sequence[ActivityView], bool]:
            entries = desk.activity(number, kind=kind, limit=limit)
            newest = entries[:1] if kind == KINDS[0] else desk.activity(number, limit=1)
            view, lines = self.read(desk, number, lines_held)
            # Many lines with their verdicts take long to compare: not on the event loop.
            return view, lines, entries, newest, (view, lines, entries) == before

        await self.prepare()
        try:
            view, lines, entries, newest, same = await self.bench.work.call(read)
        except Unknown as error:
            if self.app.screen is not self:
                # A dialog is open over it: it goes once that is closed.
                self.outdated = True
                return
            # An empty screen helps nobody: the agent goes back to where he was, and is told.
            self.dismiss()
            self.app.post_message(Said(str(error), bad=True))
            return
        if held and same:
            return
        self.view, self.number, self.lines = view, view.number, lines
        self.show_view(view)
        self.when_lines_read()
        self._show_activity(entries, more=len(entries) == limit)
        self.when_read(first=first)
        if first and self.app.screen is self:
            self.attend()
            self.show_company()
        self._tell_of(newest, first=first)

    def _tell_of(self, newest: Sequence[ActivityView], *, first: bool) -> None:
        """Say what somebody else has just done to the record; nothing moves for it."""
        entry = next(iter(newest), None)
        known, self._newest = self._newest, entry.id if entry else 0
        if (
            entry is None
            or first
            or entry.id <= known
            or entry.agent == self.bench.me.name
            or self.saying.bad
        ):
            return
        # One line stands for all: they have the same actions. What both have is called otherwise on each.
        of_lines = [each for line in self.lines[:1] for each in line.verdicts]
        of_head = list(self.view.verdicts if self.view else ())
        known_as = (*of_lines, *of_head) if entry.record == self.number else (*of_head, *of_lines)
        labels = {verdict.action: verdict.label for verdict in known_as}
        self.say(done_elsewhere(entry, self.number, labels, self.bench.now()))

    async def _reading_lines(self) -> None:
        number, after = self.number, len(self.lines)
        self.lines += await self.bench.work.call(lambda desk: self.read_lines(desk, number, after))
        self.when_lines_read()

    async def _reading_activity(self) -> None:
        entries = await self._entries(None)
        self._show_activity(entries, more=len(entries) == ENTRIES)

    async def _reading_on(self) -> None:
        further = await self._entries(self.entries[-1].id)
        self._show_activity((*self.entries, *further), more=len(further) == ENTRIES)

    async def _entries(self, before: int | None) -> tuple[ActivityView, ...]:
        number, kind = self.number, self.activity.kind
        return await self.bench.work.call(
            lambda desk: desk.activity(number, kind=kind, before=before, limit=ENTRIES)
        )

    def _show_activity(self, entries: tuple[ActivityView, ...], *, more: bool) -> None:
        self.entries = entries
        self.activity.show(self.number, entries, self.bench.now(), more=more)
