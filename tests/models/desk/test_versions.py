"""Versions rise with every change, and who acts on an old one is told who was first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Barrier, Thread

import pytest

from models.desk.desk import Desk
from models.errors import DeskError, Stale
from models.record_views import Done
from tests.models.working import Worked, draft, row_counts, submitted, taken


@pytest.fixture
def other(url: str) -> Iterator[Desk]:
    """A colleague's console on the same file."""
    opened = Desk.open(url, agent="bob")
    yield opened
    opened.close()


def versions(desk: Desk, case: Worked) -> tuple[int, ...]:
    view = desk.case(case.number)
    return (view.version, *(line.version for line in view.lines))


def test_a_note_or_comment_raises_no_version(desk: Desk) -> None:
    case = draft(desk)
    desk.note(case.number, "Called")
    desk.note(case.number, "Hello", kind="comment")
    desk.note(case.lines[0], "About this line")
    assert versions(desk, case) == (1, 1, 1)


def test_an_action_raises_the_version_of_each_record_that_it_changes_by_one(desk: Desk) -> None:
    case = draft(desk)
    assert desk.do("submit", case.number).version == 2
    assert versions(desk, case) == (2, 2, 2)
    assert desk.do("assign_to_me", case.number).version == 3
    assert versions(desk, case) == (3, 3, 3)


LINE_CHANGES: dict[str, Callable[[Desk, str], Done]] = {
    "action": lambda desk, line: desk.do("request_information", line),
    "edit": lambda desk, line: desk.set_fields(line, {"ordered_quantity": 5}),
    "cancel": lambda desk, line: desk.do("cancel", line),
}


@pytest.mark.parametrize("change", LINE_CHANGES)
def test_any_change_to_a_line_raises_the_version_of_its_case(change: str, desk: Desk) -> None:
    case = taken(desk)
    before = versions(desk, case)
    done = LINE_CHANGES[change](desk, case.lines[1])
    assert versions(desk, case) == (before[0] + 1, before[1], before[2] + 1)
    assert done.version == before[2] + 1


def test_a_line_that_comes_or_goes_raises_the_version_of_its_case(desk: Desk) -> None:
    case = draft(desk)
    desk.add_line(case.number, {"about": "SO2"})
    assert versions(desk, case) == (2, 1, 1, 1)
    desk.delete_line(case.lines[0])
    assert versions(desk, case) == (3, 1, 1)


def test_what_a_line_does_to_its_case_is_one_version_more(desk: Desk) -> None:
    case = submitted(desk)
    desk.do("start", case.lines[0])
    assert versions(desk, case) == (3, 3, 2)
    assert desk.case(case.number).state == "work_in_progress"


WRITES: dict[str, Callable[[Desk, Worked, int], Done]] = {
    "do": lambda desk, case, version: desk.do("assign_to_me", case.number, version=version),
    "set": lambda desk, case, version: desk.set_fields(case.number, {"priority": 1}, version=version),
    "add": lambda desk, case, version: desk.add_line(case.number, {"about": "SO2"}, version=version),
    "do line": lambda desk, case, version: desk.do("start", case.lines[0], version=version),
    "set line": lambda desk, case, version: desk.set_fields(case.lines[0], {"about": "SO2"}, version=version),
    "delete line": lambda desk, case, version: desk.delete_line(case.lines[0], version=version),
}


@pytest.mark.parametrize("write", WRITES)
def test_a_write_on_an_old_version_is_refused_and_says_who_did_what(
    write: str, desk: Desk, other: Desk
) -> None:
    case = submitted(desk)
    other.session.clock = desk.session.clock
    other.do("assign_to_me", case.number)
    before = row_counts(desk)
    with pytest.raises(Stale, match="moved on from version 2 to 3: bob, Assign to me, 09:00:00") as stale:
        WRITES[write](desk, case, 2)
    assert (stale.value.who, stale.value.what, stale.value.exit_code) == ("bob", "assign_to_me", 4)
    assert row_counts(desk) == before
    assert versions(desk, case) == (3, 3, 3)


