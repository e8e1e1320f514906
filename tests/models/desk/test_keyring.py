"""Who comes in over SSH: keys are added and revoked by admins, written in the journal, and stay revoked."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable

import pytest

from models.desk.desk import Desk
from models.errors import Invalid, Refused, Unknown
from models.imports import import_cases
from models.operations import Operations
from models.public_keys import public_key
from tests.models.working import draft, row_counts


def key_line(seed: int) -> str:
    """A key as a .pub file has it."""
    kind = b"ssh-ed25519"
    blob = len(kind).to_bytes(4, "big") + kind + (32).to_bytes(4, "big") + bytes([seed]) * 32
    return f"ssh-ed25519 {base64.b64encode(blob).decode()} laptop"


ANNS, BOBS = key_line(1), key_line(2)
PRINT = public_key(ANNS).fingerprint


def test_a_key_lets_its_agent_in_until_it_is_revoked(staffed: Desk) -> None:
    admin = staffed.as_agent("fay")
    admin.keys.add("ann", ANNS)
    admin.keys.add("bob", BOBS)
    assert staffed.keys.holder(PRINT) == "ann"
    assert staffed.keys.valid(PRINT) == ANNS.removesuffix(" laptop")
    admin.keys.revoke(PRINT)
    assert staffed.keys.valid(PRINT) is None
    with pytest.raises(Refused, match="This key was revoked"):
        staffed.keys.holder(PRINT)
    assert staffed.keys.holder(public_key(BOBS).fingerprint) == "bob"
    told = [(row["agent"], row["added_by"], row["revoked_by"]) for row in staffed.keys.rows()]
    assert told == [("ann", "fay", "fay"), ("bob", "fay", None)]


def test_all_keys_of_an_agent_go_at_once(staffed: Desk) -> None:
    admin = staffed.as_agent("fay")
    for seed in (1, 3):
        admin.keys.add("ann", key_line(seed))
    assert len(admin.keys.revoke("ann").changes) == 2
    with pytest.raises(Unknown, match="casedesk keys list"):
        admin.keys.revoke("ann")


def test_the_journal_has_who_let_whom_in_and_who_no_longer(staffed: Desk) -> None:
    admin = staffed.as_agent("fay")
    admin.keys.add("ann", ANNS)
    admin.keys.revoke(PRINT)
    revoked, added = admin.journal(limit=2)
    assert (added.action, added.agent, added.record) == ("add_key", "fay", "ann")
    assert (revoked.action, revoked.agent, revoked.record) == ("revoke_key", "fay", "ann")
    assert [change.after for change in added.changes] == [PRINT]


@pytest.mark.parametrize("name", ["eli", "ann", "max"])
def test_only_an_admin_lets_somebody_in(name: str, staffed: Desk) -> None:
    staffed.as_agent("fay").keys.add("bob", BOBS)
    before = row_counts(staffed)
    desk = staffed.as_agent(name)
    with pytest.raises(Refused, match="needs the role admin"):
        desk.keys.add(name, ANNS)
    with pytest.raises(Refused, match="needs the role admin"):
        desk.keys.revoke("bob")
    assert row_counts(staffed) == before
    assert staffed.keys.holder(public_key(BOBS).fingerprint) == "bob"


def test_a_key_has_one_agent_and_a_revoked_one_never_comes_back(staffed: Desk) -> None:
    admin = staffed.as_agent("fay")
    admin.keys.add("ann", ANNS)
    with pytest.raises(Invalid, match="lets ann in already"):
        admin.keys.add("bob", ANNS)
    admin.keys.revoke("ann")
    with pytest.raises(Invalid, match="was revoked and stays so"):
        admin.keys.add("ann", ANNS)
    with pytest.raises(Unknown, match="casedesk put agent"):
        admin.keys.add("nobody", BOBS)


def over_ssh(desk: Desk, name: str) -> Desk:
    return Desk.open(f"sqlite:///{desk.session.database.path}", agent=name, origin="ssh")


def test_over_ssh_nobody_takes_another_name(staffed: Desk) -> None:
    case = draft(staffed)
    ann = over_ssh(staffed, "ann")
    note = {"op": "note", "record": case.number, "text": "called"}
    before = row_counts(staffed)
    answer = Operations(ann).run(note | {"agent": "fay"})
    assert (answer["error"], answer["ok"]) == ("refused", False)
    assert "Over SSH you are ann" in str(answer["message"])
    with pytest.raises(Refused):
        ann.as_agent("fay")
    assert row_counts(staffed) == before
    assert Operations(ann).run(note | {"agent": "ann"})["ok"]
    assert Operations(ann).run(note)["ok"]
    origins = ann.session.database.all("SELECT origin FROM journal ORDER BY id DESC LIMIT 2")
    assert [row[0] for row in origins] == ["ssh", "ssh"]
    ann.close()


def test_over_ssh_nobody_is_an_admin_only_because_there_is_none(desk: Desk) -> None:
    desk.put("agent", {"name": "ann", "role": "viewer"})
    assert desk.me().role == "admin"
    ann = over_ssh(desk, "ann")
    assert ann.me().role == "viewer"
    with pytest.raises(Refused, match="needs the role admin"):
        ann.put("agent", {"name": "ann", "role": "admin"})
    ann.close()


@pytest.fixture
def came(staffed: Desk) -> Desk:
    """Ann, come by her key."""
    staffed.as_agent("fay").keys.add("ann", ANNS)
    return Desk.open(staffed.session.database.url, agent="ann", origin="ssh", key=PRINT)


def test_from_the_revoking_on_nothing_is_read_or_written_by_that_key(staffed: Desk, came: Desk) -> None:
    case = draft(staffed)
    asked: dict[str, Callable[[], object]] = {
        "show": lambda: came.record(case.number),
        "list": lambda: came.rows("cases"),
        "journal": came.journal,
        "do": lambda: came.do("submit", case.number),
        "note": lambda: came.note(case.number, "called"),
        "new": lambda: came.new_case({"short_description": "Two short"}),
        "undo": came.undo,
        "put": lambda: came.put("stock", {"ou": "S1", "product": "P1", "quantity": 1}),
        "key": lambda: came.keys.add("ann", BOBS),
    }
    assert came.rows("cases")
    came.note(case.number, "called")
    staffed.as_agent("fay").keys.revoke(PRINT)
    before = row_counts(staffed)
    for name, ask in asked.items():
        with pytest.raises(Refused, match="This key was revoked"):
            ask()
        assert row_counts(staffed) == before, name
    assert came.drafts.all() == ()
    came.drafts.keep("note", case.number, {"text": "half a no"})
    assert [draft.held for draft in staffed.drafts.all()] == [{"text": "half a no"}]
    came.close()


class Slow(io.BytesIO):
    """A file of cases that comes slowly: before its end the key is revoked."""

    def __init__(self, revoke: Callable[[], object]) -> None:
        super().__init__(b"number,short_description\nT1,Two short\n")
        self._revoke: Callable[[], object] | None = revoke

    def read(self, size: int | None = -1, /) -> bytes:
        got = super().read(size)
        if self._revoke is not None and not got:
            revoke, self._revoke = self._revoke, None
            revoke()
        return got

    def read1(self, size: int | None = -1, /) -> bytes:
        return self.read(size)


def test_what_was_still_being_sent_is_not_taken_in(staffed: Desk, came: Desk) -> None:
    with pytest.raises(Refused, match="This key was revoked"):
        import_cases(came, Slow(lambda: staffed.as_agent("fay").keys.revoke(PRINT)))
    assert not staffed.rows("cases")
    came.close()
