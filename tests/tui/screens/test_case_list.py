"""The list of cases: what it shows, how it moves, and what its keys do to the highlighted case."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from models import shipped_rules
from tests.rig.pictures import Picture
from tests.tui.at_case import ask, case_screen, press, seen
from tests.tui.at_list import NARROW, at_list, copied, highlighted, list_screen, numbers
from tests.tui.desks import empty_desk, filled_desk
from tui import rest
from tui.commands import Keymap


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


async def test_after_a_change_of_the_rules_a_refresh_shows_the_new_state(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "4")
        rules = shipped_rules().replace('label = "Awaiting Info"', 'label = "On Hold"', 1)
        work = list_screen(pilot).bench.work
        await work.call(lambda desk: desk.as_agent("mia").load_rules(rules))
        assert "◊ On Hold" not in seen(pilot)
        await press(pilot, "f5")
        assert "◊ On Hold" in seen(pilot)


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


async def test_a_key_on_a_row_that_has_moved_on_says_who_was_first_and_fires_when_it_is_pressed_again(
    tmp_path: Path,
) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "4", "j")
        await ask(pilot, lambda desk: desk.as_agent("bob").do("assign_to_me", "ORDCS0001012"))
        await press(pilot, "a")
        said = (
            "× bob was first: Assign to me, 12:00:00. ORDCS0001012 is Work in Progress now. a does Assign to"
        )
        assert said in seen(pilot)
        assert "▌ORDCS0001012  ► Work in Progress" in seen(pilot)
        await press(pilot, "a", "y")
        assert (await ask(pilot, lambda desk: desk.case("ORDCS0001012"))).assigned_to == "ann"


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
