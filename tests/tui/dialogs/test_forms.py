"""Forms: cases and lines written and changed, notes, and the one thing that is deleted."""

from __future__ import annotations

from pathlib import Path

from tests.rig.pictures import Picture, settled
from tests.tui.at_case import CASE, FIRST, SECOND, ask, at_case, in_work, lamps, press, seen
from tests.tui.desks import NOON, empty_desk
from tui.app import CasedeskApp
from tui.dialogs.confirm import Confirm
from tui.dialogs.form_dialog import FormDialog


async def test_the_case_form_looks_as_it_should(tmp_path: Path, picture: Picture) -> None:
    async with at_case(lamps(tmp_path), (80, 24)) as pilot:
        await press(pilot, "e")
        await picture(pilot)


async def test_the_line_form_looks_as_it_should(tmp_path: Path, picture: Picture) -> None:
    async with at_case(lamps(tmp_path)) as pilot:
        await press(pilot, "+", "type:SO0001017/4", "enter", "2")
        await picture(pilot)


async def test_the_note_dialog_looks_as_it_should(tmp_path: Path, picture: Picture) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        await press(pilot, "n", "type:Called back, nobody there.", "ctrl+j", "type:Tomorrow again.")
        await picture(pilot)


async def test_the_question_before_deleting_looks_as_it_should(tmp_path: Path, picture: Picture) -> None:
    async with at_case(lamps(tmp_path)) as pilot:
        await press(pilot, "tab", "-")
        await picture(pilot)


async def test_a_new_case_is_written_from_the_list(tmp_path: Path) -> None:
    app = CasedeskApp(empty_desk(tmp_path), now=lambda: NOON)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "+", "type:Lamp broken", "enter", "type:Villa Sol")
        await press(pilot, *["enter"] * 7, "2", "ctrl+s")
        case = await ask(pilot, lambda desk: desk.case(CASE))
        assert (case.short_description, case.account, case.priority) == ("Lamp broken", "Villa Sol", 2)
        assert case.state == "draft"


async def test_what_the_desk_does_not_take_is_said_and_nothing_typed_is_lost(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path)) as pilot:
        await press(pilot, "+", "ctrl+s")
        assert isinstance(pilot.app.screen, FormDialog)
        assert "× " in seen(pilot)
        await press(pilot, "type:SO0001017/2", "ctrl+s")
        assert isinstance(pilot.app.screen, FormDialog)
        assert "SO0001017/2" in seen(pilot)
        await press(pilot, "backspace", "4", "ctrl+s")
        lines = await ask(pilot, lambda desk: desk.case(CASE).lines)
        assert [line.about for line in lines][-1] == "SO0001017/4"


async def test_enter_in_the_last_field_sends(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path)) as pilot:
        await press(pilot, "+", "type:SO0001017/4", *["enter"] * 9)
        assert await ask(pilot, lambda desk: desk.case(CASE).lines_total) == 4


async def test_an_edit_sends_only_what_was_changed(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path)) as pilot:
        await press(pilot, "e", "type:!", "ctrl+s")
        case = await ask(pilot, lambda desk: desk.case(CASE))
        assert case.short_description == "Two lamps short, one shade cracked!"
        newest = (await ask(pilot, lambda desk: desk.journal(CASE, limit=1)))[0]
        assert [change.field for change in newest.changes] == ["short_description"]


async def test_an_edit_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path)) as pilot:
        before = await ask(pilot, lambda desk: desk.case(CASE).version)
        await press(pilot, "e", "ctrl+s")
        assert not isinstance(pilot.app.screen, FormDialog)
        assert await ask(pilot, lambda desk: desk.case(CASE).version) == before


async def test_a_line_is_edited_where_it_is_highlighted(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path)) as pilot:
        await press(pilot, "tab", "j", "e", *["tab"] * 3, "backspace", "type:5", "ctrl+s")
        line = await ask(pilot, lambda desk: desk.line(SECOND))
        assert line.requested_quantity == 5


async def test_a_work_note_and_a_comment_are_two_kinds(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path)) as pilot:
        await press(pilot, "n", "type:inside", "enter")
        await press(pilot, "N", "type:outside", "enter")
        entries = await ask(pilot, lambda desk: desk.activity(CASE, kind="notes"))
        assert [(entry.kind, entry.text) for entry in entries] == [
            ("comment", "outside"),
            ("work_note", "inside"),
        ]
        assert "outside" in seen(pilot)


async def test_a_line_is_deleted_only_after_a_yes(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path)) as pilot:
        await press(pilot, "tab", "-")
        assert isinstance(pilot.app.screen, Confirm)
        await press(pilot, "enter")
        assert await ask(pilot, lambda desk: desk.case(CASE).lines_total) == 3
        await press(pilot, "-", "y")
        lines = await ask(pilot, lambda desk: desk.case(CASE).lines)
        assert FIRST not in [line.number for line in lines]
        assert len(lines) == 2


async def test_somebody_elses_change_beneath_a_form_is_said_before_it_is_overwritten(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path)) as pilot:
        await press(pilot, "e", "type:!")
        await ask(pilot, lambda desk: desk.as_agent("bob").set_fields(CASE, {"priority": "1"}))
        await press(pilot, "ctrl+s")
        assert "bob was first: " in seen(pilot)
        await press(pilot, "ctrl+s")
        case = await ask(pilot, lambda desk: desk.case(CASE))
        assert (case.short_description[-1], case.priority) == ("!", 1)
