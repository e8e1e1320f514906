"""Whatever is sent over the pipe is answered, and never half done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.desk.desk import Desk
from models.operations import Operations
from tests.models.working import closed, draft, row_counts, submitted, taken

WORDS = ["submit", "assign_to_me", "resolve", "close", "cancel", "start", "accept", "deny", "edit"]
RECORDS = [f"ORDCS000100{index}" for index in range(1, 6)] + [f"ORDCSL000100{index}" for index in range(1, 9)]
NAMES = [
    "short_description", "about", "priority", "requested_quantity", "account", "resolution_code", "outcomes",
    "resolution_notes", "close_notes", "comment", "name", "role", "groups", "value", "assigned_to",
]  # fmt: skip
VALUES = ["case", "agent", "solved", "ann", "2026-03-01", "work_note", "accepted"]
keys = st.sampled_from([*NAMES, *RECORDS]) | st.text(max_size=9)
plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
anything = st.recursive(
    plain | st.sampled_from([*WORDS, *RECORDS, *VALUES]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=8,
)
operations = st.fixed_dictionaries(
    {"op": st.sampled_from(["new", "add", "set", "delete", "do", "note", "show", "put"]) | anything},
    optional={
        "record": st.sampled_from(RECORDS) | anything,
        "action": st.sampled_from(WORDS) | anything,
        "kind": st.sampled_from(["case", "agent", "setting", "work_note", "comment"]) | anything,
        "inputs": st.dictionaries(st.sampled_from(NAMES), anything, max_size=3) | anything,
        "fields": st.dictionaries(st.sampled_from(NAMES), anything, max_size=4) | anything,
        "lines": st.lists(st.fixed_dictionaries({"about": st.text(max_size=3)}), max_size=2) | anything,
        "text": anything,
        "agent": st.sampled_from(["ann", "bob"]) | anything,
        "version": st.integers(0, 4) | anything,
        "op_id": st.uuids().map(str) | anything,
        "more": anything,
    },
)


@pytest.fixture(scope="module")
def playground(fresh_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with cases in several states, which all the examples share."""
    path = tmp_path_factory.mktemp("playground") / "desk.db"
    path.write_bytes(fresh_file.read_bytes())
    desk = Desk.open(f"sqlite:///{path}", agent="ann")
    for make in (draft, submitted, taken, closed):
        make(desk, 2)
    yield desk
    desk.close()


@settings(max_examples=400, deadline=None)
@given(op=operations | anything)
def test_whatever_is_sent_is_answered_and_never_half_done(playground: Desk, op: object) -> None:
    before = row_counts(playground)
    answer = Operations(playground).run(op)
    after = row_counts(playground)
    assert isinstance(answer["ok"], bool)
    json.dumps(answer)
    assert not playground.session.database.connection.in_transaction
    for counts in (before, after):
        del counts["kept_answer"]
    if not answer["ok"]:
        assert answer["error"] in ("refused", "stale", "unknown", "invalid")
        assert str(answer["message"]).strip()
        assert after == before
    else:
        assert after["journal"] - before["journal"] == (1 if answer.get("journal") else 0)
