"""JSON Lines: every operation gets an answer in the words of the interface."""

from __future__ import annotations

import pytest

from models.desk.desk import Desk
from models.errors import Invalid
from models.operations import Operations, parse
from tests.models.conftest import Run
from tests.models.working import draft, row_counts, submitted


def test_a_case_goes_from_new_to_closed_over_the_pipe(run: Run) -> None:
    made = run(
        op="new",
        kind="case",
        agent="ann",
        fields={"short_description": "Two short"},
        lines=[{"about": "SO1/1", "requested_quantity": 3}],
    )
    assert (made["ok"], made["record"]) == (True, "ORDCS0001001")
    assert run(op="add", record="ORDCS0001001", fields={"about": "SO1/2"})["record"] == "ORDCSL0001002"
    done = run(op="do", record="ORDCS0001001", action="submit", agent="ann", version=2)
    assert done["changes"] == [
        {"record": record, "field": "state", "from": "draft", "to": "new", "because": "submit"}
        for record in ("ORDCS0001001", "ORDCSL0001001", "ORDCSL0001002")
    ]
    assert run(op="do", record="1001", action="assign_to_me")["ok"]
    refused = run(
        op="do",
        record="1001",
        action="resolve",
        inputs={"resolution_code": "solved", "resolution_notes": "sent"},
    )
    assert (refused["ok"], refused["error"]) == (False, "refused")
    reasons = refused["reasons"]
    assert isinstance(reasons, list)
    assert [(each["record"], each["code"]) for each in reasons] == [
        ("ORDCSL0001001", "missing_outcome"),
        ("ORDCSL0001002", "missing_outcome"),
    ]
    assert refused["open_actions"] == ["request_information", "resolve"]
    outcomes = {"ORDCSL0001001": "accepted", "ORDCSL0001002": "denied"}
    inputs = {"resolution_code": "solved", "resolution_notes": "sent", "outcomes": outcomes}
    assert run(op="do", record="1001", action="resolve", inputs=inputs)["ok"]
    assert run(op="note", record="1001", kind="work_note", text="called")["record"] == "ORDCS0001001"
    assert run(op="do", record="1001", action="close")["ok"]
    shown = run(op="show", record="ORDCS0001001")
    record = shown["record"]
    assert isinstance(record, dict)
    assert (record["kind"], record["state"], record["assigned_to"]) == ("case", "closed", "ann")
    assert [line["state"] for line in record["lines"]] == ["resolved_accepted", "resolved_denied"]
    assert shown["open_actions"] == []
    barred = shown["barred_actions"]
    assert isinstance(barred, list)
    submit = next(each for each in barred if each["action"] == "submit")
    assert submit["reasons"][0]["code"] == "wrong_state"
    assert submit["reasons"][0]["message"] == "Submit needs Draft; this case is Closed."


def test_a_line_is_changed_shown_and_deleted(desk: Desk, run: Run) -> None:
    case = draft(desk, 2)
    assert run(op="set", record=case.lines[0], fields={"requested_quantity": 7})["version"] == 2
    shown = run(op="show", record=case.lines[0])["record"]
    assert isinstance(shown, dict)
    assert (shown["kind"], shown["requested_quantity"], shown["case"]) == ("line", 7, case.number)
    assert run(op="delete", record=case.lines[0])["ok"]
    assert run(op="show", record=case.lines[0])["error"] == "unknown"


def test_agents_and_settings_are_put(desk: Desk, run: Run) -> None:
    assert run(op="put", kind="agent", fields={"name": "fay", "role": "admin", "groups": ["Returns"]})["ok"]
    denied = run(op="put", kind="setting", agent="bob", fields={"name": "Cases:OnlyOwnGroups", "value": True})
    assert (denied["error"], denied["open_actions"]) == ("refused", [])
    assert run(op="put", kind="setting", agent="fay", fields={"name": "Cases:OnlyOwnGroups", "value": True})[
        "ok"
    ]


def test_an_old_version_is_answered_with_who_was_first(desk: Desk, run: Run) -> None:
    case = submitted(desk)
    assert run(op="do", record=case.number, action="assign_to_me", agent="bob")["ok"]
    answer = run(op="do", record=case.number, action="assign_to_me", version=2)
    assert {key: answer[key] for key in ("ok", "error", "record", "version", "agent", "action")} == {
        "ok": False,
        "error": "stale",
        "record": case.number,
        "version": 3,
        "agent": "bob",
        "action": "assign_to_me",
    }


@pytest.mark.parametrize(
    ("op", "said"),
    [
        ([], "is a JSON object"),
        (7, "is a JSON object"),
        (None, "is a JSON object"),
        ({}, "no operation None; there are: new, add, set, delete, do, undo, note, show, put"),
        ({"op": ["do"]}, "no operation"),
        ({"op": "fly"}, "no operation 'fly'"),
        ({"op": "delete"}, "needs record as a text"),
        ({"op": "show", "record": 1001}, "needs record as a text"),
        ({"op": "do", "record": "1001"}, "needs action as a text"),
        ({"op": "do", "record": "", "action": "submit"}, "needs record as a text"),
        ({"op": "do", "record": "1001", "action": "submit", "inputs": []}, "inputs is an object"),
        ({"op": "do", "record": "1001", "action": "submit", "version": "2"}, "version is a whole number"),
        ({"op": "do", "record": "1001", "action": "submit", "version": True}, "version is a whole number"),
        ({"op": "do", "record": "1001", "action": "submit", "speed": 9}, "has no key 'speed'"),
        ({"op": "do", "record": "1001", "action": "submit", "agent": 7}, "agent is a name"),
        ({"op": "do", "record": "1001", "action": "submit", "agent": "\ud83d"}, "half of a character"),
        ({"op": "do", "record": "1001", "action": "submit", "op_id": 7}, "op_id is a text"),
        ({"op": "do", "record": "1001", "action": "submit", "op_id": ""}, "op_id is a text"),
        ({"op": "do", "record": "1001", "action": "submit", "op_id": "x" * 201}, "op_id is a text"),
        ({"op": "do", "record": "1001", "action": "submit", "op_id": "\ud83d"}, "op_id is a text"),
        ({"op": "new", "kind": "boat"}, "no kind 'boat' to make; there are: case, basket"),
        ({"op": "new", "kind": "case", "fields": 7}, "fields is an object"),
        ({"op": "new", "kind": "case", "fields": {"short_description": "a"}, "lines": {}}, None),
        ({"op": "new", "kind": "case", "fields": {}, "lines": ["a"]}, "lines is a list of objects"),
        ({"op": "note", "record": "1001"}, "needs text as a text"),
        ({"op": "note", "record": "1001", "text": "a", "kind": 7}, "kind is work_note or comment"),
        ({"op": "put", "kind": "tea"}, "no kind 'tea' to put"),
    ],
    ids=range(27),
)
def test_what_is_no_operation_is_answered_as_invalid(op: object, said: str | None, desk: Desk) -> None:
    draft(desk)
    before = row_counts(desk)
    answer = Operations(desk).run(op)
    if said is None:
        assert answer["ok"] is True
        return
    assert (answer["ok"], answer["error"]) == (False, "invalid")
    assert said in str(answer["message"])
    assert row_counts(desk) == before


@pytest.mark.parametrize("line", ["", "{", "[1,", '{"op": }', "\ud800", "nul", "[" * 100_000], ids=range(7))
def test_what_is_not_json_is_said(line: str) -> None:
    with pytest.raises(Invalid, match="This line is not JSON") as invalid:
        parse(line)
    assert len(str(invalid.value)) <= 300
