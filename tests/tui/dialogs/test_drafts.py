"""Drafts in forms: ``esc`` keeps one, the form offers it, sending or one key removes it."""

from __future__ import annotations

from pathlib import Path

from tests.rig.pictures import settled
from tests.tui.at_case import CASE, SECOND, ask, at_case, in_work, press, seen
from tests.tui.desks import NOON
from tui.app import CasedeskApp
from tui.dialogs.form_dialog import FormDialog
from tui.dialogs.preview import Preview

OFFER = "Your draft is filled in; ctrl+r throws it away."


async def test_esc_keeps_a_note_and_the_form_offers_it_until_it_is_sent(tmp_path: Path) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        await press(pilot, "n", "type:Zurück am Montag", "escape")
        assert not isinstance(pilot.app.screen, FormDialog)
        await press(pilot, "n")
        assert OFFER in seen(pilot)
        await press(pilot, "end", "type:, spät", "ctrl+s")
        activity = await ask(pilot, lambda desk: desk.activity(CASE, kind="notes"))
        assert activity[0].text == "Zurück am Montag, spät"
        assert await ask(pilot, lambda desk: desk.drafts.all()) == ()
        await press(pilot, "n")
        assert OFFER not in seen(pilot)


async def test_one_key_throws_the_draft_away_and_shows_what_the_desk_has(tmp_path: Path) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        text = (await ask(pilot, lambda desk: desk.case(CASE))).short_description
        await press(pilot, "e", "end", "type: and more", "escape", "e")
        assert OFFER in seen(pilot)
        assert f"{text} and more" in seen(pilot)
        await press(pilot, "ctrl+r")
        assert OFFER not in seen(pilot)
        assert f"{text} and more" not in seen(pilot)
        assert await ask(pilot, lambda desk: desk.drafts.all()) == ()


async def test_a_draft_of_an_edit_changes_what_was_typed_and_nothing_else(tmp_path: Path) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        text = (await ask(pilot, lambda desk: desk.case(CASE))).short_description
        await press(pilot, "e", "end", "type: and more", "escape")
        await ask(pilot, lambda desk: desk.as_agent("bob").set_fields(CASE, {"account": "Villa Sol"}))
        await press(pilot, "f5", "e", "ctrl+s", "ctrl+s")
        case = await ask(pilot, lambda desk: desk.case(CASE))
        assert case.short_description == f"{text} and more"


async def test_a_form_left_as_it_was_keeps_nothing(tmp_path: Path) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        await press(pilot, "e", "escape", "n", "x", "backspace", "escape")
        assert await ask(pilot, lambda desk: desk.drafts.all()) == ()


async def test_what_an_action_asks_for_is_kept_as_well(tmp_path: Path) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        await press(pilot, "tab", "j", "d", "type:Never ordered", "escape")
        [draft] = await ask(pilot, lambda desk: desk.drafts.all())
        assert (draft.about, draft.held["close_notes"]) == (SECOND, "Never ordered")
        await press(pilot, "d")
        assert OFFER in seen(pilot)
        await press(pilot, "ctrl+s", "y")
        assert not isinstance(pilot.app.screen, Preview)
        line = await ask(pilot, lambda desk: desk.line(SECOND))
        assert (line.state, line.close_notes) == ("resolved_denied", "Never ordered")
        assert await ask(pilot, lambda desk: desk.drafts.all()) == ()


async def test_an_action_that_asks_for_nothing_keeps_nothing(tmp_path: Path) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        await press(pilot, "tab", "j", "x", "escape")
        assert await ask(pilot, lambda desk: desk.drafts.all()) == ()


async def test_the_console_tells_of_a_draft_when_it_opens(tmp_path: Path) -> None:
    desk = in_work(tmp_path)
    desk.drafts.keep("Work note", CASE, {"text": "half"})
    app = CasedeskApp(desk, now=lambda: NOON)
    async with app.run_test(size=(132, 30)) as pilot:
        await settled(pilot)
        assert f"1 draft is kept: Work note on {CASE}." in seen(pilot)
    desk.close()
