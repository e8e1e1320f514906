"""A list of records, drawn line by line from a window of rows: a million cost what a screenful costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import ClassVar, Generic, Protocol, TypeVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.badges import Badges, Inks
from tui.commands import Keys, pressed
from tui.messages import RecordOpened, RowHighlighted
from tui.text import fit
from tui.widgets.columns import Look
from tui.widgets.row_window import R, Row, Rows, RowWindow

#: Lines above the rows.
HEADER = 1
#: Rows that one step of the mouse wheel moves.
WHEEL = 3


Drawn_contra = TypeVar("Drawn_contra", bound=Row, contravariant=True)


class Columns(Protocol[Drawn_contra]):
    """The columns at one width of the terminal, and how a row and the header are drawn in them."""

    @property
    def width(self) -> int:
        """The terminal's width."""

    def row(self, row: Drawn_contra, badges: Badges, look: Look, now: int) -> Strip:
        """One record in one line."""

    def header(self, sort: str, look: Look) -> Strip:
        """The names of the columns, with an arrow at the one that the list is sorted by."""


class RecordTable(Widget, Generic[R], can_focus=True):
    """Shows rows under a header, with a cursor; asks for more when it comes near the end of those it has.

    A move of the cursor draws two lines afresh; every line is drawn once and kept.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-table--header",
        "record-table--cursor",
        "record-table--bar",
    }

    class EdgeNear(Message):
        """Rows beyond one end of the window are wanted soon."""

        def __init__(self, *, before: bool) -> None:
            self.before = before
            super().__init__()

    class EndWanted(Message):
        """The agent wants the first or last rows of the list, which the window doesn't hold."""

        def __init__(self, *, first: bool) -> None:
            self.first = first
            super().__init__()

    def __init__(self, columns_at: Callable[[int], Columns[R]], badges: Badges, keys: Keys) -> None:
        super().__init__()
        self.window = RowWindow[R]()
        self.sort = "-number"
        self.now = 0
        self._keys = keys
        self._empty: Sequence[str] = ()
        self._columns_at = columns_at
        self._badges = badges
        self._columns = columns_at(80)
        self._strips: dict[int, Strip] = {}
        self._lit: dict[int, Strip] = {}
        self._drawn: dict[int, Strip] = {}
        self._asked: tuple[bool, int] | None = None
        self._moves: dict[str, Callable[[], None]] = {
            "move.up": partial(self.move_by, -1),
            "move.down": partial(self.move_by, 1),
            "move.page_up": partial(self.move_page, -1),
            "move.page_down": partial(self.move_page, 1),
            "move.first": partial(self.move_end, first=True),
            "move.last": partial(self.move_end, first=False),
        }

    @property
    def highlighted(self) -> R | None:
        """The record under the cursor."""
        return self.window.current

    def show(self, read: Rows[R], *, sort: str, now: int, empty: Sequence[str] = ()) -> None:
        """Show these rows instead; ``empty`` is what the list says where there are none."""
        before = self.highlighted
        self.window.replace(read)
        self.sort, self.now, self._empty = sort, now, empty
        self._asked = None
        self._forget()
        self._look_ahead()
        if before is None or self.highlighted != before:
            self.post_message(RowHighlighted(moved=False))

    def relearn(self) -> None:
        """Ask for the columns again: what things are called has changed."""
        self._columns = self._columns_at(self._columns.width)
        self._forget()

    def extend(self, rows: Sequence[R], more: bool, *, before: bool) -> None:
        """Take rows that were read for one end of the window."""
        known = {row.id for row in self.window.rows}
        fresh = [row for row in rows if row.id not in known]
        take = self.window.prepend if before else self.window.append
        take(fresh, more and bool(fresh))
        self._forget()
        self._look_ahead()

    def move_by(self, rows: int) -> None:
        """Move the cursor up or down."""
        self._move_to(self.window.cursor + rows)

    def move_page(self, pages: int) -> None:
        """Move the cursor by screenfuls."""
        self._move_to(self.window.cursor + pages * max(1, self.window.height - 1))

    def move_end(self, *, first: bool) -> None:
        """Move the cursor to the first or last record of the list."""
        if self.window.more_before if first else self.window.more_after:
            self.post_message(self.EndWanted(first=first))
        else:
            self._move_to(0 if first else len(self.window.rows) - 1)

    def on_key(self, event: events.Key) -> None:
        """Move at once; every other key goes on to the screen."""
        command = self._keys.press(pressed(event.key, event.character))
        move = self._moves.get(command.id) if command else None
        if move is not None:
            move()
        if move is not None or self._keys.waiting:
            event.stop()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row; open it at the second click."""
        place = self.window.top + event.y - HEADER
        if event.y >= HEADER and place < len(self.window.rows):
            self._move_to(place)
            if event.chain == 2 and self.highlighted is not None:
                self.post_message(RecordOpened(self.highlighted.number))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move with the wheel."""
        event.stop()
        self.move_by(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move with the wheel."""
        event.stop()
        self.move_by(-WHEEL)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the columns out for the new width."""
        self._fit(event.size)
        self._look_ahead()

    def notify_style_update(self) -> None:
        """Draw everything afresh in the new colours."""
        super().notify_style_update()
        self._forget()

    def grow_older(self, now: int) -> None:
        """Draw the ages as they are at this time."""
        self.now = now
        self._forget()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in sight; each keeps its strip, so that Textual's own caches hold, too."""
        # The first picture is drawn before the table is told its size.
        self._fit(self.size)
        drawn = self._drawn
        missing = [y for y in crop.line_range if y not in drawn]
        if missing:
            _, background = self.background_colors
            filters = self.get_line_filters()
            for y in missing:
                strip = self._line(y)
                for line_filter in filters:
                    strip = strip.apply_filter(line_filter, background)
                drawn[y] = strip
        strips = [drawn[y] for y in crop.line_range]
        if crop.column_span != (0, self._columns.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _fit(self, size: Size) -> None:
        # Never less than one row, as the window has it, or a table of no height would draw itself for ever.
        height = max(1, size.height - HEADER)
        if (size.width, height) != (self._columns.width, self.window.height):
            self._columns = self._columns_at(size.width)
            self.window.resize(height)
            self._forget()

    def _line(self, y: int) -> Strip:
        if y < HEADER:
            return self._columns.header(self.sort, self._header_look)
        place = self.window.top + y - HEADER
        if place >= len(self.window.rows):
            return self._blank(y)
        lit = place == self.window.cursor
        strips = self._lit if lit else self._strips
        row = self.window.rows[place]
        strip = strips.get(row.id)
        if strip is None:
            look = self._cursor_look if lit else self._look
            strip = strips[row.id] = self._columns.row(row, self._badges, look, self.now)
        return strip

    def _blank(self, y: int) -> Strip:
        """A line without a row; an empty list says here why it is empty."""
        said = ""
        line = y - HEADER - max(0, self.window.height - len(self._empty)) // 3
        if not self.window.rows and 0 <= line < len(self._empty):
            said = self._empty[line].center(self._columns.width)
        ink = self._look.inks["plain" if line == 0 else "dim"]
        return Strip([Segment(fit(said, self._columns.width), self._look.ground + ink)], self._columns.width)

    @cached_property
    def _inks(self) -> Inks:
        return Inks(self.app.theme_variables)

    @cached_property
    def _look(self) -> Look:
        ground = self.visual_style.rich_style
        return Look(ground, self._inks, Segment(" ", ground))

    @cached_property
    def _header_look(self) -> Look:
        ground = self.get_component_rich_style("record-table--header")
        return Look(ground, self._inks, Segment(" ", ground))

    @cached_property
    def _cursor_look(self) -> Look:
        ground = self.get_component_rich_style("record-table--cursor")
        return Look(ground, self._inks, Segment("▌", self.get_component_rich_style("record-table--bar")))

    def _move_to(self, place: int) -> None:
        before = self.window.cursor
        scrolled = self.window.move_to(place)
        if self.window.cursor == before:
            return
        if scrolled:
            self._drawn.clear()
            self.refresh()
        else:
            lines = [line - self.window.top + HEADER for line in (before, self.window.cursor)]
            for line in lines:
                self._drawn.pop(line, None)
            self.refresh(*(Region(0, line, self._columns.width, 1) for line in lines))
        self._look_ahead()
        self.post_message(RowHighlighted(moved=True))

    def _look_ahead(self) -> None:
        """Ask for rows, once for each end that the window has."""
        window = self.window
        if not window.rows or not (window.wants_before or window.wants_after):
            return
        before = window.wants_before
        asked = (before, window.rows[0 if before else -1].id)
        if asked != self._asked:
            self._asked = asked
            self.post_message(self.EdgeNear(before=before))

    def _forget(self) -> None:
        """Drop every line and look that was drawn."""
        for kept in (self._strips, self._lit, self._drawn):
            kept.clear()
        for look in ("_inks", "_look", "_header_look", "_cursor_look"):
            self.__dict__.pop(look, None)
        self.refresh()
