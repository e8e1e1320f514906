"""The head of a record: a title, facts in two columns, and a note beneath them."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from tui.badges import age
from tui.text import clean, content
from tui.widgets.columns import NONE

LABEL_WIDTH = 11
#: A label, and what it says.
Fact = tuple[str, Content]


class RecordHeader(Vertical, can_focus=True):
    """Draws a record's facts; takes the focus, so that keys can be about the record itself."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Static(classes="record-header--title")
        self._left = Static(classes="record-header--facts")
        self._right = Static(classes="record-header--facts")
        self._note = Static(classes="record-header--note")

    def compose(self) -> ComposeResult:
        """Title, two columns, and the note where there is one."""
        yield self._title
        with Horizontal():
            yield self._left
            yield self._right
        yield self._note

    def draw(self, title: Content, left: Iterable[Fact], right: Iterable[Fact], note: Fact | None) -> None:
        """Draw these from now on."""
        self._title.update(title)
        self._left.update(_column(left))
        self._right.update(_column(right))
        self._note.update(_row(*note) if note else Content())
        self._note.display = note is not None


def said(value: str, limit: int = 200) -> Content:
    """A text as a fact says it: in one line, a dash where there is none."""
    return content(value, lines=False, limit=limit) if value else Content.styled(NONE, "$badge-dim")


def when(at: int, who: str, now: int) -> Content:
    """How long ago something was done, and by whom."""
    ago = age(at, now)
    since = ago if ago == "now" else f"{ago} ago"
    return Content.assemble(since, (f" by {clean(who)}" if who else "", "$badge-grey"))


def _column(facts: Iterable[Fact]) -> Content:
    return Content("\n").join([_row(*fact) for fact in facts])


def _row(label: str, value: Content) -> Content:
    return Content.assemble((label.ljust(LABEL_WIDTH), "$badge-grey"), value)