def test_a_line_changed_since_is_noticed_by_whoever_acts_on_its_case(desk: Desk, other: Desk) -> None:
    case = taken(desk)
    seen = desk.case(case.number).version
    other.do("request_information", case.lines[0])
    with pytest.raises(Stale):
        desk.do("request_information", case.number, version=seen)


def test_the_version_that_is_there_is_the_right_one(desk: Desk) -> None:
    case = submitted(desk)
    assert desk.do("assign_to_me", case.number, version=2).version == 3
    with pytest.raises(Stale, match="from version 9 to 3"):
        desk.do("assign_to_me", case.number, version=9)


def test_two_agents_who_press_at_once_end_as_one_who_has_it_and_one_who_is_told(url: str, desk: Desk) -> None:
    case = submitted(desk)
    start = Barrier(2)
    said: dict[str, object] = {}

    def press(name: str) -> None:
        console = Desk.open(url, agent=name)
        start.wait()
        try:
            said[name] = console.do("assign_to_me", case.number, version=2)
        except DeskError as error:
            said[name] = error
        console.close()

    pressing = [Thread(target=press, args=(name,)) for name in ("bob", "cem")]
    for thread in pressing:
        thread.start()
    for thread in pressing:
        thread.join()
    [winner] = [name for name, answer in said.items() if isinstance(answer, Done)]
    [loser] = [answer for answer in said.values() if isinstance(answer, Stale)]
    assert (loser.who, loser.what) == (winner, "assign_to_me")
    assert desk.case(case.number).assigned_to == winner
    assert [each.action for each in desk.journal(case.number)] == ["assign_to_me", "submit", "new"]


def test_an_action_is_one_journal_entry_with_all_that_it_caused(desk: Desk) -> None:
    case = submitted(desk, 3)
    before = desk.journal()[0].id
    done = desk.do("assign_to_me", case.number)
    [entry] = [each for each in desk.journal() if each.id > before]
    assert (entry.id, entry.agent, entry.action, entry.record) == (
        done.journal,
        "ann",
        "assign_to_me",
        case.number,
    )
    assert [(change.record, change.field, change.before, change.after) for change in entry.changes] == [
        (case.number, "state", "new", "work_in_progress"),
        (case.number, "assigned_to", "", "ann"),
        *((line, "state", "new", "work_in_progress") for line in case.lines),
    ]


def test_what_a_line_causes_upwards_stands_in_the_same_entry(desk: Desk) -> None:
    case = taken(desk, 1)
    done = desk.do("accept", case.lines[0], {"resolution_code": "solved"})
    [entry] = [each for each in desk.journal(case.number) if each.id == done.journal]
    assert {change.record for change in entry.changes} == {case.number, case.lines[0]}
    assert {change.because for change in entry.changes} == {"accept", "lines_settled"}
    assert desk.journal(case.lines[0])[0].id == done.journal


def test_the_history_of_a_line_leaves_out_what_did_not_touch_it(desk: Desk) -> None:
    case = submitted(desk, 2)
    desk.do("start", case.lines[0])
    desk.set_fields(case.number, {"priority": 1})
    assert [each.action for each in desk.journal(case.lines[0])] == ["start", "submit", "new"]
    assert [each.action for each in desk.journal(case.lines[1])] == ["submit", "new"]


def test_history_is_read_a_page_at_a_time(desk: Desk) -> None:
    case = draft(desk)
    for index in range(12):
        desk.note(case.number, f"Note {index}")
    first = desk.activity(case.number, limit=5)
    second = desk.activity(case.number, before=first[-1].id, limit=50)
    assert [entry.text for entry in (*first, *second)] == [*(f"Note {i}" for i in range(11, -1, -1)), ""]
    assert [entry.kind for entry in desk.activity(case.number, kind="changes")] == ["change"]
    assert len(desk.activity(case.number, kind="notes")) == 12
    journal = desk.journal(case.number, limit=5)
    assert [each.action for each in desk.journal(case.number, before=journal[-1].id)] == ["note"] * 7 + [
        "new"
    ]
