"""A list of records, drawn line by line from a window of rows: a million cost what a screenful costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual import events
from textual.geometry import Region
from textual.message import Message

from tui.badges import Badges
from tui.commands import Keys, pressed
from tui.messages import RecordOpened, RowHighlighted
from tui.typed_ahead import MovedByKeys
from tui.widgets.record_lines import HEADER, Columns, RecordLines
from tui.widgets.row_window import R, Rows

#: Rows that one step of the mouse wheel moves.
WHEEL = 3


class RecordTable(RecordLines[R], MovedByKeys, can_focus=True):
    """Shows rows under a header, with a cursor; asks for more when it comes near the end of those it has.

    A move of the cursor draws two lines afresh; every line is drawn once and kept.
    """

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
        super().__init__(columns_at, badges)
        self._keys = keys
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

    def renew(self, read: Rows[R]) -> bool:
        """Show the rows as others have left them; only lines that have changed are drawn afresh.

        Says whether it could: see `RowWindow.renew`.
        """
        highlighted, before = self.highlighted, self._in_sight()
        if not self.window.renew(read):
            return False
        self._asked = None
        self._draw_changes(before)
        self._look_ahead()
        if self.highlighted != highlighted:
            self.post_message(RowHighlighted(moved=False))
        return True

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
        if self.takes_at_once(event, self):
            event.stop()

    def take_key(self, event: events.Key) -> bool:
        """Move at this key; False where it means no move, nor the first half of one."""
        command = self._keys.press(pressed(event.key, event.character))
        move = self._moves.get(command.id) if command else None
        if move is not None:
            move()
        return move is not None or self._keys.waiting

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
