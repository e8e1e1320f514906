"""doctor --ssh: a real sshd with the README's fragment is found right, each line that is missing is named."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import cast

import pytest

from models import Finding
from tests.readme_text import blocks, section
from tests.rig.ssh import SSHD, fragment, make_key
from tests.tui.command_line import casedesk
from tui.verbs.sshd import DUE, HARMLESS, compared, harmless

ACCOUNT = "root"
#: What a host may have of its own, before the account's part; each is something else than it must be.
BAD = {
    "PermitUserEnvironment": "yes",
    "AuthenticationMethods": "any",
    "AuthorizedKeysFile": ".ssh/authorized_keys",
    "TrustedUserCAKeys": "/etc/ssh/authority.pub",
    "PasswordAuthentication": "yes",
    "KbdInteractiveAuthentication": "yes",
    "PermitEmptyPasswords": "yes",
    "ForceCommand": "/bin/sh",
    "PermitTTY": "no",
    "MaxSessions": "0",
    "DisableForwarding": "no",
    "AllowTcpForwarding": "local",
    "AllowStreamLocalForwarding": "remote",
    "AllowAgentForwarding": "yes",
    "X11Forwarding": "yes",
    "GatewayPorts": "clientspecified",
    "PermitTunnel": "point-to-point",
    "PermitUserRC": "yes",
    "AuthorizedKeysCommandUser": "nobody",
    "AcceptEnv": "LANG LD_PRELOAD *",
}


def printed(folder: Path, config: str) -> str:
    """What a real sshd makes of a configuration."""
    if not (folder / "host").exists():
        make_key(folder, "host")
    file = folder / "sshd_config"
    file.write_text(f"HostKey {folder / 'host'}\n{config}")
    words = [SSHD, "-T", "-f", str(file), "-C", f"user={ACCOUNT},host=localhost,addr=127.0.0.1"]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def wrong(folder: Path, config: str) -> dict[str, Finding]:
    """What is found wrong with the configuration, by its name."""
    found = list(compared(printed(folder, config), ACCOUNT, f"sqlite:///{folder / 'desk.db'}"))
    assert {each.name for each in found} == {"AuthorizedKeysCommand", *BAD}
    return {each.name: each for each in found if not each.fine}


def as_told(folder: Path, *, without: str = "", bad: bool = False) -> str:
    """The README's fragment for the account of this test, on a host that has everything else wrong, maybe."""
    lines = fragment(folder, ACCOUNT).splitlines()
    left = [line for line in lines if line.split()[0] != without]
    assert len(left) == len(lines) - bool(without)
    before = left.index(f"Match User {ACCOUNT}")
    own = [f"{name} {value}" for name, value in BAD.items()] if bad else []
    return "\n".join([*left[:before], *own, *left[before:]])


def test_the_readme_says_what_is_looked_at_and_nothing_else() -> None:
    [told] = blocks(section("Set up a shared host in ten minutes"), "sshd")
    lines = [tuple(line.split(maxsplit=1)) for line in told.splitlines()]
    assert [line for line in lines if line[0] in DUE] == [(name, due.value) for name, due in DUE.items()]
    others = {name: value for name, value in lines if name not in DUE}
    assert set(others) == {"Match", "AuthorizedKeysCommand", "AuthorizedKeysCommandUser", "AcceptEnv"}
    accepted = others["AcceptEnv"].split()
    assert set(accepted) == {*HARMLESS, "LC_*"} - {"TERM"}
    assert all(map(harmless, accepted))


def test_a_host_set_up_as_told_is_found_right_whatever_it_has_besides(tmp_path: Path) -> None:
    assert wrong(tmp_path, as_told(tmp_path)) == {}
    assert wrong(tmp_path, as_told(tmp_path, bad=True)) == {}


@pytest.mark.parametrize("name", [*BAD])
def test_each_line_that_is_left_out_is_named_with_what_it_must_be(name: str, tmp_path: Path) -> None:
    found = wrong(tmp_path, as_told(tmp_path, without=name, bad=True))
    assert set(found) == {name}
    assert found[name].found == BAD[name]
    if name != "AcceptEnv":
        assert found[name].mend.startswith("It must be ")


@pytest.mark.parametrize(("number", "fine"), [("0", False), ("1", True), ("10", True), ("11", False)])
def test_one_login_has_some_sessions_and_not_any_number(number: str, fine: bool, tmp_path: Path) -> None:
    told = as_told(tmp_path).replace("MaxSessions 10", f"MaxSessions {number}")
    assert ("MaxSessions" not in wrong(tmp_path, told)) is fine


def test_what_a_client_may_set_is_named_where_it_does_harm(tmp_path: Path) -> None:
    found = wrong(tmp_path, as_told(tmp_path, without="AcceptEnv", bad=True))
    assert "Take out LD_PRELOAD *:" in found["AcceptEnv"].mend


@pytest.mark.parametrize(
    ("before", "after"),
    [(" -I ", " "), ("desk.db", "other.db"), ("keys for %f", "keys list"), ("/python", "/no-python")],
)
def test_another_program_than_the_desks_is_named(before: str, after: str, tmp_path: Path) -> None:
    told = as_told(tmp_path)
    assert before in told
    found = wrong(tmp_path, told.replace(before, after))
    assert set(found) == {"AuthorizedKeysCommand"}
    assert "keys for %f" in found["AuthorizedKeysCommand"].mend


@pytest.mark.parametrize("name", ["LANG", "LC_*", "LC_ALL", "TERM", "COLORTERM", "NO_COLOR"])
def test_what_a_terminal_needs_is_harmless(name: str) -> None:
    assert harmless(name)


@pytest.mark.parametrize("name", ["*", "L*", "LANG*", "T*", "LD_PRELOAD", "PYTHON*", "?C_ALL", "TERMINFO"])
def test_what_stands_for_more_is_not(name: str) -> None:
    assert not harmless(name)


def test_the_verb_asks_the_hosts_own_sshd(url: str) -> None:
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    words = [SSHD, "-T", "-C", f"user={ACCOUNT},host=localhost,addr=127.0.0.1"]
    told = subprocess.run(words, capture_output=True, text=True, check=False)
    done = casedesk("doctor", "--ssh", ACCOUNT, "--db", url, "--format", "json")
    if told.returncode:
        assert (done.code, "-T failed" in done.err, "Traceback" in done.err) == (2, True, False)
        return
    expected = [each._asdict() for each in compared(told.stdout, ACCOUNT, url)]
    findings = cast("dict[str, list[dict[str, object]]]", done.json())["findings"]
    assert [each["found"] for each in findings] == [each["found"] for each in expected]
    assert done.code == (0 if all(each["fine"] for each in expected) else 1)
