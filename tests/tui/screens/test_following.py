"""A screen follows what others do and takes nothing from its agent: cursor, scroll, filter, what he types."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from models import Desk
from tests.rig.pictures import settled
from tests.tui.at_case import CASE, FIRST, ask, at_case, case_screen, lamps, press, seen
from tests.tui.at_list import at_list, highlighted, list_screen, numbers
from tests.tui.at_order import at_order, at_orders, order_screen
from tests.tui.at_place import at_place
from tests.tui.desks import filled_desk, many_cases
from tests.tui.shop import ORDER, mixed_basket
from tests.tui.together import colleague, until
from tui.screens.units import UnitsScreen


def file_many(desk: Desk, count: int) -> None:
    with desk.transaction():
        for each in range(count):
            desk.new_case({"short_description": f"late {each}"})


async def test_the_cursor_stays_on_its_case_and_its_line_when_rows_come_in_above(tmp_path: Path) -> None:
    desk = many_cases(tmp_path, 300)
    async with at_list(desk) as pilot:
        await press(pilot, "4", *["pagedown"] * 3, "j", "j")
        table = list_screen(pilot).table
        here, line = highlighted(pilot), table.window.cursor - table.window.top
        before = numbers(pilot)
        with colleague(desk) as bob:
            file_many(bob, 5)
            await until(pilot, lambda: "4 All 305" in seen(pilot))
        assert (highlighted(pilot), numbers(pilot)) == (here, before)
        assert table.window.cursor - table.window.top == line


async def test_at_the_top_of_the_list_new_cases_come_into_sight_and_the_cursor_goes_with_its_case(
    tmp_path: Path,
) -> None:
    desk = many_cases(tmp_path, 60)
    async with at_list(desk) as pilot:
        await press(pilot, "4")
        assert highlighted(pilot) == "60"
        with colleague(desk) as bob:
            file_many(bob, 2)
            await until(pilot, lambda: "late 1" in seen(pilot))
        assert numbers(pilot)[:3] == ["62", "61", "60"]
        assert highlighted(pilot) == "60"


async def test_where_a_case_leaves_the_view_the_cursor_takes_its_place_and_the_counts_follow(
    tmp_path: Path,
) -> None:
    desk = filled_desk(tmp_path)
    async with at_list(desk) as pilot:
        await press(pilot, "2", "j")
        assert (numbers(pilot), highlighted(pilot)) == (["12", "10", "07"], "10")
        with colleague(desk) as bob:
            bob.do("assign_to_me", "ORDCS0001010")
            await until(pilot, lambda: "2 Unassigned 2" in seen(pilot))
        assert (numbers(pilot), highlighted(pilot)) == (["12", "07"], "07")


async def test_the_last_case_that_leaves_the_view_leaves_the_words_of_an_empty_list(tmp_path: Path) -> None:
    desk = filled_desk(tmp_path)
    async with at_list(desk) as pilot:
        await press(pilot, "2", "/", "type:wrong", "enter")
        assert numbers(pilot) == ["12"]
        with colleague(desk) as bob:
            bob.do("assign_to_me", "ORDCS0001012")
            await until(pilot, lambda: "Nothing matches wrong" in seen(pilot))
        with colleague(desk) as bob:
            bob.new_case({"short_description": "wrong again"})
            await until(pilot, lambda: "wrong again" in seen(pilot))
        assert "Nothing matches" not in seen(pilot)


async def test_a_filter_that_is_being_typed_stays_as_it_is(tmp_path: Path) -> None:
    desk = filled_desk(tmp_path)
    async with at_list(desk) as pilot:
        await press(pilot, "4", "/", "type:acm")
        assert numbers(pilot) == ["13", "09", "04"]
        with colleague(desk) as bob:
            bob.set_fields("ORDCS0001009", {"short_description": "Cushions: all arrived"})
            await until(pilot, lambda: "all arrived" in seen(pilot))
        bar = list_screen(pilot).filter_bar
        assert (bar.value, bar.has_focus, bar.cursor_position) == ("acm", True, 3)
        await press(pilot, "e", "enter")
        assert "/ acme sort:-number" in seen(pilot)


async def test_what_is_the_same_as_before_is_not_drawn_again(tmp_path: Path) -> None:
    desk = filled_desk(tmp_path)
    async with at_list(desk) as pilot:
        await press(pilot, "4")
        table = list_screen(pilot).table
        drawn = dict(table._drawn)
        with colleague(desk) as bob:
            bob.set_fields("ORDCS0001009", {"short_description": "Cushions: all arrived"})
            await until(pilot, lambda: "all arrived" in seen(pilot))
        changed = [y for y, strip in table._drawn.items() if strip is not drawn[y]]
        assert len(changed) == 1


async def test_an_open_case_shows_what_a_colleague_did_and_says_so_where_nothing_moves(
    tmp_path: Path,
) -> None:
    desk = lamps(tmp_path, "submit")
    async with at_case(desk) as pilot:
        await press(pilot, "tab", "j")
        with colleague(desk) as bob:
            bob.do("assign_to_me", CASE)
            await until(pilot, lambda: "bob took it: Assign to me, 12:00:00" in seen(pilot))
            screen = case_screen(pilot)
            assert "► Work in Progress" in seen(pilot).splitlines()[1]
            assert (screen.line_table.cursor, screen.focused) == (1, screen.line_table)
            assert "y Accept" in seen(pilot)
            bob.do("accept", FIRST)
            await until(pilot, lambda: f"bob: Accept {FIRST}, 12:00:00" in seen(pilot))
            bob.note(CASE, "on its way")
            await until(pilot, lambda: "bob: Work note, 12:00:00" in seen(pilot))
        await press(pilot, "f")
        assert "bob:" not in seen(pilot)


async def test_what_case_and_line_both_know_is_called_as_on_the_one_that_it_was_done_to(
    tmp_path: Path,
) -> None:
    desk = lamps(tmp_path)
    async with at_case(desk) as pilot:
        with colleague(desk) as bob:
            bob.do("submit", CASE)
            await until(pilot, lambda: "bob: Submit, 12:00:00" in seen(pilot))


async def test_of_other_records_nothing_is_said(tmp_path: Path) -> None:
    desk = lamps(tmp_path, "submit")
    async with at_case(desk) as pilot:
        with colleague(desk) as bob:
            other = bob.new_case({"short_description": "another one"}).record
            bob.do("submit", other)
            bob.note(CASE, "the mark")
            await until(pilot, lambda: "the mark" in seen(pilot))
        assert other not in seen(pilot)


async def test_somebody_who_reads_old_entries_keeps_his_place(tmp_path: Path) -> None:
    desk = lamps(tmp_path)
    for number in range(250):
        desk.note(CASE, f"note {number}")
    async with at_case(desk) as pilot:
        screen = case_screen(pilot)
        await press(pilot, "shift+tab", "G", "G", *["k"] * 20)
        entry = screen.entries[screen.activity.rows.cursor]
        held = len(screen.entries)
        with colleague(desk) as bob:
            bob.note(CASE, "the newest")
            await until(pilot, lambda: screen.entries[0].text == "the newest")
        assert len(screen.entries) == held
        assert screen.entries[screen.activity.rows.cursor] == entry


async def test_a_half_written_note_and_its_cursor_stay_while_the_case_beneath_it_follows(
    tmp_path: Path,
) -> None:
    desk = lamps(tmp_path, "submit")
    async with at_case(desk) as pilot:
        await press(pilot, "n", "type:Warehouse found", "left", "left")
        area = pilot.app.screen.query_one(TextArea)
        before = (area.text, area.cursor_location)
        with colleague(desk) as bob:
            bob.do("assign_to_me", CASE)
            await until(pilot, lambda: case_screen(pilot).view.state == "work_in_progress")  # type: ignore[union-attr]  # it has been read
        assert (area.text, area.cursor_location, area.has_focus) == (*before, True)
        await press(pilot, "ctrl+s")
        [note] = await ask(pilot, lambda desk: desk.activity(CASE, kind="notes"))
        assert (note.agent, note.text) == ("ann", "Warehouse found")


async def test_a_half_filled_form_stays_and_what_came_between_is_said_before_it_is_overwritten(
    tmp_path: Path,
) -> None:
    desk = lamps(tmp_path)
    async with at_case(desk) as pilot:
        await press(pilot, "e", "type:!")
        field = pilot.app.screen.query(Input).first()
        with colleague(desk) as bob:
            bob.set_fields(CASE, {"priority": "1"})
            await until(pilot, lambda: "▲ 1 Critical" in seen(pilot) or case_screen(pilot).view.priority == 1)  # type: ignore[union-attr]  # it has been read
        assert field.value.endswith("!")
        await press(pilot, "ctrl+s")
        assert "bob was first: Edit, 12:00:00. ORDCS0001001 is Draft now. ctrl+s does Edit again." in seen(
            pilot
        )
        await press(pilot, "ctrl+s")
        case = await ask(pilot, lambda desk: desk.case(CASE))
        assert (case.short_description[-1], case.priority) == ("!", 1)


async def test_a_list_that_is_not_in_front_is_read_when_it_is_seen_again(tmp_path: Path) -> None:
    desk = filled_desk(tmp_path)
    async with at_list(desk) as pilot:
        await press(pilot, "4", "j", "enter")
        below = list_screen(pilot)
        with colleague(desk) as bob:
            bob.set_fields("ORDCS0001009", {"short_description": "Cushions: all arrived"})
            await until(pilot, lambda: below.outdated)
        assert "all arrived" not in str(below.table.window.rows)
        await press(pilot, "escape")
        assert "all arrived" in seen(pilot)
        assert highlighted(pilot) == "12"


async def test_a_basket_and_the_list_of_orders_follow_too(tmp_path: Path) -> None:
    desk = mixed_basket(tmp_path)
    async with at_order(desk) as pilot:
        screen = order_screen(pilot)
        await press(pilot, "j")
        line = screen.record()
        with colleague(desk) as bob:
            bob.set_fields(f"{ORDER}/1", {"quantity": 4})
            await until(pilot, lambda: screen.lines[0].quantity == 4)
        assert screen.record() == line
        assert "bob: " in seen(pilot)
    async with at_orders(desk) as pilot:
        with colleague(desk) as bob:
            made = bob.till.new_basket({"ou": "AMS"}).record
            await until(pilot, lambda: made[-3:] in seen(pilot))


async def test_the_other_places_follow_and_keep_their_cursor(tmp_path: Path) -> None:
    desk = mixed_basket(tmp_path)
    async with at_place(desk, UnitsScreen()) as pilot:
        await press(pilot, "j", "j", "enter", "j")
        screen = pilot.app.screen
        assert isinstance(screen, UnitsScreen)
        before = screen.record(), screen.settings.cursor, screen.focused
        with colleague(desk, "mia") as mia:
            mia.put("ou", {"id": "A-0", "name": "Aalst", "kinds": ["shop"], "parent": "NL-W"})
            await until(pilot, lambda: "Aalst" in seen(pilot))
        assert (screen.record(), screen.settings.cursor, screen.focused) == before


async def test_however_fast_others_work_one_reading_comes_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        screen, begun, go_on, ended = list_screen(pilot), asyncio.Semaphore(0), asyncio.Event(), []
        read_on = screen.read_on

        async def held() -> None:
            begun.release()
            await go_on.wait()
            await read_on()
            ended.append(True)

        monkeypatch.setattr(screen, "read_on", held)
        screen.follow()
        await begun.acquire()
        # While one is under way, however many there are make one more.
        for _ in range(50):
            screen.follow()
        assert begun.locked()
        go_on.set()
        await settled(pilot)
        assert len(ended) == 2
