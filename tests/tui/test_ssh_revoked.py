"""A revoked key is refused at once: at the next login, in an open connection, in a script, in the console."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models import Desk
from tests.rig.ssh import Host, client
from tests.rig.terminal import StartTerminal
from tests.tui.conversation import Conversation
from tests.tui.test_leaving import MODES

CASE = "ORDCS0001001"
#: Far more than a look takes, also where the machine has other work.
AT_ONCE_SECONDS = 10.0


@pytest.fixture
def mia(told_host: Host) -> Iterator[Desk]:
    """The admin, on the host itself."""
    desk = Desk.open(told_host.url, agent="mia")
    yield desk
    desk.close()


def test_no_login_and_no_session_of_an_open_connection_passes(told_host: Host, mia: Desk) -> None:
    fingerprint = told_host.newcomer("lost")
    assert told_host.ssh("lost", "list cases").returncode == 0
    # A connection that is open already asks the door again for each session.
    control = f"-oControlPath={told_host.folder / 'shared'}"
    master = told_host.ssh("lost", control, "-oControlMaster=auto", "-oControlPersist=30", "list cases")
    assert master.returncode == 0
    mia.keys.revoke(fingerprint)
    assert told_host.ssh("lost", "list cases").returncode == 255
    again = told_host.ssh("lost", control, "list cases")
    assert (again.returncode, again.stdout, "was revoked" in again.stderr) == (3, "", True)
    client(["ssh", control, "-O", "exit", told_host.target])
    assert told_host.ssh("ann", "list cases").returncode == 0


def test_an_open_console_ends_with_a_sentence_and_keeps_what_was_typed(
    told_host: Host, mia: Desk, terminal: StartTerminal
) -> None:
    fingerprint = told_host.newcomer("left-behind")
    console = terminal(command=told_host.command("left-behind", "-tt"))
    console.wait_for("ann", "Two short")
    console.press("enter")
    console.wait_for("What you can do")
    console.press("n")
    console.wait_for("It stays inside")
    console.press("half a no")
    console.wait_for("half a no")
    mia.keys.revoke(fingerprint)
    console.wait_for(
        "This key was revoked on this desk; ask an admin of it.", "is kept.", seconds=AT_ONCE_SECONDS
    )
    assert console.wait_exit() == 3
    said = console.raw.index(b"This key was revoked")
    for on, off in MODES.items():
        assert console.raw.rfind(on) < console.raw.rfind(off) < said, on
    ann = mia.as_agent("ann")
    assert [list(draft.held.values()) for draft in ann.drafts.all()] == [["half a no"]]
    ann.drafts.drop(ann.drafts.all()[0].form, CASE)
    assert ann.journal(limit=1)[0].action == "revoke_key"


def test_an_open_script_is_refused_from_the_next_operation_on(told_host: Host, mia: Desk) -> None:
    fingerprint = told_host.newcomer("scripted")
    note = {"op": "note", "record": CASE, "text": "called"}
    with Conversation(words=told_host.command("scripted", "apply -")) as script:
        assert script.say(note)["ok"]
        mia.keys.revoke(fingerprint)
        newest = mia.journal(limit=1)[0].id
        for operation in (note, {"op": "show", "record": CASE}, {"op": "undo"}):
            answer = script.say(operation)
            assert (answer["error"], "was revoked" in str(answer["message"])) == ("refused", True), operation
        assert script.end() == 1
    assert mia.journal(limit=1)[0].id == newest


def test_of_two_agents_on_one_case_the_one_whose_key_is_revoked_is_out_and_the_other_goes_on(
    told_host: Host, mia: Desk, terminal: StartTerminal
) -> None:
    mia.put("agent", {"name": "cem", "role": "agent"})
    fingerprint = told_host.newcomer("cems", "cem")
    ann = terminal(command=told_host.command("ann", "-tt"))
    cem = terminal(command=told_host.command("cems", "-tt"))
    for console in (ann, cem):
        console.wait_for("Two short")
        console.press("enter")
        console.wait_for("What you can do")
    ann.wait_for("cem has it open")
    cem.wait_for("ann has it open")
    cem.press("s")
    cem.wait_for("New  Two short", seconds=20)
    ann.wait_for("New  Two short")
    mia.keys.revoke(fingerprint)
    cem.wait_for("This key was revoked", seconds=AT_ONCE_SECONDS)
    assert cem.wait_exit() == 3
    ann.wait_gone("cem has it open")
    ann.press("a")
    ann.wait_for("Work in Progress  Two short")
    ann.press("q")
    assert ann.wait_exit() == 0
    assert [(each.agent, each.action) for each in mia.journal(CASE, limit=2)] == [
        ("ann", "assign_to_me"),
        ("cem", "submit"),
    ]
