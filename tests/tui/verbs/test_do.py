from __future__ import annotations

import json

import pytest

from tests.tui.command_line import Outcome, casedesk

CASE = "ORDCS0001001"


@pytest.fixture(autouse=True)
def _two_cases(url: str) -> None:
    for number in ("1", "2"):
        casedesk("new", "case", "--set", f"short_description=Case {number}", "--line", f"about=SO{number}/1")


def state_of(number: str) -> str:
    answer = casedesk("show", number, "--format", "json").json()
    assert isinstance(answer, dict)
    return str(answer["record"]["state"])


def answers(said: Outcome) -> list[dict[str, object]]:
    found = json.loads(said.out)
    assert isinstance(found, list)
    return found


def test_an_action_says_each_change_with_the_labels_of_its_states() -> None:
    said = casedesk("do", "submit", CASE)
    assert said.code == 0
    assert said.out.splitlines() == [
        "ORDCS0001001: 2 changes, journal 3.",
        "  ORDCS0001001  state: ○ Draft → ● New  (submit)",
        "  ORDCSL0001001  state: ○ Draft → ● New  (submit)",
    ]


def test_a_dry_run_says_the_same_changes_and_writes_nothing() -> None:
    planned = casedesk("do", "submit", CASE, "--dry-run")
    assert planned.code == 0
    assert "not written" in planned.out
    assert state_of(CASE) == "draft"
    done = casedesk("do", "submit", CASE)
    assert planned.out.splitlines()[1:] == done.out.splitlines()[1:]


def test_a_dry_run_in_json_is_marked_and_lists_the_changes() -> None:
    answer = casedesk("do", "submit", CASE, "--dry-run", "--format", "json").json()
    assert isinstance(answer, dict)
    assert (answer["ok"], answer["dry_run"], answer["record"]) == (True, True, CASE)
    assert answer["changes"][0] == {
        "record": CASE,
        "field": "state",
        "from": "draft",
        "to": "new",
        "because": "submit",
    }
    assert "journal" not in answer


def test_a_dry_run_is_refused_for_the_same_reasons() -> None:
    planned, done = casedesk("do", "close", CASE, "--dry-run"), casedesk("do", "close", CASE)
    assert planned == done
    assert done.code == 3
    assert done.out == ""
    assert "Close Case needs Resolved" in done.err
    assert len(done.err.splitlines()) == 1


def test_several_records_each_have_their_own_result_and_the_worst_one_counts() -> None:
    casedesk("do", "submit", CASE)
    said = casedesk("do", "submit", CASE, "9999", "ORDCS0001002")
    assert said.code == 3
    assert said.out.startswith("ORDCS0001002: 2 changes")
    assert [line.split()[0] for line in said.err.splitlines()] == ["ORDCS0001001:", "There"]
    assert state_of("1002") == "new"


def test_several_records_in_json_are_one_array_in_which_each_names_its_record() -> None:
    said = casedesk("do", "submit", CASE, "9999", "--format", "json")
    assert said.code == 1
    assert said.err == ""
    assert [(answer["record"], answer["ok"]) for answer in answers(said)] == [(CASE, True), ("9999", False)]


def test_outcomes_are_given_line_by_line() -> None:
    casedesk("do", "submit", CASE)
    casedesk("do", "assign_to_me", CASE)
    inputs = ["resolution_code=solved", "resolution_notes=sent again", "outcomes.ORDCSL0001001=accepted"]
    said = casedesk("do", "resolve", CASE, *(word for text in inputs for word in ("--set", text)))
    assert said.code == 0
    assert "Resolved - Accepted" in said.out
    assert state_of("ORDCSL0001001") == "resolved_accepted"


def test_a_number_given_as_text_is_taken_as_a_number() -> None:
    casedesk("do", "submit", CASE)
    casedesk("do", "assign_to_me", CASE)
    said = casedesk("do", "accept", "ORDCSL0001001", "--set", "approved_quantity=2", "--format", "json")
    assert said.code == 0
    answer = said.json()
    assert isinstance(answer, dict)
    assert {"approved_quantity": 2}.items() <= {
        change["field"]: change["to"] for change in answer["changes"]
    }.items()


@pytest.mark.parametrize("dry", [[], ["--dry-run"]], ids=["done", "dry"])
def test_a_version_that_has_moved_on_is_stale(dry: list[str]) -> None:
    casedesk("do", "submit", CASE, "--agent", "bob")
    said = casedesk("do", "assign_to_me", CASE, "--if-version", "1", *dry)
    assert said.code == 4
    assert "moved on from version 1 to 2" in said.err
    assert state_of(CASE) == "new"
    assert casedesk("do", "assign_to_me", CASE, "--if-version", "2", *dry).code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["fly", CASE], 2),
        (["submit", "ORDCS0009999"], 1),
        (["submit", "nonsense"], 1),
        (["submit", CASE, "--set", "speed=3"], 2),
        (["submit", CASE, "--set", "speed"], 2),
        (["resolve", CASE], 3),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_what_can_not_be_done_has_its_own_exit_code_and_one_sentence(words: list[str], code: int) -> None:
    for dry in ([], ["--dry-run"]):
        said = casedesk("do", *words, *dry)
        assert (said.code, said.out) == (code, "")
        assert len(said.err.splitlines()) == 1
