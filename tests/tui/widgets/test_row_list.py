"""The column of rows: the cursor goes from entry to entry, and only what is seen is drawn."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from tui.looks import THEME
from tui.widgets.row_list import RowList


class Numbers(RowList):
    """Entry 3 takes four rows, all others one."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: set[int] = set()

    def height_of(self, index: int, width: int) -> int:
        return 4 if index == 3 else 1

    def draw(self, index: int, width: int) -> list[Content]:
        self.drawn.add(index)
        return [Content(f"entry {index} row {row}") for row in range(self.height_of(index, width))]


class Host(App[None]):
    """Shows a thousand entries in ten rows."""

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(THEME)
        self.theme = THEME.name
        self.numbers = Numbers()

    def compose(self) -> ComposeResult:
        self.numbers.styles.height = 10
        yield self.numbers

    def on_mount(self) -> None:
        self.numbers.show_entries(1000)
        self.numbers.focus()


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        (["j", "j", "k"], 1),
        (["down"] * 5, 5),
        (["up"], 0),
        (["G"], 999),
        (["end", "home"], 0),
        (["G", "g", "g"], 0),
        (["pagedown"], 6),
        (["pagedown", "pageup"], 0),
    ],
    ids=["jk", "arrows", "stops at the top", "G", "home", "gg", "page down", "page up"],
)
async def test_keys_move_the_cursor_from_entry_to_entry(keys: list[str], cursor: int) -> None:
    app = Host()
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert app.numbers.cursor == cursor


async def test_only_what_is_on_the_screen_is_drawn() -> None:
    app = Host()
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        assert app.numbers.drawn == set(range(7))
        await pilot.press("G")
        await pilot.pause()
        assert 999 in app.numbers.drawn
        assert len(app.numbers.drawn) < 30


async def test_the_cursors_entry_is_in_sight_with_its_first_row() -> None:
    app = Host()
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("G")
        app.numbers.cursor = 4
        await pilot.press("k")
        await pilot.pause()
        assert app.numbers.cursor == 3
        assert app.numbers.scroll_offset.y <= 3


async def test_fewer_entries_keep_the_cursor_on_one_that_exists() -> None:
    app = Host()
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("G")
        app.numbers.show_entries(5, cursor=app.numbers.cursor)
        await pilot.pause()
        assert app.numbers.cursor == 4
        app.numbers.show_entries(0)
        await pilot.press("j", "G", "pagedown")
        assert app.numbers.count == 0
