"""Creates, edits and notes, on a SQLite that writes ahead and on one that must not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from models.desk.desk import Desk
from models.errors import Invalid, Refused, Unknown
from models.plans import Change
from tests.models.conftest import MORNING, Clock
from tests.models.working import Worked, closed, draft, resolved, row_counts, submitted, taken


@pytest.fixture(autouse=True, params=["wal", "delete"])
def journal_mode(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    mode = str(request.param)
    monkeypatch.setattr("models.database.wal_is_safe", lambda version: mode == "wal")
    return mode


@pytest.fixture
def desk(journal_mode: str, url: str, clock: Clock) -> Iterator[Desk]:
    opened = Desk.open(url, agent="ann", clock=clock)
    assert opened.session.database.all("PRAGMA journal_mode") == [(journal_mode,)]
    yield opened
    opened.close()


def test_a_new_case_has_a_number_a_state_and_who_opened_it_when(desk: Desk) -> None:
    done = desk.new_case({"short_description": " Two short ", "priority": "2", "account": "Copper Inns"})
    assert (done.record, done.version, done.state) == ("ORDCS0001001", 1, "draft")
    case = desk.case("1001")
    assert (case.short_description, case.priority, case.account) == ("Two short", 2, "Copper Inns")
    assert (case.scope, case.assigned_to, case.service, case.version) == ("specific_lines", "", "", 1)
    assert (case.opened_at, case.opened_by, case.updated_at, case.updated_by) == (
        MORNING,
        "ann",
        MORNING,
        "ann",
    )


def test_numbers_go_up_and_are_never_given_twice(desk: Desk) -> None:
    first, second = draft(desk, 1), draft(desk, 1)
    assert (first.number, second.number) == ("ORDCS0001001", "ORDCS0001002")
    assert (first.lines, second.lines) == (("ORDCSL0001001",), ("ORDCSL0001002",))
    desk.delete_line("ORDCSL0001002")
    assert desk.add_line(second.number, {"about": "SO1/9"}).record == "ORDCSL0001003"


def test_a_case_with_a_wrong_line_is_not_made_at_all(desk: Desk) -> None:
    before = row_counts(desk)
    with pytest.raises(Invalid, match="about is required"):
        desk.new_case({"short_description": "Two short"}, [{"about": "SO1/1"}, {"about": " "}])
    assert row_counts(desk) == before
    assert draft(desk).number == "ORDCS0001001"


def test_a_line_copies_what_its_case_says_of_customer_urgency_and_people(desk: Desk) -> None:
    case = draft(
        desk,
        1,
        account="Copper Inns",
        contact="Jo",
        priority=1,
        assignment_group="Returns",
        assigned_to="ann",
    )
    desk.add_line(case.number, {"about": "SO1/2"})
    database = desk.session.database
    of_case = database.all(
        "SELECT account_id, contact_id, priority, assignment_group_id, assigned_to_id FROM cases"
    )
    of_lines = database.all(
        "SELECT account_id, contact_id, priority, assignment_group_id, assigned_to_id FROM case_lines"
    )
    assert of_lines == [of_case[0], of_case[0]]
    assert None not in of_case[0]
    assert {line.assigned_to for line in desk.case(case.number).lines} == {"ann"}


def test_a_line_added_later_is_born_in_draft(desk: Desk) -> None:
    case = taken(desk, 1)
    done = desk.add_line(case.number, {"about": "SO1/2", "requested_quantity": "3"})
    assert done.state == "draft"
    line = desk.line(done.record)
    assert (line.state, line.requested_quantity, line.about, line.found) == ("draft", 3, "SO1/2", False)
    assert desk.case(case.number).state == "work_in_progress"


@pytest.mark.parametrize("make", [resolved, closed])
def test_no_line_is_added_once_a_case_is_resolved(desk: Desk, make: Callable[[Desk], Worked]) -> None:
    case = make(desk)
    before = row_counts(desk)
    with pytest.raises(Refused, match="Add line needs Draft, New, Work in Progress or Awaiting Info"):
        desk.add_line(case.number, {"about": "SO1/9"})
    assert row_counts(desk) == before


def test_two_lines_of_a_case_are_not_about_the_same_thing(desk: Desk) -> None:
    case = submitted(desk, 2)
    with pytest.raises(Refused, match=f"{case.lines[0]} is about SO1/1 already") as refused:
        desk.add_line(case.number, {"about": "SO1/1"})
    assert [reason.code for reason in refused.value.refusal.reasons] == ["duplicate_about"]
    with pytest.raises(Refused, match="about SO1/2 already"):
        desk.set_fields(case.lines[0], {"about": "SO1/2"})
    with pytest.raises(Refused, match="about SO7 already"):
        desk.new_case({"short_description": "Twice"}, [{"about": "SO7"}, {"about": " SO7 "}])
    desk.do("cancel", case.lines[0])
    added = desk.add_line(case.number, {"about": "SO1/1"})
    assert desk.line(added.record).about == "SO1/1"
    desk.set_fields(case.lines[1], {"about": "SO1/2"})


def test_a_line_that_was_denied_still_stands_for_what_it_is_about(desk: Desk) -> None:
    case = taken(desk, 2)
    desk.do("deny", case.lines[0], {"close_notes": "Not in the contract"})
    with pytest.raises(Refused, match="about SO1/1 already"):
        desk.add_line(case.number, {"about": "SO1/1"})


def test_only_a_draft_line_of_a_draft_case_is_deleted(desk: Desk) -> None:
    case = draft(desk, 2)
    done = desk.delete_line(case.lines[0])
    assert done.changes == (Change(case.lines[0], "state", "draft", None, "delete"),)
    with pytest.raises(Unknown):
        desk.line(case.lines[0])
    assert [line.number for line in desk.case(case.number).lines] == [case.lines[1]]
    with pytest.raises(Invalid, match="cases are cancelled, only lines can be deleted"):
        desk.delete_line(case.number)
    desk.do("submit", case.number)
    late = desk.add_line(case.number, {"about": "SO1/9"}).record
    for line in (case.lines[1], late):
        with pytest.raises(Refused):
            desk.delete_line(line)
    assert len(desk.case(case.number).lines) == 2


def test_setting_what_is_so_already_changes_nothing(desk: Desk) -> None:
    case = draft(desk, 1, priority=2)
    before = row_counts(desk)
    done = desk.set_fields(
        case.number, {"priority": "2", "short_description": "Two lamps short", "account": ""}
    )
    assert (done.changes, done.version, done.journal) == ((), 1, 0)
    assert row_counts(desk) == before


def test_fields_are_set_and_emptied(desk: Desk) -> None:
    case = draft(desk, 1, account="Copper Inns", contact="Jo", consumer="Kim", assignment_group="Returns")
    fields = ("account", "contact", "consumer", "assignment_group")
    desk.set_fields(case.number, dict.fromkeys(fields))
    assert [getattr(desk.case(case.number), name) for name in fields] == [""] * 4
    desk.set_fields(case.number, {"account": "Blue Door", "order": "SO9", "channel": "Phone"})
    view = desk.case(case.number)
    assert (view.account, view.order, view.channel) == ("Blue Door", "SO9", "phone")
    desk.set_fields(case.lines[0], {"requested_quantity": None, "requested_date": "2026-04-01"})
    line = desk.line(case.lines[0])
    assert (line.requested_quantity, line.requested_date) == (None, "2026-04-01")
    desk.set_fields(case.lines[0], {"ordered_quantity": 0})
    assert desk.line(case.lines[0]).ordered_quantity == 0


def test_words_are_found_under_a_new_description(desk: Desk) -> None:
    case = draft(desk)
    desk.set_fields(case.number, {"short_description": "Vier STÜHLE zerkratzt"})
    assert desk.count(query="stühle").number == 1
    assert desk.count(query="lamps").number == 0
    desk.set_fields(case.number, {"account": "Blue Door"})
    assert desk.count(query="stühle door").number == 1


def test_a_final_case_takes_a_work_note_and_nothing_else(desk: Desk) -> None:
    case = closed(desk, 1)
    before = desk.case(case.number)
    counts = row_counts(desk)
    attempts: list[Callable[[], object]] = [
        lambda: desk.set_fields(case.number, {"priority": 1}),
        lambda: desk.set_fields(case.lines[0], {"about": "SO2"}),
        lambda: desk.add_line(case.number, {"about": "SO2"}),
        lambda: desk.delete_line(case.lines[0]),
        lambda: desk.note(case.number, "Hello", kind="comment"),
        lambda: desk.note(case.lines[0], "Hello", kind="comment"),
    ]
    for attempt in attempts:
        with pytest.raises(Refused):
            attempt()
    for number, verdicts in ((case.number, before.verdicts), (case.lines[0], before.lines[0].verdicts)):
        for verdict in verdicts:
            if not verdict.operation:
                with pytest.raises(Refused):
                    desk.do(verdict.action, number)
    assert row_counts(desk) == counts
    desk.note(case.number, "Customer called back")
    desk.note(case.lines[0], "About the first line")
    notes = desk.activity(case.number, kind="notes")
    assert [(note.record, note.text) for note in notes[:2]] == [
        (case.lines[0], "About the first line"),
        (case.number, "Customer called back"),
    ]
    assert desk.case(case.number) == before


def test_a_note_needs_a_text_and_a_kind(desk: Desk) -> None:
    case = draft(desk)
    for text, kind, said in (
        ("  ", "work_note", "needs a text"),
        ("Hello", "shout", "take work_note or comment"),
        ("x" * 1_000_001, "comment", "Shorten it"),
        ("half \ud83d", "work_note", "half of a character"),
    ):
        with pytest.raises(Invalid, match=said):
            desk.note(case.number, text, kind=kind)
    desk.note(case.number, "A NUL \0 is shown as one", kind="comment")
    assert desk.activity(case.number)[0].text == "A NUL \ufffd is shown as one"


def test_who_works_on_records_that_are_not_there_is_told(desk: Desk) -> None:
    for number in ("9999", "ORDCSL0009999", "SO0001001", "", "nonsense"):
        with pytest.raises(Unknown):
            desk.do("submit", number)
        with pytest.raises(Unknown):
            desk.case(number)
        with pytest.raises(Unknown):
            desk.note(number, "Hello")
        with pytest.raises(Unknown):
            desk.head_of(number)


def test_operations_are_not_fired_like_actions(desk: Desk) -> None:
    case = draft(desk)
    with pytest.raises(Invalid, match="use new, add, set, delete or note"):
        desk.do("edit", case.number)
    with pytest.raises(Invalid, match="has no action 'polish'; it has: submit, assign_to_me"):
        desk.do("polish", case.number)
    with pytest.raises(Invalid, match="lines are added to a case"):
        desk.add_line(case.lines[0], {"about": "SO2"})


def test_a_preview_tells_the_same_as_the_action_does_and_writes_nothing(desk: Desk) -> None:
    case = submitted(desk, 2)
    before = row_counts(desk)
    planned = desk.preview("assign_to_me", case.number)
    assert row_counts(desk) == before
    done = desk.do("assign_to_me", case.number)
    assert getattr(planned, "changes", None) == done.changes
    assert len(done.changes) == 4


def test_times_and_names_are_stamped_as_a_case_is_resolved_and_closed(desk: Desk, clock: Clock) -> None:
    case = resolved(desk.as_agent("bob"))
    clock.now += 5000
    desk.do("close", case.number, {"acceptance": "On the phone"})
    view = desk.case(case.number)
    assert (view.resolved_at, view.resolved_by) == (MORNING, "bob")
    assert (view.closed_at, view.closed_by, view.updated_at) == (MORNING + 5000, "ann", MORNING + 5000)
    assert desk.activity(case.number, kind="notes")[0].text == "On the phone"
