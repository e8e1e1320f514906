"""What a record's screen holds and how it is read: the record, its first lines, the start of its activity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, Protocol, TypeVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from models import ActivityView, Desk, Unknown, Verdict
from tui.messages import Said
from tui.screens.desk_screen import DeskScreen
from tui.widgets.activity_stream import ActivityStream
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
        self.run_worker(self._reading(), group="record", exclusive=True)

    def read_further_lines(self) -> None:
        """Read on where more lines wait."""
        self.run_worker(self._reading_lines(), group="lines", exclusive=True)

    def read_activity(self) -> None:
        """Read the start of the activity again."""
        self.run_worker(self._reading_activity(), group="activity", exclusive=True)

    def on_activity_stream_end_near(self) -> None:
        """Read further entries."""
        self.run_worker(self._reading_on(), group="activity", exclusive=True)

    async def _reading(self) -> None:
        number, kind = self.number, self.activity.kind
        held = max(LINES, len(self.lines))

        def read(desk: Desk) -> tuple[tuple[V, tuple[L, ...]], tuple[ActivityView, ...]]:
            return self.read(desk, number, held), desk.activity(number, kind=kind, limit=ENTRIES)

        await self.prepare()
        try:
            (view, lines), entries = await self.bench.work.call(read)
        except Unknown as error:
            if not self.is_current:
                # Found out once it is in front again.
                self.outdated = True
                return
            # An empty screen helps nobody: the agent goes back to where he was, and is told.
            self.dismiss()
            self.app.post_message(Said(str(error), bad=True))
            return
        first = self.view is None
        self.view, self.number, self.lines = view, view.number, lines
        self.show_view(view)
        self.when_lines_read()
        self._show_activity(entries, further=len(entries))
        self.when_read(first=first)

    async def _reading_lines(self) -> None:
        number, after = self.number, len(self.lines)
        self.lines += await self.bench.work.call(lambda desk: self.read_lines(desk, number, after))
        self.when_lines_read()

    async def _reading_activity(self) -> None:
        entries = await self._entries(None)
        self._show_activity(entries, further=len(entries))

    async def _reading_on(self) -> None:
        further = await self._entries(self.entries[-1].id)
        self._show_activity((*self.entries, *further), further=len(further))

    async def _entries(self, before: int | None) -> tuple[ActivityView, ...]:
        number, kind = self.number, self.activity.kind
        return await self.bench.work.call(
            lambda desk: desk.activity(number, kind=kind, before=before, limit=ENTRIES)
        )

    def _show_activity(self, entries: tuple[ActivityView, ...], *, further: int) -> None:
        self.entries = entries
        self.activity.show(self.number, entries, self.bench.now(), more=further == ENTRIES)
