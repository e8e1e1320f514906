"""keys: an admin lets agents in over SSH and shuts them out; sshd asks for the line of a valid key."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.models.desk.test_keyring import ANNS, BOBS, PRINT
from tests.tui.command_line import casedesk


@pytest.fixture
def staffed(url: str) -> str:
    """A desk with an admin and two agents."""
    for name, role in (("mia", "admin"), ("ann", "agent"), ("bob", "viewer")):
        assert (
            casedesk("--agent", "mia", "put", "agent", "--set", f"name={name}", "--set", f"role={role}").code
            == 0
        )
    return url


@pytest.fixture
def file(tmp_path: Path) -> str:
    """The .pub file of ann's key."""
    (tmp_path / "ann.pub").write_text(ANNS + "\n")
    return str(tmp_path / "ann.pub")


def mia(*words: str) -> tuple[int, str]:
    """What the admin's command comes to: its code and what it says."""
    done = casedesk("--agent", "mia", "keys", *words)
    return done.code, done.out + done.err


def test_a_key_is_added_listed_revoked_and_stays_known(staffed: str, file: str) -> None:
    assert mia("list", "--format", "json") == (0, "[]\n")
    assert mia("add", "ann", file) == (0, f"{PRINT} lets ann in.\n")
    [row] = json.loads(mia("list", "--format", "json")[1])
    assert (row["agent"], row["fingerprint"], row["comment"], row["added_by"], row["revoked_at"]) == (
        "ann", PRINT, "laptop", "mia", None,
    )  # fmt: skip
    assert mia("revoke", "ann") == (0, f"Revoked: {PRINT} of ann.\n")
    [row] = json.loads(mia("list", "--format", "json")[1])
    assert (row["fingerprint"], row["revoked_by"]) == (PRINT, "mia")
    code, said = mia("add", "ann", file)
    assert (code, "was revoked and stays so" in said) == (2, True)


def test_sshd_gets_the_line_of_a_valid_key_and_nothing_for_another(staffed: str, file: str) -> None:
    assert mia("for", PRINT) == (0, "")
    mia("add", "ann", file)
    code, line = mia("for", PRINT)
    assert code == 0
    assert line.startswith('restrict,pty,command="exec /usr/bin/env -i PATH=/usr/bin:/bin ')
    assert line.endswith(f'door {PRINT}" {ANNS.removesuffix(" laptop")}\n')
    assert f" {sys.executable} -I -m tui --db {staffed} door " in line
    mia("revoke", PRINT)
    assert mia("for", PRINT) == (0, "")


def test_a_key_comes_by_standard_input_too(staffed: str) -> None:
    words = [sys.executable, "-m", "tui", "--db", staffed, "--agent", "mia", "keys", "add", "bob", "-"]
    done = subprocess.run(
        [*words, "--format", "json"], input=BOBS, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout)["agent"] == "bob"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", "ann"), 2, "keys add takes 2 more words"),
        (("list", "ann"), 2, "keys list takes 0 more words"),
        (("revoke",), 2, "keys revoke takes 1 more words"),
        (("revoke", "bob"), 1, "casedesk keys list"),
        (("add", "ann", "/nowhere/ann.pub"), 7, "/nowhere/ann.pub"),
        (("add", "zoe", "{file}"), 1, "casedesk put agent"),
    ],
)
def test_what_can_not_be_is_said(
    words: tuple[str, ...], code: int, said: str, staffed: str, file: str
) -> None:
    told = mia(*(word.replace("{file}", file) for word in words))
    assert (told[0], said in told[1]) == (code, True), told
    assert len(told[1].splitlines()) == 1


def test_only_an_admin_lets_somebody_in(staffed: str, file: str) -> None:
    done = casedesk("--agent", "ann", "keys", "add", "ann", file)
    assert (done.code, "needs the role admin; ann is agent" in done.err) == (3, True)
    assert mia("list", "--format", "json") == (0, "[]\n")
