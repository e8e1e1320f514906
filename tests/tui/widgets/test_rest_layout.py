"""A long list takes the rows that the other parts leave, and its scroll bar comes with it, in one pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from tests.tui.at_order import at_order
from tests.tui.shop import placed_order
from tui.widgets.rest_layout import RestColumn
from tui.widgets.row_list import RowList

HEIGHT, LEAST = 20, 3


class Numbers(RowList):
    """Rows of numbers, as high as they are many."""

    DEFAULT_CSS = "Numbers { height: auto; overflow-x: hidden; scrollbar-size-vertical: 1; }"

    def draw(self, index: int, width: int) -> list[Content]:
        return [Content(str(index))]


class Console(App[None]):
    """A head of two rows, the numbers, and a foot behind a row of margin."""

    CSS = "#foot { margin-top: 1; height: auto; } #column { height: 1fr; }"

    def compose(self) -> ComposeResult:
        self.column = RestColumn(lambda: self.size.height, LEAST, id="column")
        self.numbers = Numbers()
        self.column.give_rest_to(self.numbers)
        self.foot = Static("one\ntwo", id="foot")
        with self.column:
            yield Static("head\nhead")
            yield self.numbers
            yield self.foot


@pytest.mark.parametrize(
    ("count", "rows", "bar"), [(4, 4, False), (15, 15, False), (16, 15, True), (200, 15, True)]
)
async def test_the_list_is_as_high_as_its_rows_or_as_what_the_others_leave(
    count: int, rows: int, bar: bool
) -> None:
    app = Console()
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        app.numbers.show_entries(count)
        await pilot.pause()
        assert (app.numbers.size.height, app.numbers.show_vertical_scrollbar) == (rows, bar)
        assert app.foot.region.bottom == 2 + rows + 1 + 2


async def test_the_list_gives_way_and_grows_with_the_others_and_with_the_terminal() -> None:
    app = Console()
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        app.numbers.show_entries(200)
        app.foot.update("one\ntwo\nthree\nfour")
        await pilot.pause()
        assert app.numbers.size.height == 13
        await pilot.resize_terminal(40, HEIGHT + 10)
        assert app.numbers.size.height == 23
        app.foot.update("\n".join("abcdefghijklmnopqrstuvwxyz12345"))
        await pilot.pause()
        assert app.numbers.size.height == LEAST


async def test_the_scroll_bar_has_its_place_in_the_same_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Console()
    bars: list[int] = []
    usual = Screen._refresh_layout

    def refresh_layout(self: Screen[None], size: Size | None = None, scroll: bool = False) -> None:
        usual(self, size, scroll)
        bars.append(app.numbers.vertical_scrollbar.size.height)

    async with app.run_test(size=(40, HEIGHT)) as pilot:
        monkeypatch.setattr(Screen, "_refresh_layout", refresh_layout)
        app.numbers.show_entries(200)
        await pilot.pause()
    assert bars[0] == 15


@pytest.mark.parametrize(("width", "name"), [(99, "-narrow"), (100, "-wide")])
async def test_a_record_is_laid_out_for_its_width_from_the_first_time_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int, name: str
) -> None:
    seen = []
    usual = Screen._refresh_layout

    def refresh_layout(self: Screen[None], size: Size | None = None, scroll: bool = False) -> None:
        if self.id != "_default" and self.query("#record"):
            seen.append(self.has_class(name))
        usual(self, size, scroll)

    monkeypatch.setattr(Screen, "_refresh_layout", refresh_layout)
    async with at_order(placed_order(tmp_path), (width, 40)):
        assert seen
    assert all(seen)
