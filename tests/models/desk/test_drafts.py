"""Drafts: kept for one agent, bounded in size, number and age, erased with the record, and in no journal."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Desk, Invalid
from models.desk.drafts import EXPIRES, LONGEST, MOST, erase_drafts
from tests.tui.desks import NOON, Clock, filled_desk

FORM, CASE = "Work note", "ORDCS0001013"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return filled_desk(tmp_path)


def test_a_draft_comes_back_as_it_was_typed_and_to_its_agent_alone(desk: Desk) -> None:
    typed = {"text": "Zurück am Montag\n„später“ 你好", "kind": "work_note"}
    desk.drafts.keep(FORM, CASE, {"text": "Zur"})
    desk.drafts.keep(FORM, CASE, typed)
    draft = desk.drafts.of(FORM, CASE)
    assert draft is not None
    assert draft.held == typed
    assert len(desk.drafts.all()) == 1
    assert desk.as_agent("bob").drafts.all() == ()
    desk.as_agent("bob").drafts.drop(FORM, CASE)
    assert desk.drafts.of(FORM, CASE) == draft
    desk.drafts.drop(FORM, CASE)
    assert desk.drafts.all() == ()
    desk.close()


def test_a_draft_is_no_action(desk: Desk) -> None:
    before = (desk.journal(), desk.activity(CASE), desk.case(CASE).version)
    desk.drafts.keep(FORM, CASE, {"text": "a customer's words"})
    assert (desk.journal(), desk.activity(CASE), desk.case(CASE).version) == before
    desk.close()


def test_drafts_are_bounded_in_size_number_and_age(desk: Desk) -> None:
    clock = Clock()
    desk.session.clock = clock
    with pytest.raises(Invalid, match="too long to be kept"):
        desk.drafts.keep(FORM, CASE, {"text": "x" * LONGEST})
    desk.as_agent("bob").drafts.keep(FORM, CASE, {"text": "his"})
    for number in range(MOST + 5):
        clock.now = NOON + 1 + number
        desk.drafts.keep(FORM, f"ORDCS{number}", {"text": "x"})
    assert [draft.about for draft in desk.drafts.all()][:: MOST - 1] == [f"ORDCS{MOST + 4}", "ORDCS5"]
    assert desk.session.database.one("SELECT COUNT(1) FROM draft") == (MOST + 1,)
    clock.now += EXPIRES
    assert desk.drafts.all() == ()
    desk.drafts.keep(FORM, CASE, {"text": "new"})
    assert desk.session.database.one("SELECT COUNT(1) FROM draft") == (1,)
    desk.close()


def test_what_anybody_typed_about_a_record_can_be_erased(desk: Desk) -> None:
    for agent in ("ann", "bob"):
        desk.as_agent(agent).drafts.keep(FORM, CASE, {"text": "a customer's words"})
    desk.drafts.keep(FORM, "ORDCS0001001", {"text": "another's"})
    assert erase_drafts(desk.session, [CASE]) == 2
    assert [draft.about for draft in desk.drafts.all()] == ["ORDCS0001001"]
    desk.close()
