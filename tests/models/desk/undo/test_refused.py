"""An undo is refused with its reason where anything has changed since, and where it is nobody's to make."""

from __future__ import annotations

import time

import pytest

from models.desk.desk import Desk
from models.errors import Refused, Unknown
from models.plans import Refusal
from tests.models.conftest import Clock, Run
from tests.models.desk.undo.content import changed, content
from tests.models.working import closed, draft, submitted, taken


def refusal(desk: Desk, journal: int | None = None) -> tuple[set[str], str]:
    """The codes and the sentence; the preview foretells them, and nothing is written."""
    before = content(desk), desk.journal()
    with pytest.raises(Refused) as refused:
        desk.undo(journal)
    assert desk.undo_preview(journal) == refused.value.refusal
    assert (content(desk), desk.journal()) == before
    return {reason.code for reason in refused.value.refusal.reasons}, str(refused.value)


def test_a_colleague_has_gone_on(desk: Desk, clock: Clock) -> None:
    case = submitted(desk)
    clock.now += 61_000
    desk.as_agent("bob").do("assign_to_me", case.number)
    codes, said = refusal(desk)
    assert codes == {"moved_on"}
    assert f"{case.number} has moved on since: bob did Assign to me at 09:01:01." in said


def test_a_time_is_said_by_this_machines_clock(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    case = submitted(desk)
    desk.as_agent("bob").do("assign_to_me", case.number)
    try:
        with monkeypatch.context() as zone:
            zone.setenv("TZ", "Europe/Berlin")
            time.tzset()
            assert "bob did Assign to me at 10:00:00." in refusal(desk)[1]
    finally:
        time.tzset()


def test_a_colleague_has_gone_on_with_a_line(desk: Desk) -> None:
    case = taken(desk)
    desk.do("request_information", case.number)
    desk.as_agent("bob").do("accept", case.lines[1])
    assert refusal(desk)[0] == {"moved_on"}


def test_of_several_records_all_that_moved_on_are_named(desk: Desk) -> None:
    cases = [draft(desk) for _ in range(3)]
    with desk.together():
        for case in cases:
            desk.do("submit", case.number)
    for case in cases[:2]:
        desk.as_agent("bob").do("assign_to_me", case.number)
    with pytest.raises(Refused) as refused:
        desk.undo()
    assert [each.record for each in refused.value.refusal.reasons] == [case.number for case in cases[:2]]
    assert desk.case(cases[2].number).state == "new"


def test_ones_own_later_work_is_taken_back_first(desk: Desk) -> None:
    case = submitted(desk)
    desk.do("assign_to_me", case.number)
    codes, said = refusal(desk, 2)
    assert codes == {"moved_on"}
    assert "take that back first: journal 3" in said
    desk.undo()
    assert desk.undo(2).state == "draft"


def test_a_note_stands_in_nobodys_way(desk: Desk) -> None:
    case = submitted(desk)
    desk.as_agent("bob").note(case.number, "Called")
    assert desk.undo().state == "draft"
    assert [entry.text for entry in desk.activity(case.number, kind="notes")] == ["Called"]


def test_an_action_is_undone_once_and_by_whoever_did_it(staffed: Desk) -> None:
    case = submitted(staffed)
    newest = staffed.journal()[0].id
    codes, said = refusal(staffed.as_agent("bob"), newest)
    assert codes == {"not_your_own"}
    assert "was done by ann" in said
    undone = staffed.undo()
    assert refusal(staffed, newest)[0] == {"undone_already"}
    assert refusal(staffed, undone.journal)[0] == {"is_an_undo"}
    assert staffed.case(case.number).state == "draft"


def test_who_may_only_read_by_now_takes_nothing_back(staffed: Desk) -> None:
    submitted(staffed)
    staffed.as_agent("fay").put("agent", {"name": "ann", "role": "viewer", "groups": []})
    assert refusal(staffed)[0] == {"role"}


def test_what_others_may_not_see_they_do_not_take_back(staffed: Desk) -> None:
    case = submitted(staffed)
    fay = staffed.as_agent("fay")
    fay.set_fields(case.number, {"assignment_group": "Billing"})
    fay.put("setting", {"name": "Cases:OnlyOwnGroups", "value": True})
    with pytest.raises(Unknown):
        staffed.undo()


def test_the_desk_itself_is_put_right_the_same_way(desk: Desk) -> None:
    desk.put("product", {"id": "P", "name": "Lamp"})
    codes, said = refusal(desk)
    assert codes == {"no_way_back"}
    assert "change it back the same way" in said


def test_what_was_erased_does_not_come_back(desk: Desk) -> None:
    case = draft(desk)
    desk.set_fields(case.number, {"short_description": "Joe is angry"})
    desk.session.database.run("UPDATE activity SET changes = '[]', text = '' WHERE case_id = 1001")
    assert refusal(desk)[0] == {"erased"}


def test_there_is_no_such_entry(desk: Desk) -> None:
    with pytest.raises(Unknown, match="There is no journal entry '99'"):
        desk.undo(99)
    assert isinstance(desk.undo_preview(), Refusal)


def test_an_operation_that_is_sent_twice_undoes_once(desk: Desk, run: Run) -> None:
    case = closed(desk)
    first = run(op="undo", op_id="u1")
    assert first["ok"]
    assert first["journal"] == desk.journal()[0].id
    assert run(op="undo", op_id="u1") == first
    assert desk.case(case.number).state == "resolved"
    assert run(op="undo", op_id="u2", journal=4)["record"] == case.number


def test_an_answer_names_record_journal_and_changes(desk: Desk, run: Run) -> None:
    case = submitted(desk, 0)
    assert run(op="undo", agent="ann") == {
        "ok": True,
        "record": case.number,
        "journal": 3,
        "version": 3,
        "changes": [
            {"record": case.number, "field": "state", "from": "new", "to": "draft", "because": "undo"}
        ],
    }
    refused = run(op="undo", agent="bob")
    assert (refused["error"], refused["open_actions"]) == ("refused", [])
    assert run(op="undo", journal=77)["error"] == "unknown"
    assert run(op="undo", journal="x")["error"] == "invalid"
    assert run(op="undo", record=case.number)["error"] == "invalid"
    assert case.number in str(run(op="undo"))


def test_only_what_changed_nothing_further_is_left_alone(desk: Desk) -> None:
    case = submitted(desk)
    other = draft(desk)
    before = content(desk)
    desk.set_fields(other.number, {"priority": "1"})
    desk.undo()
    assert not changed(desk, before)
    assert desk.case(case.number).state == "new"


def test_a_case_that_a_colleague_has_written_on_does_not_go(desk: Desk) -> None:
    case = draft(desk)
    desk.as_agent("bob").note(case.number, "He called again")
    codes, said = refusal(desk)
    assert codes == {"moved_on"}
    assert "bob did Work note" in said
    desk.as_agent("bob").undo()
    assert desk.undo().record == case.number


def test_a_line_that_was_deleted_before_anything_was_kept_of_it_does_not_come_back(desk: Desk) -> None:
    case = draft(desk)
    desk.delete_line(case.lines[0])
    desk.session.database.run("UPDATE activity SET kept = NULL")
    assert refusal(desk)[0] == {"erased"}


PARKED = """label = "Case"

[[machine.state]]
code = "parked"
label = "Parked"
glyph = "="
colour = "dim"

[[machine.action]]
code = "park"
label = "Park"

[[machine.action.transition]]
from = ["work_in_progress"]
to = "parked"

[[machine.action]]
code = "go_on"
label = "Go on"

[[machine.action.transition]]
from = ["parked"]
to = "work_in_progress"
"""


def test_there_is_no_way_back_to_a_state_that_the_rules_have_lost(desk: Desk) -> None:
    rules = desk.export_rules("case")
    desk.load_rules(rules.replace('label = "Case"', PARKED, 1))
    case = taken(desk, 0)
    desk.do("park", case.number)
    desk.do("go_on", case.number)
    desk.load_rules(rules)
    codes, said = refusal(desk)
    assert codes == {"unknown_state"}
    assert "was parked, a state that the rules no longer know" in said
