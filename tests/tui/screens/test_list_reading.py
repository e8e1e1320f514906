"""What the list of cases reads: views, filter, order, and pages of a long list."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

from models import Desk
from tests.tui.at_case import press, seen
from tests.tui.at_list import at_list, highlighted, list_screen, numbers
from tests.tui.desks import filled_desk, many_cases
from tui.widgets.row_window import BOUND


async def test_the_console_begins_with_the_first_view_that_holds_something(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path, "mia")) as pilot:
        assert list_screen(pilot).listing.view == "unassigned"


async def test_the_views_show_their_counts(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        assert "1 My cases 4  2 Unassigned 3  3 Open 10  4 All 13" in seen(pilot).splitlines()[1]


async def test_left_and_right_go_through_the_views(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "l", "right", "h")
        assert list_screen(pilot).listing.view == "unassigned"
        await press(pilot, "h", "h", "h")
        assert list_screen(pilot).listing.view == "my"


async def test_the_filter_is_live_and_esc_clears_it(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "4", "/", "type:lamps")
        assert "Two lamps" in seen(pilot)
        assert "Entered twice" not in seen(pilot)
        assert "1 of 13" in seen(pilot)
        await press(pilot, "enter")
        assert list_screen(pilot).listing.query == "lamps"
        await press(pilot, "escape")
        assert list_screen(pilot).listing.query == ""
        assert "Entered twice" in seen(pilot)


async def test_esc_while_typing_clears_the_filter_at_once(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "4", "/", "type:lamps", "escape")
        assert list_screen(pilot).listing.query == ""
        assert pilot.app.focused is list_screen(pilot).table


async def test_letters_in_the_filter_fire_nothing(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "2", "/", "type:q1a", "left")
        assert list_screen(pilot).wanted.query == "q1a"
        assert list_screen(pilot).listing.view == "unassigned"


async def test_a_field_that_does_not_exist_leaves_the_list_as_it_was(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "4", "/", "type:colour:red", "enter")
        assert list_screen(pilot).listing.query != "colour:red"
        await press(pilot, "escape", "f")
        assert list_screen(pilot).listing.sort == "priority"


async def test_a_filter_that_can_not_be_read_is_mended_and_not_typed_again(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "4", "/", "type:state:bogus", "enter")
        assert "'bogus' is not one of" in seen(pilot)
        assert list_screen(pilot).filter_bar.display
        await press(pilot, *["backspace"] * 5, "type:new", "enter")
        assert list_screen(pilot).listing.query == "state:new"
        assert not list_screen(pilot).filter_bar.display


async def test_the_order_goes_round_and_can_be_turned(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "4", "f", "home")
        assert highlighted(pilot) == "10"
        assert "sort:priority" in seen(pilot)
        await press(pilot, "f", "home")
        assert highlighted(pilot) == "01"
        assert "Age ▼" in seen(pilot)
        await press(pilot, "F", "home")
        assert highlighted(pilot) == "13"
        await press(pilot, "f")
        assert "Number ▼" in seen(pilot)


async def test_the_cursor_stays_on_its_case_when_the_order_changes(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "4", "j", "j", "j", "f")
        assert highlighted(pilot) == "10"
        await press(pilot, "F")
        assert highlighted(pilot) == "10"


async def test_the_cursor_stays_on_its_case_when_others_come_in(tmp_path: Path) -> None:
    desk = filled_desk(tmp_path)
    async with at_list(desk) as pilot:
        await press(pilot, "4", "j", "j")
        await list_screen(pilot).bench.work.call(lambda desk: desk.new_case({"short_description": "new"}))
        await press(pilot, "f5")
        assert highlighted(pilot) == "11"
        assert "4 All 14" in seen(pilot)


async def test_a_case_that_leaves_the_view_hands_the_cursor_to_the_next_one(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "2", "j", "a", "enter")
        assert "10" not in numbers(pilot)
        assert highlighted(pilot) == "07"
        assert "1 My cases 5  2 Unassigned 2" in seen(pilot)
        assert "Assign to me: New → Work in Progress, 2 more records went with it." in seen(pilot)


async def test_a_long_list_is_read_in_pages_and_never_held_whole(tmp_path: Path) -> None:
    async with at_list(many_cases(tmp_path, BOUND + 400), (80, 130)) as pilot:
        await press(pilot, "4")
        table = list_screen(pilot).table
        for _ in range(10):
            await press(pilot, "pagedown")
        assert table.window.rows[-1].number == "ORDCS0001001"
        assert highlighted(pilot) == "01"
        assert len(table.window.rows) <= BOUND
        for _ in range(10):
            await press(pilot, "pageup")
        assert table.highlighted is not None
        assert table.highlighted.number == "ORDCS0002000"
        assert len(table.window.rows) <= BOUND


async def test_the_ends_of_a_long_list_are_one_key_away(tmp_path: Path) -> None:
    async with at_list(many_cases(tmp_path, 400)) as pilot:
        await press(pilot, "4", "G")
        assert list_screen(pilot).record() == "ORDCS0001001"
        assert numbers(pilot)[-1] == "01"
        await press(pilot, "g", "g")
        assert list_screen(pilot).record() == "ORDCS0001400"


async def test_a_move_of_the_cursor_reads_no_page_and_lays_nothing_out(tmp_path: Path) -> None:
    async with at_list(many_cases(tmp_path, 100)) as pilot:
        screen = list_screen(pilot)
        layouts = screen.table._layout_updates
        with patch.object(Desk, "page", side_effect=AssertionError("a page was read")):
            await press(pilot, "j", "j", "j", "k")
        assert screen.table._layout_updates == layouts
