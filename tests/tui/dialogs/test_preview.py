"""The preview: everything an action will change, seen before it is done, and what it asks for."""

from __future__ import annotations

from pathlib import Path

from tests.rig.pictures import Picture
from tests.tui.at_case import (
    CASE,
    FIRST,
    SECOND,
    THIRD,
    ask,
    at_case,
    case_screen,
    in_work,
    lamps,
    press,
    seen,
)
from tests.tui.desks import empty_desk
from tui.dialogs.preview import Preview


async def test_resolving_looks_as_it_should(tmp_path: Path, picture: Picture) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        await press(pilot, "r", "3", "enter", "type:Two lamps by courier")
        await picture(pilot)


async def test_resolving_looks_as_it_should_in_a_small_terminal(tmp_path: Path, picture: Picture) -> None:
    async with at_case(lamps(tmp_path, "submit", "assign_to_me"), (80, 24)) as pilot:
        await press(pilot, "r", "1")
        await picture(pilot)


async def test_a_cascade_is_shown_before_it_happens_and_escape_leaves_everything_as_it_was(
    tmp_path: Path,
) -> None:
    async with at_case(lamps(tmp_path)) as pilot:
        await press(pilot, "s")
        assert "This will change 4 records" in seen(pilot)
        assert seen(pilot).count("○ Draft → ● New") == 4
        await press(pilot, "escape")
        case = await ask(pilot, lambda desk: desk.case(CASE))
        assert [case.state, *(line.state for line in case.lines)] == ["draft"] * 4
        assert not isinstance(pilot.app.screen, Preview)


async def test_where_nothing_is_asked_the_changes_follow_the_title(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path)) as pilot:
        await press(pilot, "s")
        dialog = pilot.app.screen
        assert isinstance(dialog, Preview)
        assert not dialog.form.display
        await press(pilot, "escape")
    async with at_case(in_work(tmp_path / "other")) as pilot:
        await press(pilot, "r")
        dialog = pilot.app.screen
        assert isinstance(dialog, Preview)
        assert dialog.form.display


async def test_enter_goes_on_and_the_band_says_what_happened(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path)) as pilot:
        await press(pilot, "s", "enter")
        case = await ask(pilot, lambda desk: desk.case(CASE))
        assert [case.state, *(line.state for line in case.lines)] == ["new"] * 4
        assert f"{CASE} Submit: Draft → New, 3 " in seen(pilot)


async def test_settled_lines_are_said_to_stay_as_they_are(tmp_path: Path) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        await press(pilot, "r")
        assert "…001, …003  settled, stay as they are" in seen(pilot)


async def test_what_is_missing_is_listed_and_nothing_is_done_without_it(tmp_path: Path) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        await press(pilot, "r")
        assert "Resolve Case needs the resolution code." in seen(pilot)
        assert "Resolve Case needs the resolution notes." in seen(pilot)
        assert "An outcome is wanted for …002." in seen(pilot)
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Preview)
        assert (await ask(pilot, lambda desk: desk.case(CASE))).state == "work_in_progress"
        await press(pilot, "3")
        assert "Resolve Case needs the resolution code." not in seen(pilot)


async def test_a_code_preselects_the_outcome_and_the_agents_own_outcome_stays(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path, "submit", "assign_to_me")) as pilot:
        await press(pilot, "r", "1")
        assert seen(pilot).count("√ Resolved - Accepted") == 3
        await press(pilot, "3")
        assert seen(pilot).count("× Resolved - Denied") == 3
        await press(pilot, "tab", "tab", "j", "y")
        assert seen(pilot).count("√ Resolved - Accepted") == 1
        await press(pilot, "shift+tab", "shift+tab", "5")
        assert seen(pilot).count("√ Resolved - Accepted") == 1
        assert seen(pilot).count("× Resolved - Denied") == 2


async def test_each_line_takes_the_outcome_that_was_given_to_it(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path, "submit", "assign_to_me")) as pilot:
        await press(pilot, "r", "3", "enter", "type:two of three", "tab", "y", "d", "y", "enter")
        case = await ask(pilot, lambda desk: desk.case(CASE))
        assert case.state == "resolved"
        assert {line.number: line.state for line in case.lines} == {
            FIRST: "resolved_accepted",
            SECOND: "resolved_denied",
            THIRD: "resolved_accepted",
        }
        assert case.lines[1].close_notes == "two of three"


