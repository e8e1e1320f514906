"""The lines of a list of records: each is drawn once from a window of rows and kept until it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import ClassVar, Generic, Protocol, TypeVar

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.badges import Badges, Inks
from tui.text import fit
from tui.widgets.columns import Look
from tui.widgets.row_window import R, Row, RowWindow

#: Lines above the rows.
HEADER = 1

Drawn_contra = TypeVar("Drawn_contra", bound=Row, contravariant=True)


class Columns(Protocol[Drawn_contra]):
    """The columns at one width of the terminal, and how a row and the header are drawn in them."""

    @property
    def width(self) -> int:
        """The terminal's width."""

    def row(self, row: Drawn_contra, badges: Badges, look: Look, now: int, company: str = "") -> Strip:
        """One record in one line, with who else is at it."""

    def header(self, sort: str, look: Look) -> Strip:
        """The names of the columns, with an arrow at the one that the list is sorted by."""


class RecordLines(Widget, Generic[R]):
    """Draws what is in sight of the window, below a header; a change draws the lines that it touches."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-table--header",
        "record-table--cursor",
        "record-table--bar",
    }

    def __init__(self, columns_at: Callable[[int], Columns[R]], badges: Badges) -> None:
        super().__init__()
        self.window = RowWindow[R]()
        self.sort = "-number"
        self.now = 0
        self._empty: Sequence[str] = ()
        self._columns_at = columns_at
        self._badges = badges
        self._columns = columns_at(80)
        self._strips: dict[int, Strip] = {}
        self._lit: dict[int, Strip] = {}
        self._drawn: dict[int, Strip] = {}
        self._company: Mapping[str, str] = {}

    def meet(self, company: Mapping[str, str]) -> None:
        """Show who else is at which record, by its number."""
        if company != self._company:
            before, self._company = self._in_sight(), company
            self._draw_changes(before)

    def relearn(self) -> None:
        """Ask for the columns again: what things are called has changed."""
        self._columns = self._columns_at(self._columns.width)
        self._forget()

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
            company = self._company.get(row.number, "")
            strip = strips[row.id] = self._columns.row(row, self._badges, look, self.now, company)
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

    def _in_sight(self) -> list[tuple[R | None, str, bool]]:
        """What each line shows: its row, who else is there, whether the cursor is on it."""
        window = self.window
        rows = window.rows[window.top : window.top + window.height]
        shown: list[tuple[R | None, str, bool]] = [
            (row, self._company.get(row.number, ""), place == window.cursor)
            for place, row in enumerate(rows, start=window.top)
        ]
        return shown + [(None, "", False)] * (window.height - len(shown))

    def _draw_changes(self, before: Sequence[tuple[R | None, str, bool]]) -> None:
        """Draw the lines that show something else than before."""
        after = self._in_sight()
        # What is out of sight is drawn when it comes in sight.
        self._strips.clear()
        self._lit.clear()
        lines = [y for y, (old, new) in enumerate(zip(before, after, strict=True), HEADER) if old != new]
        if not self.window.rows or before[0][0] is None:
            # An empty list says why it is empty.
            lines = list(range(HEADER, HEADER + self.window.height))
        for y in lines:
            self._drawn.pop(y, None)
        if lines:
            self.refresh(*(Region(0, y, self._columns.width, 1) for y in lines))

    def _forget(self) -> None:
        """Drop every line and look that was drawn."""
        for kept in (self._strips, self._lit, self._drawn):
            kept.clear()
        for look in ("_inks", "_look", "_header_look", "_cursor_look"):
            self.__dict__.pop(look, None)
        self.refresh()
