"""The activity of a record, newest first: comments, work notes and what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from models import ActivityView
from tui.badges import Badges
from tui.commands import Keys
from tui.widgets.activity_entry import day, entry_rows
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tui.order_changes import Words

KINDS = ("all", "notes", "changes")
#: How near to the end the cursor comes before further entries are asked for.
NEAR = 10


class ActivityList(RowList):
    """The entries, each with the day above it where that is another one."""

    def __init__(self, badges: Mapping[str, Badges], keys: Keys | None = None) -> None:
        super().__init__(keys)
        self._badges = badges
        self._head = ""
        self._today = ""
        self.entries: tuple[ActivityView, ...] = ()
        self.words: Words | None = None

    def show(self, head: str, entries: Sequence[ActivityView], now: int, *, cursor: int) -> None:
        """Draw these entries from now on."""
        self._head, self._today, self.entries = head, day(now), tuple(entries)
        self.show_entries(len(entries), cursor=cursor)

    def height_of(self, index: int, width: int) -> int:
        """As many rows as the entry needs at this width."""
        rows = self._drawn[index] = self.draw(index, width)
        return len(rows)

    def draw(self, index: int, width: int) -> list[Content]:
        """The rows of one entry."""
        entry = self.entries[index]
        rows = entry_rows(entry, self._head, self._badges, width, self.words)
        above = day(self.entries[index - 1].at) if index else self._today
        own = day(entry.at)
        return rows if own == above else [Content.styled(own, "$badge-dim"), *rows]


class ActivityStream(Vertical):
    """The stream with its title, which says what is shown of it."""

    class EndNear(Message):
        """The cursor comes to the end of what is there: further entries are wanted."""

    def __init__(self, badges: Mapping[str, Badges], filter_key: str, keys: Keys | None = None) -> None:
        super().__init__()
        self.kind = KINDS[0]
        self.more = False
        self.rows = ActivityList(badges, keys)
        self._filter_key = filter_key
        self._title = Static(classes="activity--title")
        self._empty = Static(classes="activity--empty")

    def compose(self) -> ComposeResult:
        """Title, entries, and a word where there are none."""
        yield self._title
        yield self._empty
        yield self.rows

    def next_kind(self) -> None:
        """Turn to the next kind of entries; the screen reads them."""
        self.kind = KINDS[(KINDS.index(self.kind) + 1) % len(KINDS)]

    def show(self, head: str, entries: Sequence[ActivityView], now: int, *, more: bool) -> None:
        """Draw these entries; the cursor stays on its entry, or on the newest where it was there."""
        here = self.rows.entries[self.rows.cursor].id if self.rows.entries and self.rows.cursor else 0
        ids = [entry.id for entry in entries]
        self.more = more
        self.rows.show(head, entries, now, cursor=ids.index(here) if here in ids else 0)
        words = Content("  ").join(
            [Content.styled(kind, "$badge-plain" if kind == self.kind else "$badge-dim") for kind in KINDS]
        )
        self._title.update(
            Content.assemble(("Activity", "bold"), "   ", (self._filter_key, "$badge-accent"), "  ", words)
        )
        self._empty.update(Content.styled("Nothing of this kind yet.", "$badge-grey"))
        self._empty.display = not entries

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Ask for further entries before the end is reached."""
        event.stop()
        if self.more and event.cursor >= self.rows.count - NEAR:
            self.more = False
            self.post_message(self.EndNear())
