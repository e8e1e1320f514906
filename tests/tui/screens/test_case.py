"""The case screen: what it shows, what has the focus, and what its keys do."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Desk
from tests.models.test_own_rules import with_on_hold
from tests.rig.pictures import Picture, settled
from tests.tui.at_case import CASE, FIRST, SECOND, ask, at_case, case_screen, in_work, lamps, press, seen
from tests.tui.desks import empty_desk
from tui.commands import Keymap
from tui.dialogs.preview import Preview
from tui.screens.case import CaseScreen
from tui.widgets.case_header import CaseHeader


async def test_a_case_looks_as_it_should_at_132_columns(tmp_path: Path, picture: Picture) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        await picture(pilot)


async def test_a_case_looks_as_it_should_at_80_columns(tmp_path: Path, picture: Picture) -> None:
    async with at_case(in_work(tmp_path), (80, 24)) as pilot:
        await picture(pilot)


async def test_the_header_has_the_focus_first_and_tab_goes_round(tmp_path: Path) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        screen = case_screen(pilot)
        assert isinstance(screen.focused, CaseHeader)
        parts = []
        for _ in range(3):
            await press(pilot, "tab")
            parts.append(screen.focused)
        assert parts == [screen.line_table, screen.activity.rows, screen.header]
        await press(pilot, "shift+tab")
        assert screen.activity.rows.has_focus


async def test_the_action_bar_is_about_the_part_in_focus(tmp_path: Path) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        assert "r Resolve Case" in seen(pilot)
        assert "y Accept" not in seen(pilot)
        await press(pilot, "tab", "j")
        assert case_screen(pilot).record() == SECOND
        assert "line …002" in seen(pilot)
        assert "y Accept" in seen(pilot)


async def test_an_action_that_touches_its_own_record_only_just_happens_and_is_said(tmp_path: Path) -> None:
    desk = empty_desk(tmp_path)
    desk.new_case({"short_description": "no lines"})
    async with at_case(desk) as pilot:
        await press(pilot, "s")
        assert (await ask(pilot, lambda desk: desk.case(CASE))).state == "new"
        assert f"{CASE} Submit: Draft → New." in seen(pilot)
        assert "● New" in seen(pilot).splitlines()[1]


async def test_a_key_that_lines_do_not_know_is_the_cases(tmp_path: Path) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        await press(pilot, "tab", "r")
        assert "Resolve Case  ORDCS0001001" in seen(pilot)


async def test_a_key_of_the_lines_acts_on_the_highlighted_line(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path, "submit")) as pilot:
        await press(pilot, "tab", "j", "a")
        assert "Start  ORDCSL0001002" in seen(pilot)
        assert "This will change 2 records" in seen(pilot)
        await press(pilot, "enter")
        case = await ask(pilot, lambda desk: desk.case(CASE))
        assert [line.state for line in case.lines] == ["new", "work_in_progress", "new"]
        assert (case.state, case.assigned_to) == ("work_in_progress", "ann")


@pytest.mark.parametrize(
    ("presses", "kind"), [(1, "notes"), (2, "changes"), (3, "all")], ids=["notes", "changes", "all"]
)
async def test_f_filters_the_activity_by_kind(tmp_path: Path, presses: int, kind: str) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        await press(pilot, *["f"] * presses)
        screen = case_screen(pilot)
        assert screen.activity.kind == kind
        kinds = {entry.kind for entry in screen.entries}
        expected = {"notes": {"comment", "work_note"}, "changes": {"change"}}
        assert kinds == expected.get(kind, {"comment", "work_note", "change"})


async def test_activity_is_read_on_when_its_end_is_reached(tmp_path: Path) -> None:
    desk = lamps(tmp_path)
    for number in range(150):
        desk.note(CASE, f"note {number}")
    async with at_case(desk) as pilot:
        screen = case_screen(pilot)
        assert len(screen.entries) == 100
        await press(pilot, "shift+tab", "G")
        assert len(screen.entries) == 151
        await press(pilot, "G")
        assert "created" in seen(pilot)


async def test_all_lines_of_a_long_case_can_be_reached_and_the_actions_stay_in_sight(tmp_path: Path) -> None:
    desk = empty_desk(tmp_path)
    desk.new_case({"short_description": "long"}, [{"about": f"SO1/{number}"} for number in range(450)])
    async with at_case(desk) as pilot:
        screen = case_screen(pilot)
        assert len(screen.lines) == 200
        assert "What you can do" in seen(pilot)
        await press(pilot, "tab", "G", "G", "G")
        assert len(screen.lines) == 450
        assert "SO1/449" in seen(pilot)


async def test_escape_goes_back_to_the_list(tmp_path: Path) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        await press(pilot, "escape")
        assert pilot.app.screen.NAME == "cases"  # type: ignore[attr-defined]  # a screen of ours


async def test_a_colleagues_change_is_stale_and_the_case_is_read_again(tmp_path: Path) -> None:
    desk = empty_desk(tmp_path)
    desk.new_case({"short_description": "no lines"})
    desk.do("submit", CASE)
    async with at_case(desk) as pilot:
        await ask(pilot, lambda desk: desk.as_agent("bob").do("assign_to_me", CASE))
        before = await ask(pilot, lambda desk: len(desk.journal(CASE)))
        await press(pilot, "a")
        await settled(pilot)
        case = await ask(pilot, lambda desk: desk.case(CASE))
        assert case.assigned_to == "bob"
        assert await ask(pilot, lambda desk: len(desk.journal(CASE))) == before
        assert "× bob was first: Assign to me, 12:00:00." in seen(pilot)
        assert f"{CASE} is Work in Progress now. a does Assign to me again." in seen(pilot)
        assert "► Work in Progress" in seen(pilot).splitlines()[1]
        await press(pilot, "a")
        assert "Take it over?" in seen(pilot), seen(pilot)
        await press(pilot, "y")
        assert (await ask(pilot, lambda desk: desk.case(CASE))).assigned_to == "ann"


async def test_what_is_over_is_not_offered_again(tmp_path: Path) -> None:
    desk = empty_desk(tmp_path)
    desk.new_case({"short_description": "no lines"})
    async with at_case(desk) as pilot:
        await ask(pilot, lambda desk: desk.as_agent("bob").do("cancel", CASE))
        await press(pilot, "s")
        said = f"× bob was first: Cancel, 12:00:00. {CASE} is Cancelled now. Submit is not open any more."
        assert said in seen(pilot)
        assert "× Cancelled" in seen(pilot).splitlines()[1]


async def test_enter_shows_all_of_a_line(tmp_path: Path) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        await press(pilot, "tab", "enter")
        assert f"Line  {FIRST}" in seen(pilot)
        assert "Approved quantity   2" in seen(pilot)
        await press(pilot, "escape")
        assert "Approved quantity   2" not in seen(pilot)


async def test_enter_shows_the_whole_of_a_long_note(tmp_path: Path) -> None:
    desk = lamps(tmp_path)
    desk.note(CASE, "\n".join(f"row {number}" for number in range(40)))
    async with at_case(desk, (132, 60)) as pilot:
        assert "… enter shows all" in seen(pilot)
        assert "row 39" not in seen(pilot)
        await press(pilot, "shift+tab", "enter")
        assert "row 39" in seen(pilot)


async def test_markup_and_escape_sequences_in_a_case_are_shown_as_they_are(tmp_path: Path) -> None:
    bad = "[/x]\x1b[31m[@click=app.quit]go"
    desk = empty_desk(tmp_path)
    desk.new_case(
        {"short_description": bad, "account": bad, "contact": bad, "order": bad},
        [{"about": bad, "current_location": bad}],
    )
    desk.note(CASE, bad)
    shown = "[/x]�[31m[@click=app.quit]go"
    async with at_case(desk) as pilot:
        assert seen(pilot).count(shown) >= 6
        assert "\x1b" not in seen(pilot)
        await press(pilot, "tab", "enter")
        assert shown in seen(pilot)
        await press(pilot, "escape", "e")
        assert shown in seen(pilot)


async def test_a_desks_own_states_and_actions_work_by_the_keys_of_their_rows(tmp_path: Path) -> None:
    desk = Desk.open(f"sqlite:///{tmp_path / 'desk.db'}", agent="ann")
    desk.load_rules(with_on_hold())
    desk.new_case({"short_description": "Two short"}, [{"about": "SO1/1"}])
    for action in ("submit", "assign_to_me"):
        desk.do(action, CASE)
    async with at_case(desk) as pilot:
        assert "H Put on hold" in seen(pilot)
        await press(pilot, "H", "type:the shop is closed", "enter")
        assert "= On Hold" in seen(pilot).splitlines()[1]
        assert "H Go on" in seen(pilot)
        await press(pilot, "H", "enter")
        assert "► Work in Progress" in seen(pilot).splitlines()[1]


async def test_the_users_own_key_of_an_action_takes_the_place_of_the_rows(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path), keymap=Keymap({"case.submit": "S", "case.filter": "v"})) as pilot:
        assert "S Submit" in seen(pilot)
        await press(pilot, "s")
        assert not isinstance(pilot.app.screen, Preview)
        await press(pilot, "v")
        assert case_screen(pilot).activity.kind == "notes"
        await press(pilot, "S")
        assert isinstance(pilot.app.screen, Preview)


async def test_a_case_that_is_not_there_is_said_where_the_agent_was(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path), number="ORDCS0009999") as pilot:
        assert not isinstance(pilot.app.screen, CaseScreen)
        assert "ORDCS0009999" in seen(pilot)


async def test_a_key_that_comes_before_the_case_is_read_is_not_lost(tmp_path: Path) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        screen = case_screen(pilot)
        screen.view = None
        assert screen.fire_key("n")
        assert pilot.app.screen is screen
        screen.reread()
        await settled(pilot)
        assert "Work note" in seen(pilot)
        assert pilot.app.screen is not screen
