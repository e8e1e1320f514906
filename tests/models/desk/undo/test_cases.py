"""What was done to a case is taken back with all it caused, final states among it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.books import wrong_books
from models.desk.desk import Desk
from models.errors import Refused, Unknown
from models.plans import Change, Plan
from models.record_views import Done
from models.rulefile import shipped
from tests.models.conftest import Clock
from tests.models.desk.undo.content import changed, content
from tests.models.working import Worked, closed, draft, resolved, submitted, taken

Do = Callable[[Desk, Worked], object]
SOLVED = {"resolution_code": "solved", "resolution_notes": "Sent"}
DEEDS: dict[str, tuple[Callable[[Desk], Worked], Do]] = {
    "submit": (draft, lambda desk, case: desk.do("submit", case.number)),
    "assign_to_me": (submitted, lambda desk, case: desk.do("assign_to_me", case.number)),
    "request_information": (
        taken, lambda desk, case: desk.do("request_information", case.number, {"comment": "Which lamp?"}),
    ),
    "resolve": (
        taken,
        lambda desk, case: desk.do(
            "resolve", case.number,
            SOLVED | {"outcomes": dict(zip(case.lines, ("accepted", "denied"), strict=True))},
        ),
    ),
    "close": (resolved, lambda desk, case: desk.do("close", case.number, {"acceptance": "By phone"})),
    "cancel": (draft, lambda desk, case: desk.do("cancel", case.number, {"resolution_code": "solved"})),
    "reopen": (resolved, lambda desk, case: desk.do("reopen", case.number, {"reason": "Broken"})),
    "accept a line": (taken, lambda desk, case: desk.do("accept", case.lines[0], {"approved_quantity": 7})),
    "deny the last line": (
        lambda desk: taken(desk, 1), lambda desk, case: desk.do("deny", case.lines[0], {"close_notes": "No"}),
    ),
    "cancel a line": (taken, lambda desk, case: desk.do("cancel", case.lines[0])),
    "add": (taken, lambda desk, case: desk.add_line(case.number, {"about": "SO2/1"})),
    "set": (taken, lambda desk, case: desk.set_fields(case.number, {"contact": "Joe", "priority": "1"})),
    "set a line": (taken, lambda desk, case: desk.set_fields(case.lines[0], {"requested_quantity": 9})),
    "delete": (draft, lambda desk, case: desk.delete_line(case.lines[0])),
    "new": (draft, lambda desk, _: draft(desk, 3, account="Lamps Ltd")),
    "note": (closed, lambda desk, case: desk.note(case.number, "Called")),
    "comment": (taken, lambda desk, case: desk.note(case.number, "It is on its way.", kind="comment")),
}  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS)
def test_it_leaves_nothing_but_its_history(desk: Desk, clock: Clock, deed: str) -> None:
    desk.load_rules(shipped().replace("enabled = false", "enabled = true"))
    begin, do = DEEDS[deed]
    case = begin(desk)
    clock.now += 60_000
    before = content(desk)
    do(desk, case)
    assert changed(desk, before)
    clock.now += 60_000
    promised = desk.undo_preview()
    done = desk.undo()
    assert isinstance(promised, Plan)
    assert done.changes == promised.changes
    assert not changed(desk, before)
    assert not list(wrong_books(desk.session.database))


@pytest.mark.parametrize(("state", "begin"), [("closed", closed), ("cancelled", None)])
def test_a_final_state_is_left_by_its_undo_and_by_nothing_else(
    desk: Desk, state: str, begin: Callable[[Desk], Worked] | None
) -> None:
    case = begin(desk) if begin else draft(desk)
    if not begin:
        desk.do("cancel", case.number)
    assert desk.case(case.number).state == state
    assert not [each for each in desk.verdicts(case.number) if each.open and not each.operation]
    done = desk.undo()
    assert done.state == desk.case(case.number).state == ("resolved" if begin else "draft")
    assert desk.case(case.number).closed_by == ""


def test_it_is_an_entry_of_its_own_that_raises_the_version(desk: Desk) -> None:
    case = submitted(desk, 1)
    done = desk.undo()
    assert done == Done(
        case.number, 3, "draft", 3,
        (
            Change(case.number, "state", "new", "draft", "undo"),
            Change(case.lines[0], "state", "new", "draft", "undo"),
        ),
        (),
    )  # fmt: skip
    [entry, *_] = desk.journal(case.number)
    assert (entry.id, entry.action, entry.agent, entry.undoes) == (3, "undo", "ann", 2)
    assert desk.case(case.number).version == 3
    assert desk.activity(case.number)[0].action == "undo"


def test_one_after_the_other_goes_back_to_the_first(desk: Desk) -> None:
    case = taken(desk)
    states = [desk.undo().state for _ in range(3)]
    assert states == ["new", "draft", ""]
    with pytest.raises(Unknown):
        desk.case(case.number)
    with pytest.raises(Refused, match="There is nothing to undo"):
        desk.undo()
    assert desk.new_case({"short_description": "Next"}).record == "ORDCS0001002", "no number is given twice"


def test_several_records_are_one_action(desk: Desk) -> None:
    cases = [draft(desk) for _ in range(3)]
    before = content(desk)
    with desk.together():
        for case in cases:
            desk.do("submit", case.number)
    done = desk.undo()
    assert not changed(desk, before)
    assert {change.record for change in done.changes} == {
        number for case in cases for number in (case.number, *case.lines)
    }
    assert [desk.case(case.number).version for case in cases] == [3, 3, 3]
    assert not list(wrong_books(desk.session.database))
    with pytest.raises(Refused, match="undone already"):
        desk.undo(5)


def test_two_lines_of_one_case_are_one_action(desk: Desk) -> None:
    case = taken(desk)
    before = content(desk)
    with desk.together():
        for line in case.lines:
            desk.do("accept", line)
    assert desk.case(case.number).state == "resolved"
    desk.undo()
    assert not changed(desk, before)


def test_after_an_action_that_was_undone_the_one_before_can_be(desk: Desk) -> None:
    case = submitted(desk)
    desk.do("assign_to_me", case.number)
    desk.undo()
    desk.do("assign_to_me", case.number)
    desk.undo()
    assert desk.undo().state == "draft"


def test_the_journal_still_holds_no_word(desk: Desk) -> None:
    case = resolved(desk)
    desk.note(case.number, "Sent again, says Joe", kind="comment")
    desk.undo()
    desk.undo()
    rows = desk.session.database.all("SELECT * FROM journal_change")
    assert not [row for row in rows if "Sent again" in str(row)]
    assert "says Joe" not in str(desk.session.database.all("SELECT text, changes FROM activity"))
