"""A column of rows with a cursor, drawn line by line: what is not on the screen costs nothing."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.events import Click, Key, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from tui.commands import COMMANDS, Keys, pressed
from tui.typed_ahead import MovedByKeys

#: The cells in front of each row that hold the cursor's bar.
GUTTER = 1
#: The bar's colour on the row that the keys act on, and on the one that is only remembered.
BARS = {"lit": "$badge-accent", "kept": "$badge-dim"}


def default_keys() -> Keys:
    """The keys that move a cursor, where no keymap says otherwise."""
    return Keys(command for command in COMMANDS if command.moves)


class RowList(ScrollView, MovedByKeys, can_focus=True, inherit_bindings=False):
    """Entries of one or more rows each; the cursor goes from entry to entry.

    A subclass hands its entries to `show_entries` and says in `draw` how one looks.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--cursor"}

    #: Whether the list takes its keys itself; where it doesn't, its screen moves it.
    TAKES_KEYS: ClassVar[bool] = True
    #: Whether the cursor's place stays marked while something else has the focus.
    KEEPS_MARK: ClassVar[bool] = False

    cursor: reactive[int] = reactive(0, repaint=False)

    class Moved(Message):
        """The cursor rests on another entry."""

        def __init__(self, rows: RowList, cursor: int) -> None:
            self.rows = rows
            self.cursor = cursor
            super().__init__()

        @property
        def control(self) -> RowList:
            """The list it happened in."""
            return self.rows

    class Chosen(Moved):
        """``enter`` was pressed on an entry."""

    def __init__(self, keys: Keys | None = None) -> None:
        super().__init__()
        self._keys = keys or default_keys()
        self._count = 0
        self._starts: list[int] = []
        self._owners: list[int] = []
        self._drawn: dict[int, list[Content]] = {}
        self._strips: dict[tuple[int, int, str], Strip] = {}
        self._laid_width = 0

    def draw(self, index: int, width: int) -> list[Content]:
        """The rows of one entry; each is cut to ``width`` cells."""
        raise NotImplementedError

    def height_of(self, index: int, width: int) -> int:
        """How many rows an entry takes; lists whose entries all take one need not draw them to know."""
        return 1

    def show_entries(self, count: int, *, cursor: int = 0) -> None:
        """Draw ``count`` entries afresh, with the cursor on the one given or the nearest there is."""
        self._count = count
        self._lay_out()
        self.cursor = cursor
        self.refresh(layout=True)

    def redraw(self) -> None:
        """Draw the same entries afresh."""
        self._lay_out()
        self.refresh()

    @property
    def count(self) -> int:
        """How many entries there are."""
        return self._count

    @property
    def shows_cursor(self) -> bool:
        """Whether the cursor is drawn: where the keys go to the list."""
        return self.has_focus

    def validate_cursor(self, cursor: int) -> int:
        """The nearest entry there is."""
        return max(0, min(cursor, self._count - 1))

    def watch_cursor(self, before: int, after: int) -> None:
        """Draw the cursor where it is now, and tell."""
        self._refresh_entry(before)
        self._refresh_entry(after)
        self._follow()
        if before != after:
            self.post_message(self.Moved(self, after))

    def on_resize(self, event: Resize) -> None:
        """Lay the entries out, where the width is a new one."""
        if self._width != self._laid_width:
            self._lay_out()
        self._follow()

    def notify_style_update(self) -> None:
        """Draw in the new colours."""
        self._strips.clear()
        super().notify_style_update()

    def on_focus(self) -> None:
        """Draw the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw no cursor."""
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Put the cursor on the entry that was clicked."""
        row = int(self.scroll_offset.y) + event.y
        if 0 <= row < len(self._owners):
            self.cursor = self._owners[row]

    def on_key(self, event: Key) -> None:
        """Move the cursor, or choose the entry it is on."""
        if self.TAKES_KEYS and self.takes_at_once(event, self):
            event.stop()
            event.prevent_default()

    def take_key(self, event: Key) -> bool:
        """Move or choose at this key; False where it means neither."""
        command = self._keys.press(pressed(event.key, event.character)) if self.TAKES_KEYS else None
        if command is not None:
            self.move(command.id)
        elif self.TAKES_KEYS and event.key == "enter" and self._count:
            self.post_message(self.Chosen(self, self.cursor))
        else:
            return False
        return True

    def move(self, command: str) -> None:
        """Move the cursor as a command of the group ``move`` says."""
        match command:
            case "move.up":
                self.cursor -= 1
            case "move.down":
                self.cursor += 1
            case "move.page_up":
                self._page(-1)
            case "move.page_down":
                self._page(1)
            case "move.first":
                self.cursor = 0
            case "move.last":
                self.cursor = self._count - 1

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        width = self._width
        row = int(self.scroll_offset.y) + y
        if not 0 <= row < len(self._owners):
            return Strip.blank(width, self.rich_style)
        index = self._owners[row]
        here = index == self.cursor
        mark = "lit" if here and self.shows_cursor else "kept" if here and self.KEEPS_MARK else ""
        key = row, width, mark
        if key not in self._strips:
            self._strips[key] = self._strip(row, width, mark)
        return self._strips[key]

    def _strip(self, row: int, width: int, mark: str) -> Strip:
        index = self._owners[row]
        if index not in self._drawn:
            self._drawn[index] = self.draw(index, width - GUTTER)
        rows = self._drawn[index]
        part = row - self._starts[index]
        said = rows[part].truncate(width - GUTTER, ellipsis=True) if part < len(rows) else Content("")
        style = self.get_visual_style("row-list--cursor") if mark == "lit" else self.visual_style
        bar = ("▌", BARS[mark]) if mark else " "
        line = Content.assemble(bar, said)
        return Visual.to_strips(self, line, width, 1, style, pad=True)[0]

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _page(self, pages: int) -> None:
        if self._count:
            row = self._starts[self.cursor] + pages * max(1, self.size.height - 1)
            self.cursor = self._owners[max(0, min(row, len(self._owners) - 1))]

    def _refresh_entry(self, index: int) -> None:
        if 0 <= index < len(self._starts):
            self.refresh_lines(self._starts[index], self._end(index) - self._starts[index])

    def _end(self, index: int) -> int:
        return self._starts[index + 1] if index + 1 < len(self._starts) else len(self._owners)

    def _lay_out(self) -> None:
        self._drawn.clear()
        self._strips.clear()
        self._laid_width = self._width
        self._starts, self._owners = [], []
        width = max(1, self._width - GUTTER)
        for index in range(self._count):
            self._starts.append(len(self._owners))
            self._owners += [index] * self.height_of(index, width)
        # It never scrolls sideways: a width would only have everything laid out again when the bar comes.
        self.virtual_size = Size(0, len(self._owners))

    def _follow(self) -> None:
        """Keep the cursor's entry in sight, its first row above all."""
        if not self._count or not self.size.height:
            return
        start = self._starts[self.cursor]
        height = min(self._end(self.cursor) - start, self.size.height)
        self.scroll_to_region(Region(0, start, self._width, height), animate=False, force=True)
