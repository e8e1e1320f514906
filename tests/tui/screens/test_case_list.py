"""The list of cases: what it shows, how it moves, and what its keys do to the highlighted case."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from textual.pilot import Pilot

from models import Desk, shipped_rules
from tests.rig.pictures import Picture
from tests.tui.at_case import case_screen, press, seen
from tests.tui.at_list import NARROW, at_list, copied, highlighted, list_screen
from tests.tui.desks import empty_desk, filled_desk, many_cases
from tui import rest
from tui.commands import Keymap
from tui.widgets.case_window import BOUND


async def test_the_list_looks_as_it_should_at_132_columns(tmp_path: Path, picture: Picture) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "4", "j")
        await picture(pilot)


async def test_the_list_looks_as_it_should_at_80_columns(tmp_path: Path, picture: Picture) -> None:
    async with at_list(filled_desk(tmp_path), NARROW) as pilot:
        await press(pilot, "4")
        await picture(pilot)


async def test_the_list_looks_as_it_should_at_160_columns(tmp_path: Path, picture: Picture) -> None:
    async with at_list(filled_desk(tmp_path), (160, 48)) as pilot:
        await press(pilot, "3", "f")
        await picture(pilot)


async def test_an_empty_desk_says_what_would_fill_it(tmp_path: Path, picture: Picture) -> None:
    async with at_list(empty_desk(tmp_path), NARROW) as pilot:
        await picture(pilot)


async def test_a_filter_looks_as_it_should_while_it_is_typed(tmp_path: Path, picture: Picture) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "4", "/", "type:acme")
        await picture(pilot)


async def test_a_field_that_does_not_exist_is_said_above_the_filter(tmp_path: Path, picture: Picture) -> None:
    async with at_list(filled_desk(tmp_path), NARROW) as pilot:
        await press(pilot, "/", "type:colour:red")
        await picture(pilot)


async def test_the_help_looks_as_it_should(tmp_path: Path, picture: Picture) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "?")
        await picture(pilot)


async def test_the_help_looks_as_it_should_at_80_columns(tmp_path: Path, picture: Picture) -> None:
    async with at_list(filled_desk(tmp_path), NARROW) as pilot:
        await press(pilot, "?")
        await picture(pilot)


async def test_the_console_begins_with_the_first_view_that_holds_something(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path, "mia")) as pilot:
        assert list_screen(pilot).listing.view == "unassigned"


async def test_the_views_show_their_counts(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        assert "1 My cases 4  2 Unassigned 3  3 Open 10  4 All 13" in seen(pilot).splitlines()[1]


async def test_arrows_and_letters_move_the_cursor(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "4", "down", "j", "j", "up", "k")
        assert highlighted(pilot) == "12"
        await press(pilot, "G")
        assert highlighted(pilot) == "01"
        await press(pilot, "g", "g")
        assert highlighted(pilot) == "13"
        await press(pilot, "pagedown")
        assert highlighted(pilot) == "01"
        await press(pilot, "home", "end", "pageup")
        assert highlighted(pilot) == "13"


async def test_one_g_moves_nothing(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "4", "j", "g", "j", "g")
        assert highlighted(pilot) == "11"


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


async def test_after_a_change_of_the_rules_a_refresh_shows_the_new_state(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "4")
        rules = shipped_rules().replace('label = "Awaiting Info"', 'label = "On Hold"', 1)
        work = list_screen(pilot).bench.work
        await work.call(lambda desk: desk.as_agent("mia").load_rules(rules))
        assert "◊ On Hold" not in seen(pilot)
        await press(pilot, "f5")
        assert "◊ On Hold" in seen(pilot)


async def test_a_case_that_leaves_the_view_hands_the_cursor_to_the_next_one(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "2", "j", "a", "enter")
        assert "10" not in numbers(pilot)
        assert highlighted(pilot) == "07"
        assert "1 My cases 5  2 Unassigned 2" in seen(pilot)
        assert "Assign to me: New → Work in Progress, 2 more records went with it." in seen(pilot)


async def test_the_keys_of_the_highlighted_case_are_bright_and_the_barred_ones_still_there(
    tmp_path: Path,
) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "2")
        assert seen(pilot).splitlines()[-1].startswith(" a Assign to me  s Submit")
        await press(pilot, "G")
        assert seen(pilot).splitlines()[-1].startswith(" s Submit  x Cancel  a Assign to me")


async def test_a_key_right_after_a_move_is_about_the_case_it_moved_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        monkeypatch.setattr(rest, "REST_SECONDS", 3600)
        await pilot.press("j", "i")
        for _ in range(200):
            await pilot.pause()
            if "ORDCS0001011" in seen(pilot).splitlines()[-2]:
                break
        assert "ORDCS0001011 Information Received: Awaiting Info → Work in Progress." in seen(pilot)


async def test_a_barred_key_says_why(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "2", "c")
        assert "Close Case is barred" in seen(pilot)


async def test_enter_opens_the_case_and_esc_comes_back_to_it(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "4", "j", "enter")
        assert case_screen(pilot).record() == "ORDCS0001012"
        await press(pilot, "escape")
        assert pilot.app.screen is list_screen(pilot)
        assert highlighted(pilot) == "12"


async def test_what_was_done_on_the_case_screen_shows_in_the_list(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "2", "enter", "a", "enter", "escape")
        assert "12" not in numbers(pilot)
        assert "2 Unassigned 2" in seen(pilot)


async def test_capital_y_copies_the_number(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "4", "Y")
        assert copied(pilot) == "ORDCS0001013"
        assert "ORDCS0001013 is copied" in seen(pilot)
        await press(pilot, "j")
        assert "is copied" not in seen(pilot)


async def test_a_new_case_is_opened_and_stands_under_the_cursor_afterwards(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "4", "+", "type:Six plates", "ctrl+s")
        assert case_screen(pilot).record() == "ORDCS0001014"
        await press(pilot, "escape")
        assert highlighted(pilot) == "14"
        assert "Six plates" in seen(pilot)


async def test_while_the_filter_is_typed_the_bar_shows_the_keys_of_the_filter(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "/")
        assert seen(pilot).splitlines()[-1] == " enter Keep the filter  esc Clear it"
        await press(pilot, "enter")
        assert "? Help" in seen(pilot).splitlines()[-1]


async def test_a_terminal_without_room_for_a_row_comes_to_rest(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path), (30, 5)) as pilot:
        table = list_screen(pilot).table
        with patch.object(table, "_forget", side_effect=AssertionError("drawn afresh")):
            table.refresh()
            await pilot.pause()


async def test_q_leaves(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "q")
        assert not pilot.app.is_running


async def test_the_users_own_keys_are_used_and_shown(tmp_path: Path) -> None:
    keymap = Keymap({"list.filter": "f2", "case.submit": "z"})
    async with at_list(filled_desk(tmp_path), keymap=keymap) as pilot:
        await press(pilot, "2", "G")
        assert "z Submit" in seen(pilot)
        await press(pilot, "z")
        assert "Submit  ORDCS0001007" in seen(pilot)
        await press(pilot, "escape", "/")
        assert not list_screen(pilot).filter_bar.display
        await press(pilot, "f2")
        assert list_screen(pilot).filter_bar.display


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


def numbers(pilot: Pilot[None]) -> list[str]:
    """The last two digits of the numbers in sight."""
    return [line[11:13] for line in seen(pilot).splitlines()[:-2] if line[1:6] == "ORDCS"]
