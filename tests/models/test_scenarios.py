"""The scenarios that must hold, each told through the real desk on a database file.

*Source*: rules.md 1.6.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from models.desk.desk import Desk
from models.errors import Refused, Stale
from models.plans import Refusal
from models.rulefile import shipped

SOLVED = {"resolution_code": "solved", "resolution_notes": "sent again"}

#: With this change a line can be added to a resolved case, as an import may leave one.
ADD_LINE_WHILE = 'from = ["draft", "new", "work_in_progress", "awaiting_info"]\nsource = "field"'


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'desk.db'}"


@pytest.fixture
def desk(url: str) -> Iterator[Desk]:
    opened = Desk.open(url, agent="ann")
    yield opened
    opened.close()


def new_case(desk: Desk, lines: int) -> tuple[str, ...]:
    """A case in Draft: its number and those of its lines."""
    about = [{"about": f"SO1/{position}"} for position in range(1, lines + 1)]
    number = desk.new_case({"short_description": "Two short"}, about).record
    return number, *(line.number for line in desk.case(number).lines)


def states(desk: Desk, number: str) -> tuple[str, ...]:
    """The state of a case and those of its lines, in the order they were made."""
    case = desk.case(number)
    return case.state, *(line.state for line in case.lines)


def fire(desk: Desk, *steps: tuple[str, str]) -> None:
    for action, number in steps:
        desk.do(action, number)


def in_work(desk: Desk, lines: int) -> tuple[str, ...]:
    """A case in work, with its lines in work too."""
    numbers = new_case(desk, lines)
    fire(desk, ("submit", numbers[0]), ("assign_to_me", numbers[0]))
    return numbers


def refused(desk: Desk, action: str, number: str, inputs: Mapping[str, object] | None = None) -> Refusal:
    """What the desk said, which is what it had said it would; nothing may have been written."""
    before = (desk.record(number), desk.journal(), desk.activity(number))
    with pytest.raises(Refused) as caught:
        desk.do(action, number, inputs)
    assert (desk.record(number), desk.journal(), desk.activity(number)) == before
    assert desk.preview(action, number, inputs) == caught.value.refusal
    return caught.value.refusal


def codes(refusal: Refusal) -> list[tuple[str, str]]:
    return [(reason.record, reason.code) for reason in refusal.reasons]


def test_01_a_case_saved_with_two_lines_is_draft_and_so_are_they(desk: Desk) -> None:
    case, *_ = new_case(desk, 2)
    assert states(desk, case) == ("draft", "draft", "draft")


def test_02_submit_takes_along_the_draft_line_and_leaves_the_cancelled_one(desk: Desk) -> None:
    case, _, second = new_case(desk, 2)
    fire(desk, ("cancel", second), ("submit", case))
    assert states(desk, case) == ("new", "new", "cancelled")


def test_03_assign_to_me_takes_along_new_lines_only(desk: Desk) -> None:
    case, _, second = new_case(desk, 2)
    fire(desk, ("cancel", second), ("submit", case))
    desk.add_line(case, {"about": "SO1/3"})
    assert states(desk, case) == ("new", "new", "cancelled", "draft")
    desk.do("assign_to_me", case)
    assert states(desk, case) == ("work_in_progress", "work_in_progress", "cancelled", "draft")
    assert desk.case(case).assigned_to == "ann"


def test_04_request_information_leaves_lines_in_work_and_the_case_waits(desk: Desk) -> None:
    case, *_ = in_work(desk, 2)
    desk.do("request_information", case, {"comment": "Which colour?"})
    assert states(desk, case) == ("awaiting_info", "work_in_progress", "work_in_progress")
    [comment] = desk.activity(case, kind="notes")
    assert (comment.kind, comment.text) == ("comment", "Which colour?")


def test_05_starting_one_line_of_a_new_case_puts_it_and_the_case_in_work(desk: Desk) -> None:
    case, first, _ = new_case(desk, 2)
    desk.do("submit", case)
    desk.do("start", first)
    assert states(desk, case) == ("work_in_progress", "work_in_progress", "new")
    assert (desk.case(case).assigned_to, desk.line(first).assigned_to) == ("ann", "ann")


def test_06_a_line_that_gets_its_information_puts_a_waiting_case_in_work(desk: Desk) -> None:
    case, line = in_work(desk, 1)
    fire(desk, ("request_information", line), ("request_information", case))
    assert states(desk, case) == ("awaiting_info", "awaiting_info")
    desk.do("information_received", line)
    assert states(desk, case) == ("work_in_progress", "work_in_progress")


def test_07_denying_the_last_line_in_work_resolves_the_case_by_itself(desk: Desk) -> None:
    case, first, second = in_work(desk, 2)
    desk.do("accept", first)
    desk.do("deny", second, {"close_notes": "no stock"})
    assert states(desk, case) == ("resolved", "resolved_accepted", "resolved_denied")
    assert desk.case(case).resolution_code == ""


def test_08_cancelling_the_last_line_in_work_resolves_the_case_by_itself(desk: Desk) -> None:
    case, first, second = in_work(desk, 2)
    fire(desk, ("accept", first), ("cancel", second))
    assert states(desk, case) == ("resolved", "resolved_accepted", "cancelled")


def test_08_an_only_line_cancelled_resolves_nothing(desk: Desk) -> None:
    case, line = in_work(desk, 1)
    desk.do("cancel", line)
    assert states(desk, case) == ("work_in_progress", "cancelled")


def test_09_resolve_without_an_outcome_for_an_open_line_is_refused_and_names_it(desk: Desk) -> None:
    case, first, second = in_work(desk, 2)
    refusal = refused(desk, "resolve", case, {**SOLVED, "outcomes": {first: "accepted"}})
    assert codes(refusal) == [(second, "missing_outcome")]
    assert second in refusal.sentence()
    assert refusal.answerable
    assert states(desk, case) == ("work_in_progress", "work_in_progress", "work_in_progress")


def test_09_resolve_with_every_outcome_moves_each_line_to_its_own(desk: Desk) -> None:
    case, first, second = in_work(desk, 2)
    desk.do("resolve", case, {**SOLVED, "outcomes": {first: "accepted", second: "denied"}})
    assert states(desk, case) == ("resolved", "resolved_accepted", "resolved_denied")
    assert desk.line(second).close_notes == "sent again"
    assert desk.case(case).resolution_code == "solved"


WAYS: dict[str, tuple[str, ...]] = {
    "draft": (),
    "new": ("submit",),
    "work_in_progress": ("submit", "assign_to_me"),
    "awaiting_info": ("submit", "assign_to_me", "request_information"),
    "resolved": ("submit", "assign_to_me", "resolve"),
    "closed": ("submit", "assign_to_me", "resolve", "close"),
    "cancelled": ("cancel",),
}

OPEN = {
    "draft": ("submit", "cancel"),
    "new": ("assign_to_me",),
    "work_in_progress": ("request_information", "resolve"),
    "awaiting_info": ("information_received",),
    "resolved": ("close",),
    "closed": (),
    "cancelled": (),
}

ALLOWED = {"resolve": "work_in_progress", "close": "resolved", "cancel": "draft"}


def in_state(desk: Desk, state: str) -> str:
    case, *_ = new_case(desk, 0)
    for action in WAYS[state]:
        desk.do(action, case, SOLVED if action == "resolve" else None)
    assert states(desk, case) == (state,)
    return case


@pytest.mark.parametrize(
    ("action", "state"),
    [(action, state) for action, allowed in ALLOWED.items() for state in WAYS if state != allowed],
)
def test_10_resolve_close_and_cancel_are_refused_elsewhere_with_the_reason_and_what_is_open(
    desk: Desk, action: str, state: str
) -> None:
    case = in_state(desk, state)
    refusal = refused(desk, action, case)
    assert (case, "wrong_state") in codes(refusal)
    assert refusal.open_actions == OPEN[state]
    labels = {each.code: each.label for each in desk.rules().machine_by_code["case"].states}
    said = refusal.sentence()
    assert labels[state] in said
    assert labels[ALLOWED[action]] in said
    assert (", ".join(OPEN[state]) or "nothing") in said


def test_11_close_with_an_open_line_is_refused_and_names_it(desk: Desk) -> None:
    case = in_state(desk, "resolved")
    assert shipped().count(ADD_LINE_WHILE) == 1
    desk.load_rules(shipped().replace(ADD_LINE_WHILE, ADD_LINE_WHILE.replace('"]', '", "resolved"]')))
    line = desk.add_line(case, {"about": "SO1/9"}).record
    desk.load_rules(shipped())
    refusal = refused(desk, "close", case)
    assert codes(refusal) == [(line, "open_line")]
    assert line in refusal.sentence()
    fire(desk, ("cancel", line), ("close", case))
    assert states(desk, case) == ("closed", "cancelled")


def test_12_cancelling_a_draft_case_cancels_its_draft_line_and_leaves_the_cancelled_one(desk: Desk) -> None:
    case, _, second = new_case(desk, 2)
    desk.do("cancel", second)
    done = desk.do("cancel", case)
    assert states(desk, case) == ("cancelled", "cancelled", "cancelled")
    moved = [change.record for change in desk.journal()[0].changes if change.field == "state"]
    assert second not in moved
    assert done.state == "cancelled"


@pytest.mark.parametrize("state", ["closed", "cancelled"])
def test_13_a_final_case_takes_a_work_note_and_refuses_everything_else(desk: Desk, state: str) -> None:
    case, line = new_case(desk, 1)
    desk.do("cancel", line)
    for action in WAYS[state]:
        desk.do(action, case, SOLVED if action == "resolve" else None)
    machines = desk.rules().machine_by_code
    for number, machine in ((case, machines["case"]), (line, machines["line"])):
        for each in machine.actions:
            if not each.operation:
                assert refused(desk, each.code, number).open_actions == ()
    edits: tuple[Callable[[], object], ...] = (
        lambda: desk.set_fields(case, {"short_description": "other"}),
        lambda: desk.set_fields(line, {"requested_quantity": 2}),
        lambda: desk.add_line(case, {"about": "SO1/2"}),
        lambda: desk.delete_line(line),
        lambda: desk.note(case, "Hello", kind="comment"),
        lambda: desk.note(line, "Hello", kind="comment"),
    )
    for edit in edits:
        before = desk.record(case)
        with pytest.raises(Refused):
            edit()
        assert desk.record(case) == before
    version = desk.case(case).version
    desk.note(case, "called again")
    assert desk.activity(case, kind="notes")[0].text == "called again"
    assert (desk.case(case).version, desk.case(case).state) == (version, state)


def test_14_of_two_agents_who_assign_one_new_case_to_themselves_one_wins(url: str, desk: Desk) -> None:
    case = in_state(desk, "new")
    bob = Desk.open(url, agent="bob")
    seen, seen_by_bob = desk.case(case).version, bob.case(case).version
    assert seen == seen_by_bob
    bob.do("assign_to_me", case, version=seen_by_bob)
    entries = len(desk.journal(case))
    with pytest.raises(Stale) as caught:
        desk.do("assign_to_me", case, version=seen)
    assert (caught.value.who, caught.value.what) == ("bob", "assign_to_me")
    assert "bob" in str(caught.value)
    assert desk.case(case).assigned_to == "bob"
    assert len(desk.journal(case)) == entries
    assert [entry.agent for entry in desk.journal(case) if entry.action == "assign_to_me"] == ["bob"]
    bob.close()