async def test_capitals_give_all_lines_one_outcome(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path, "submit", "assign_to_me")) as pilot:
        await press(pilot, "r", "3", "tab", "tab", "Y")
        assert seen(pilot).count("√ Resolved - Accepted") == 3


async def test_something_final_asks_and_the_safe_answer_has_the_focus(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path)) as pilot:
        await press(pilot, "x")
        assert "Cancelled is final" in seen(pilot)
        await press(pilot, "enter")
        assert (await ask(pilot, lambda desk: desk.case(CASE))).state == "draft"
        await press(pilot, "x", "y")
        case = await ask(pilot, lambda desk: desk.case(CASE))
        assert [case.state, *(line.state for line in case.lines)] == ["cancelled"] * 4


async def test_a_final_action_with_a_form_goes_to_the_question_before_it_is_done(tmp_path: Path) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        await press(pilot, "tab", "j", "y", "tab", "ctrl+s")
        assert (await ask(pilot, lambda desk: desk.line(SECOND))).state == "work_in_progress"
        await press(pilot, "enter")
        assert not isinstance(pilot.app.screen, Preview)
        assert (await ask(pilot, lambda desk: desk.line(SECOND))).state == "work_in_progress"
        await press(pilot, "y", "tab", "backspace", "5", "ctrl+s", "y")
        line = await ask(pilot, lambda desk: desk.line(SECOND))
        assert (line.state, line.approved_quantity) == ("resolved_accepted", 5)
        assert (await ask(pilot, lambda desk: desk.case(CASE))).state == "resolved"


async def test_a_colleagues_case_is_taken_over_only_after_a_question(tmp_path: Path) -> None:
    async with at_case(in_work(tmp_path, agent="bob")) as pilot:
        await ask(pilot, lambda desk: desk.as_agent("ann").do("assign_to_me", CASE))
        await press(pilot, "f5", "a")
        assert "ann" in seen(pilot)
        await press(pilot, "enter")
        assert (await ask(pilot, lambda desk: desk.case(CASE))).assigned_to == "ann"
        await press(pilot, "a", "y")
        assert (await ask(pilot, lambda desk: desk.case(CASE))).assigned_to == "bob"


async def test_a_change_beneath_an_open_preview_is_said_and_what_was_typed_stays(tmp_path: Path) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        await press(pilot, "r", "3", "enter", "type:sent again")
        await ask(pilot, lambda desk: desk.as_agent("bob").set_fields(CASE, {"priority": "1"}))
        await press(pilot, "enter")
        assert "bob" in seen(pilot)
        assert "sent again" in seen(pilot)
        assert (await ask(pilot, lambda desk: desk.case(CASE))).state == "work_in_progress"
        await press(pilot, "enter")
        assert (await ask(pilot, lambda desk: desk.case(CASE))).state == "resolved"
        assert case_screen(pilot).view is not None


async def test_the_answers_stay_in_sight_whatever_the_number_of_changes(tmp_path: Path) -> None:
    desk = empty_desk(tmp_path)
    desk.new_case({"short_description": "long"}, [{"about": f"SO1/{number}"} for number in range(250)])
    desk.do("submit", CASE)
    desk.do("assign_to_me", CASE)
    async with at_case(desk, (80, 24)) as pilot:
        await press(pilot, "r", "1", "enter", "type:all of them")
        assert "This will change 251 records" in seen(pilot)
        assert "leave everything as it is" in seen(pilot)
        await press(pilot, "tab", "G")
        assert "…250          ► Work in Progress → √ Resolved - Accepted" in seen(pilot)


async def test_who_goes_on_with_what_a_colleague_has_done_meanwhile_reads_that_he_was_first(
    tmp_path: Path,
) -> None:
    async with at_case(lamps(tmp_path), (80, 24)) as pilot:
        await press(pilot, "s")
        assert isinstance(pilot.app.screen, Preview)
        await ask(pilot, lambda desk: desk.as_agent("bob").do("submit", CASE))
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Preview)
        assert "× bob was first: Submit, 12:00:00." in seen(pilot)
        assert "is New now. Submit is not open any more." in " ".join(seen(pilot).replace("│", " ").split())
        await press(pilot, "escape")
        assert len(await ask(pilot, lambda desk: desk.journal(CASE))) == 2
