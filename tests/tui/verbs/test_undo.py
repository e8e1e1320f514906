"""`casedesk undo`, the operation of `apply`, and what `do` makes one action."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models import Desk
from tests.tui.command_line import casedesk

CASES = ("ORDCS0001001", "ORDCS0001002")


@pytest.fixture(autouse=True)
def _two_cases(url: str) -> None:
    for number in ("1", "2"):
        casedesk("new", "case", "--set", f"short_description=Case {number}", "--line", f"about=SO{number}/1")


def states() -> list[str]:
    rows = casedesk("list", "cases", "--sort", "number", "--format", "json").json()
    assert isinstance(rows, list)
    return [row["state"] for row in rows]


def test_it_says_each_change_as_the_action_did() -> None:
    casedesk("do", "submit", CASES[0])
    planned, done = casedesk("undo", "--dry-run"), casedesk("undo")
    assert done.code == 0
    assert done.out.splitlines() == [
        "ORDCS0001001: 2 changes, journal 4.",
        "  ORDCS0001001  state: ● New → ○ Draft  (undo)",
        "  ORDCSL0001001  state: ● New → ○ Draft  (undo)",
    ]
    assert planned.out.splitlines()[1:] == done.out.splitlines()[1:]
    assert "not written" in planned.out


def test_the_journal_names_what_was_taken_back() -> None:
    casedesk("do", "submit", CASES[0])
    casedesk("undo")
    assert "undo of 3" in casedesk("journal", CASES[0]).out


def test_several_records_of_one_do_are_taken_back_by_one_undo() -> None:
    casedesk("do", "submit", *CASES)
    said = casedesk("undo", "--format", "json").json()
    assert isinstance(said, dict)
    assert {change["record"] for change in said["changes"]} >= set(CASES)
    assert states() == ["draft", "draft"]


def test_two_commands_are_two_actions_and_an_earlier_one_is_named() -> None:
    for number in CASES:
        casedesk("do", "submit", number)
    assert casedesk("undo", "3").code == 0
    assert states() == ["draft", "new"]


def test_dry_and_done_are_refused_alike() -> None:
    casedesk("do", "submit", CASES[0])
    casedesk("do", "assign_to_me", CASES[0], "--agent", "bob")
    planned, done = casedesk("undo", "--dry-run"), casedesk("undo")
    assert planned == done
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("ORDCS0001001 has moved on since: bob did Assign to me at ")
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["99"], 1, "There is no journal entry '99'"),
        (["x"], 2, "'x' is no number of a journal entry"),
        (["--agent", "bob"], 3, "There is nothing to undo"),
        (["1", "--agent", "bob"], 3, "was done by ann"),
    ],
    ids=["unknown", "no number", "nothing", "another's"],
)
def test_what_can_not_be_undone_has_its_exit_code_and_one_sentence(
    words: list[str], code: int, said: str
) -> None:
    for dry in ([], ["--dry-run"]):
        done = casedesk("undo", *words, *dry)
        assert (done.code, done.out) == (code, "")
        assert said in done.err
        assert len(done.err.splitlines()) == 1


def test_apply_answers_an_undo_and_the_one_who_asks_again(tmp_path: Path) -> None:
    operations = tmp_path / "operations.jsonl"
    lines = [
        {"op": "do", "record": CASES[0], "action": "submit"},
        {"op": "undo", "agent": "ann", "op_id": "u1"},
        {"op": "undo", "agent": "ann", "op_id": "u1"},
    ]
    operations.write_text("\n".join(json.dumps(line) for line in lines))
    said = casedesk("apply", str(operations))
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert said.code == 0
    assert answers[1] == answers[2]
    assert [answers[1][name] for name in ("ok", "record", "journal")] == [True, CASES[0], 4]
    assert answers[1]["changes"][0]["because"] == "undo"


def test_the_outbox_lists_what_goes_out(url: str) -> None:
    desk = Desk.open(url, agent="ann")
    desk.put("ou", {"id": "A", "name": "Shop", "kinds": ["shop"], "currency": "EUR"})
    desk.put("product", {"id": "P", "name": "Lamp", "price": "10.00"})
    desk.put("stock", {"ou": "A", "product": "P", "quantity": 5})
    basket = desk.till.new_basket({"ou": "A"}, [{"product": "P", "quantity": 1}]).record
    desk.do("place", basket)
    desk.close()
    casedesk("do", "pay", basket, "--set", "amount=10.00")
    [row] = json.loads(casedesk("list", "outbox", "--format", "json").out)
    assert (row["record"], row["outside"], row["agent"], row["gone"]) == (basket, "money", "ann", False)
    assert casedesk("undo").code == 0
    assert casedesk("list", "outbox").err == "No effects in the outbox match.\n"
