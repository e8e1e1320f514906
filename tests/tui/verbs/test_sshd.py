"""doctor --ssh: a real sshd with the README's fragment is found right, each line that is missing is named."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import cast

import pytest

from models import Finding
from tests.rig.ssh import SSHD, Host, fragment, make_key
from tests.tui.command_line import casedesk
from tui.verbs.sshd import compared, harmless

ACCOUNT = "root"


def printed(folder: Path, config: str) -> str:
    """What a real sshd makes of a configuration."""
    if not (folder / "host").exists():
        make_key(folder, "host")
    file = folder / "sshd_config"
    file.write_text(f"HostKey {folder / 'host'}\n{config}")
    words = [SSHD, "-T", "-f", str(file), "-C", f"user={ACCOUNT},host=localhost,addr=127.0.0.1"]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def wrong(folder: Path, config: str) -> dict[str, Finding]:
    """What is found wrong with the configuration, by its lower-case name."""
    url = Host(folder, 0, folder).url
    found = list(compared(printed(folder, config), ACCOUNT, url))
    assert len(found) > 15
    return {each.name.lower(): each for each in found if not each.fine}


def as_told(folder: Path) -> str:
    """The README's fragment for the account of this test."""
    lines = fragment(folder).splitlines()
    told = [f"Match User {ACCOUNT}" if line.startswith("Match") else line for line in lines]
    return "\n".join(
        f"    AuthorizedKeysCommandUser {ACCOUNT}" if "CommandUser" in line else line for line in told
    )


def test_a_host_set_up_as_told_is_found_right(tmp_path: Path) -> None:
    assert wrong(tmp_path, "AcceptEnv LANG LC_* COLORTERM NO_COLOR\n" + as_told(tmp_path)) == {}


#: What a host may have of its own, before the account's part.
OPEN = """\
X11Forwarding yes
GatewayPorts yes
PermitTunnel yes
PermitUserEnvironment yes
PermitEmptyPasswords yes
ForceCommand /bin/sh
PermitTTY no
"""


@pytest.mark.parametrize(
    "name",
    [
        "AuthenticationMethods",
        "AuthorizedKeysFile",
        "AuthorizedKeysCommandUser",
        "PasswordAuthentication",
        "KbdInteractiveAuthentication",
        "DisableForwarding",
        "AllowTcpForwarding",
        "AllowStreamLocalForwarding",
        "AllowAgentForwarding",
        "X11Forwarding",
        "GatewayPorts",
        "PermitTunnel",
        "PermitUserRC",
        "PermitTTY",
    ],
)
def test_each_line_that_is_left_out_is_named_with_what_it_must_be(name: str, tmp_path: Path) -> None:
    lines = as_told(tmp_path).splitlines()
    left = [line for line in lines if line.split()[:1] != [name]]
    if name == "AuthorizedKeysCommandUser":
        left.append("    AuthorizedKeysCommandUser nobody")
    assert len(left) < len(lines) + (name == "AuthorizedKeysCommandUser")
    found = wrong(tmp_path, OPEN + "\n".join(left))
    assert name.lower() in found
    assert found[name.lower()].mend.startswith("It must be ")


def test_what_stands_outside_the_accounts_part_is_seen_too(tmp_path: Path) -> None:
    found = wrong(tmp_path, OPEN + "AcceptEnv LANG LD_PRELOAD *\n" + as_told(tmp_path))
    assert set(found) == {"permituserenvironment", "permitemptypasswords", "forcecommand", "acceptenv"}
    assert "Take out LD_PRELOAD *:" in found["acceptenv"].mend


@pytest.mark.parametrize(
    ("before", "after"),
    [(" -I ", " "), ("desk.db", "other.db"), ("keys for %f", "keys list"), ("/python", "/no-python")],
)
def test_another_program_than_the_desks_is_named(before: str, after: str, tmp_path: Path) -> None:
    told = as_told(tmp_path)
    assert before in told
    found = wrong(tmp_path, told.replace(before, after))
    assert set(found) == {"authorizedkeyscommand"}
    assert "keys for %f" in found["authorizedkeyscommand"].mend


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
