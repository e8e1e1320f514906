"""The examples of interface.md about cases, said to a real process as a conversation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.command_line import new_desk
from tests.tui.conversation import Answer, Conversation, items

NEW = {
    "op": "new",
    "kind": "case",
    "agent": "ann",
    "fields": {"short_description": "Two short"},
    "lines": [{"about": "SO1/1", "requested_quantity": 3}],
}
ADD = {"op": "add", "record": "ORDCS0001001", "fields": {"about": "SO1/2"}}
SUBMIT = {"op": "do", "record": "ORDCS0001001", "action": "submit", "agent": "ann"}
ASSIGN = {"op": "do", "record": "ORDCS0001001", "action": "assign_to_me"}
SHOW = {"op": "show", "record": "ORDCS0001001"}


@pytest.fixture
def url(tmp_path: Path) -> str:
    return new_desk(tmp_path)


@pytest.fixture
def desk(url: str) -> Iterator[Conversation]:
    with Conversation(url) as conversation:
        yield conversation


@pytest.fixture(scope="module")
def long_conversation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Conversation]:
    """One conversation for all that goes wrong: none of it may end it."""
    with Conversation(new_desk(tmp_path_factory.mktemp("long"))) as conversation:
        conversation.say(NEW)
        yield conversation


def moved(record: str, field: str, before: object, after: object, because: str) -> Answer:
    return {"record": record, "field": field, "from": before, "to": after, "because": because}


def test_a_case_goes_from_new_to_closed_in_one_conversation(desk: Conversation) -> None:
    made = desk.say(NEW)
    assert (made["ok"], made["record"]) == (True, "ORDCS0001001")
    assert desk.say(ADD)["record"] == "ORDCSL0001002"

    submitted = desk.say(SUBMIT)
    assert submitted["ok"] is True
    assert submitted["record"] == "ORDCS0001001"
    assert isinstance(submitted["journal"], int)
    assert items(submitted, "changes") == [
        moved(record, "state", "draft", "new", "submit")
        for record in ("ORDCS0001001", "ORDCSL0001001", "ORDCSL0001002")
    ]

    assert desk.say(ASSIGN)["ok"] is True
    inputs = {
        "resolution_code": "solved",
        "resolution_notes": "sent again",
        "outcomes": {"ORDCSL0001001": "accepted", "ORDCSL0001002": "denied"},
    }
    resolved = desk.say({"op": "do", "record": "ORDCS0001001", "action": "resolve", "inputs": inputs})
    changes = items(resolved, "changes")
    assert moved("ORDCSL0001001", "state", "work_in_progress", "resolved_accepted", "resolve") in changes
    assert moved("ORDCSL0001002", "state", "work_in_progress", "resolved_denied", "resolve") in changes

    assert desk.say({"op": "do", "record": "ORDCS0001001", "action": "close"})["ok"] is True
    noted = desk.say({"op": "note", "record": "ORDCS0001001", "kind": "work_note", "text": "called"})
    assert (noted["ok"], noted["record"]) == (True, "ORDCS0001001")
    assert desk.end() == 0


def test_show_answers_the_whole_record_with_what_is_open_and_what_is_barred(desk: Conversation) -> None:
    desk.say(NEW)
    desk.say(SUBMIT)
    answer = desk.say(SHOW)
    record = answer["record"]
    assert isinstance(record, dict)
    assert {name: record[name] for name in ("number", "kind", "state", "assigned_to")} == {
        "number": "ORDCS0001001",
        "kind": "case",
        "state": "new",
        "assigned_to": None,
    }
    assert isinstance(record["version"], int)
    (line,) = items(record, "lines")
    assert (line["number"], line["state"]) == ("ORDCSL0001001", "new")
    assert isinstance(line["version"], int)
    assert answer["open_actions"] == ["assign_to_me"]
    barred = {str(each["action"]): items(each, "reasons") for each in items(answer, "barred_actions")}
    assert {name: barred["close"][0][name] for name in ("record", "code", "message")} == {
        "record": "ORDCS0001001",
        "code": "wrong_state",
        "message": "Close Case needs Resolved; this case is New.",
    }


def test_lines_come_in_the_order_they_were_made_and_answer_to_their_own_number(desk: Conversation) -> None:
    desk.say(NEW)
    for about in ("SO9/9", "SO1/2", "SO5"):
        desk.say({"op": "add", "record": "ORDCS0001001", "fields": {"about": about}})
    record = desk.say(SHOW)["record"]
    assert isinstance(record, dict)
    assert [line["about"] for line in items(record, "lines")] == ["SO1/1", "SO9/9", "SO1/2", "SO5"]
    line = desk.say({"op": "show", "record": "ORDCSL0001003"})["record"]
    assert isinstance(line, dict)
    assert (line["number"], line["kind"], line["about"]) == ("ORDCSL0001003", "line", "SO1/2")


def test_a_refusal_gives_every_reason_with_its_record_and_the_open_actions(desk: Conversation) -> None:
    desk.say(NEW)
    desk.say(SUBMIT)
    desk.say(ASSIGN)
    refused = desk.say({"op": "do", "record": "ORDCS0001001", "action": "resolve"})
    assert (refused["ok"], refused["error"]) == (False, "refused")
    reasons = items(refused, "reasons")
    assert {reason["record"] for reason in reasons} == {"ORDCS0001001", "ORDCSL0001001"}
    assert {"record", "code", "message"} <= set(reasons[0])
    assert "resolve" in list(refused["open_actions"])  # type: ignore[call-overload]  # an answer's list
    assert desk.end() == 1


def test_set_and_delete_answer_with_what_changed(desk: Conversation) -> None:
    desk.say(NEW)
    changed = desk.say({"op": "set", "record": "ORDCS0001001", "fields": {"priority": 2}})
    assert (changed["ok"], changed["record"]) == (True, "ORDCS0001001")
    assert {"priority"} <= {change["field"] for change in items(changed, "changes")}
    assert desk.say({"op": "delete", "record": "ORDCSL0001001"})["ok"] is True
    assert desk.say({"op": "show", "record": "ORDCSL0001001"})["error"] == "unknown"


def test_an_agent_and_a_setting_can_be_put(desk: Conversation) -> None:
    agent = {"op": "put", "kind": "agent", "fields": {"name": "boss", "role": "admin", "groups": ["Returns"]}}
    assert desk.say(agent)["ok"] is True
    setting = {"name": "Cases:OnlyOwnGroups", "value": True}
    assert desk.say({"op": "put", "kind": "setting", "fields": setting, "agent": "boss"})["ok"] is True
    refused = desk.say({"op": "put", "kind": "setting", "fields": setting, "agent": "ann"})
    assert (refused["ok"], refused["error"]) == (False, "refused")


def test_an_operation_id_seen_before_answers_what_it_answered_then_and_does_nothing(url: str) -> None:
    again = NEW | {"op_id": "7f01"}
    with Conversation(url) as first:
        answer = first.say(again)
        assert first.say(again) == answer
        assert first.end() == 0
    with Conversation(url) as second:
        assert second.say(again) == answer
        assert second.say(NEW)["record"] == "ORDCS0001002"


def test_a_version_that_has_moved_on_is_stale_and_says_who_was_first(desk: Conversation) -> None:
    desk.say(NEW)
    desk.say(SUBMIT)
    record = desk.say(SHOW)["record"]
    assert isinstance(record, dict)
    mine = ASSIGN | {"version": record["version"]}
    assert desk.say(mine | {"agent": "bob"})["ok"] is True
    stale = desk.say(mine | {"agent": "cem"})
    assert (stale["ok"], stale["error"]) == (False, "stale")
    assert "bob" in str(stale["message"])
    assert desk.end() == 1


@pytest.mark.parametrize(
    ("operation", "error"),
    [
        ({"op": "show", "record": "ORDCS0009999"}, "unknown"),
        ({"op": "do", "record": "ORDCS0009999", "action": "submit"}, "unknown"),
        ({"op": "fly", "record": "ORDCS0001001"}, "invalid"),
        ({"op": "do", "record": "ORDCS0001001", "action": "fly"}, "invalid"),
        ({"op": "do", "record": "ORDCS0001001", "action": "submit", "inputs": {"x": 1}}, "invalid"),
        ({"op": "set", "record": "ORDCS0001001", "fields": {"colour": "red"}}, "invalid"),
        ({"op": "set", "record": "ORDCS0001001", "fields": {"priority": []}}, "invalid"),
        ({"op": "set", "record": "ORDCS0001001", "fields": "priority"}, "invalid"),
        ({"op": "set", "record": 1.5, "fields": {}}, "invalid"),
        ({"op": "new", "kind": "boat", "fields": {}}, "invalid"),
        ({"op": "new", "kind": "case", "fields": {}}, "invalid"),
        ({"op": "note", "record": "ORDCS0001001", "kind": "song", "text": "la"}, "invalid"),
        ({"op": "do", "record": "ORDCS0001001", "action": "submit", "version": "two"}, "invalid"),
        ({"op": "do", "record": "ORDCS0001001", "action": "submit", "version": 10**30}, "stale"),
        ({"record": "ORDCS0001001"}, "invalid"),
        ({"op": ["show"]}, "invalid"),
        ({}, "invalid"),
    ],
    ids=str,
)
def test_what_can_not_be_done_is_answered_and_the_next_line_is_done(
    long_conversation: Conversation, operation: Answer, error: str
) -> None:
    answer = long_conversation.say(operation)
    assert (answer["ok"], answer["error"]) == (False, error)
    assert str(answer["message"])
    assert long_conversation.say(SHOW)["ok"] is True


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"nonsense",
        b"\xff\xfe\xfa",
        b"[]",
        b"null",
        b'"text"',
        b"{" * 50_000,
        b'{"op": "\\ud800"}',
        b"\x00\x00",
    ],
    ids=["cut", "word", "bytes", "array", "null", "text", "deep", "surrogate", "nul"],
)
def test_a_line_that_is_no_operation_is_invalid_and_the_conversation_goes_on(
    long_conversation: Conversation, line: bytes
) -> None:
    answer = long_conversation.say_bytes(line)
    assert (answer["ok"], answer["error"]) == (False, "invalid")
    assert long_conversation.say(SHOW)["ok"] is True


def test_one_bad_line_makes_the_exit_code_one(desk: Conversation) -> None:
    assert desk.say_bytes(b"{")["ok"] is False
    assert desk.say(NEW)["ok"] is True
    assert desk.end() == 1


def test_a_line_of_several_megabytes_is_answered_and_skipped(desk: Conversation) -> None:
    answer = desk.say_bytes(b'{"op": "note", "text": "' + b"x" * 9_000_000 + b'"}')
    assert (answer["ok"], answer["error"]) == (False, "invalid")
    assert desk.say(NEW)["ok"] is True


def test_with_stop_the_first_operation_that_is_not_done_ends_it(url: str) -> None:
    with Conversation(url, "--stop") as desk:
        assert desk.say(NEW)["ok"] is True
        assert desk.say({"op": "show", "record": "ORDCS0009999"})["ok"] is False
        assert desk.end() == 1


def test_hostile_text_comes_back_as_it_went_in(desk: Conversation) -> None:
    text = "\x1b]52;c;eA==\x07 [/x] \u202e\u00a0日本 " + "x" * 10_000
    desk.say(NEW | {"fields": {"short_description": text}})
    record = desk.say(SHOW)["record"]
    assert isinstance(record, dict)
    assert record["short_description"] == text
