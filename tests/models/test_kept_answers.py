"""Who asks twice with one ``op_id`` gets one answer, also when the first one never reached him."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from models.desk.desk import Desk
from models.errors import Unavailable
from models.operations import Operations
from tests.models.conftest import Run
from tests.models.working import draft, row_counts, submitted


def test_who_asks_again_is_answered_the_same_and_nothing_is_done_twice(desk: Desk, run: Run) -> None:
    case = submitted(desk)
    op = {"op": "do", "record": case.number, "action": "assign_to_me", "op_id": "7f"}
    first = run(**op)
    before = row_counts(desk)
    assert first["ok"]
    assert run(**op) == first
    assert run(op="note", record=case.number, text="something else", op_id="7f") == first
    assert row_counts(desk) == before


@pytest.mark.parametrize(
    "op",
    [
        {"op": "do", "record": "1001", "action": "close"},
        {"op": "do", "record": "1001", "action": "submit", "version": 9},
        {"op": "do", "record": "9999", "action": "submit"},
        {"op": "set", "record": "1001", "fields": {"priority": 9}},
        {"op": "fly"},
    ],
    ids=["refused", "stale", "unknown", "invalid", "no operation"],
)
def test_a_refusal_is_kept_like_any_answer(op: dict[str, object], desk: Desk, run: Run) -> None:
    case = draft(desk)
    first = run(**op, op_id="7f")
    assert first["ok"] is False
    desk.do("submit", case.number)
    assert run(**op, op_id="7f") == first
    assert run(op="do", record=case.number, action="assign_to_me", op_id="80")["ok"]


def test_an_answer_is_kept_for_whoever_asks_on_another_desk(url: str, desk: Desk, run: Run) -> None:
    first = run(op="new", kind="case", fields={"short_description": "Two short"}, op_id="7f")
    other = Desk.open(url, agent="bob")
    assert Operations(other).run({"op": "new", "kind": "case", "fields": {}, "op_id": "7f"}) == first
    assert other.count().number == 1
    other.close()


def test_that_a_desk_was_busy_is_not_kept(
    url: str, desk: Desk, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A turn that was given back needs a moment to arrive.
    monkeypatch.setattr("models.database.BUSY_SECONDS", 0.5)
    other = Desk.open(url, agent="bob")
    op = {"op": "new", "kind": "case", "fields": {"short_description": "Two short"}, "op_id": "7f"}
    with desk.transaction():
        draft(desk)
        assert Operations(other).run(op)["error"] == "unavailable"
    assert Operations(other).run(op)["ok"]
    other.close()


CHILD = """
import json, sys
from models import Desk, Operations
desk = Desk.open(sys.argv[1], agent="ann")
op = json.loads(sys.argv[2])
if sys.argv[3] == "before":
    desk.session.database.peewee.connection().set_trace_callback(
        lambda text: text == "COMMIT" and (print("there", flush=True), sys.stdin.read())
    )
Operations(desk).run(op)
print("there", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_a_process_killed_around_its_commit_has_done_all_or_nothing(
    when: str, mode: str, url: str, desk: Desk, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = submitted(desk, 5)
    assert desk.session.database.one(f"PRAGMA journal_mode = {mode}") == (mode,)
    program = (
        CHILD if mode == "wal" else f"import models.database as d\nd.wal_is_safe = lambda v: False\n{CHILD}"
    )
    op = {"op": "do", "record": case.number, "action": "assign_to_me", "op_id": "7f"}
    before = row_counts(desk)
    child = subprocess.Popen(
        [sys.executable, "-c", program, url, json.dumps(op), when],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "there\n"
    child.kill()
    child.communicate()
    done = row_counts(desk)
    assert (done == before) == (when == "before")
    answer = run(**op)
    assert (answer["ok"], answer["record"]) == (True, case.number)
    assert [each.action for each in desk.journal(case.number)] == ["assign_to_me", "submit", "new"]
    assert desk.case(case.number).version == 3
    assert desk.session.database.all("PRAGMA integrity_check") == [("ok",)]
    if when == "after":
        assert row_counts(desk) == done


def test_a_broken_database_is_no_answer_to_keep(desk: Desk, run: Run) -> None:
    desk.session.database.run("DROP TABLE activity")
    answer = run(op="new", kind="case", fields={"short_description": "Two short"}, op_id="7f")
    assert (answer["ok"], answer["error"]) == (False, "unavailable")
    assert row_counts(desk)["kept_answer"] == row_counts(desk)["cases"] == 0
    with pytest.raises(Unavailable, match="`casedesk doctor` looks for the cause"):
        draft(desk)
