"""A real sshd on loopback, set up as the README tells it, and real ssh clients with keys of their own.

It has a port of its own and serves whatever an sshd can. Two hosts are given for the same desk: one whose
administrator did all that the README says, and one who took over no more than makes logins work.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from models import Desk
from tests.readme_text import blocks, section
from tests.rig.account import Account, account, host_folder
from tests.rig.sockets import free_port

SSHD = "/usr/sbin/sshd"
FOUND = "Server listening on"
#: What a host may have of its own, before the part of the account.
SERVING = """\
PidFile none
UsePAM no
PermitRootLogin prohibit-password
Subsystem sftp internal-sftp
X11Forwarding yes
XAuthLocation /bin/true
GatewayPorts yes
PermitTunnel yes
"""
#: The least that lets agents in, and what of a client's environment harms no login shell.
LEAST = ("Match", "AuthorizedKeys")
UNSHELLED = "LANG LC_* NO_COLOR COLORTERM CASEDESK_* TEXTUAL* PYTHON*"


class Host(NamedTuple):
    """A host that listens: its folder, its port, its account, and the configuration that it runs with."""

    folder: Path
    port: int
    config: Path
    whose: Account

    @property
    def url(self) -> str:
        """The desk that the host's door opens."""
        return f"sqlite:///{self.folder / 'desk.db'}"

    @property
    def home(self) -> str:
        """The home of the account."""
        return (
            str(self.folder)
            if self.whose.number is not None
            else str(Path(f"~{self.whose.name}").expanduser())
        )

    @property
    def target(self) -> str:
        """Where a client goes."""
        return f"{self.whose.name}@127.0.0.1"

    def options(self, key: str) -> list[str]:
        """What each client is told: this key and no other, no questions, nothing of the user's own."""
        told = (
            "StrictHostKeyChecking=no",
            "UserKnownHostsFile=/dev/null",
            "IdentitiesOnly=yes",
            "BatchMode=yes",
        )
        identity = f"IdentityFile={self.folder / key}"
        each = (*told, identity, "IdentityAgent=none", "LogLevel=ERROR", f"Port={self.port}")
        return ["-F", "none", *(word for option in each for word in ("-o", option))]

    def command(self, key: str, *words: str) -> list[str]:
        """The client's words: options that begin with a dash first, then what is asked for."""
        dashed = [word for word in words if word.startswith("-")]
        asked = [word for word in words if word not in dashed]
        return ["ssh", *self.options(key), *dashed, self.target, *asked]

    def ssh(self, key: str, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """What a login with this key comes to."""
        return client(self.command(key, *words), stdin)

    def newcomer(self, name: str, agent: str = "ann") -> str:
        """A fresh key that lets an agent in; gives its fingerprint."""
        desk = Desk.open(self.url, agent="mia")
        done = desk.keys.add(agent, make_key(self.folder, name))
        desk.close()
        return str(done.changes[0].after)


def client(
    words: Sequence[str], stdin: str = "", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """What a client comes to; it ends by itself or not in time."""
    return subprocess.run(
        words,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
        env={**os.environ, **(env or {})},
    )


def make_key(folder: Path, name: str) -> str:
    """A fresh key; returns the line of its .pub file."""
    file = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file], check=True)
    return file.with_suffix(".pub").read_text()


def fragment(folder: Path, name: str) -> str:
    """The README's fragment, with the place and the account of the test."""
    [told] = blocks(section("Set up a shared host in ten minutes"), "sshd")
    own = {
        "/opt/casedesk/bin/python -I -m casedesk": f"{sys.executable} -I -m tui",
        "/srv/casedesk": str(folder),
        "User casedesk": f"User {name}",
    }
    for there, here in own.items():
        assert there in told
        told = told.replace(there, here)
    return told


@contextmanager
def running(folder: Path, whose: Account, *, accepts: str, only: tuple[str, ...] = ("",)) -> Iterator[Host]:
    """The host, until the block is left; then its sshd is ended by its number.

    ``accepts`` is what it lets clients set in the environment; ``only`` are the beginnings of the
    fragment's lines that its administrator has taken over.
    """
    port = free_port()
    config = folder / f"sshd_config.{port}"
    if not (folder / "host").exists():
        make_key(folder, "host")
    lines = (
        *("ListenAddress 127.0.0.1", f"Port {port}", f"HostKey {folder / 'host'}", f"AcceptEnv {accepts}"),
        SERVING,
        *(line for line in fragment(folder, whose.name).splitlines() if line.strip().startswith(only)),
    )
    config.write_text("\n".join(lines))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    words = whose.command([SSHD, "-D", "-e", "-f", str(config)], folder)
    daemon = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    assert daemon.stderr is not None
    try:
        said = daemon.stderr.readline()
        assert FOUND in said, said
        yield Host(folder, port, config, whose)
    finally:
        daemon.terminate()
        daemon.wait(20)
        daemon.stderr.close()


@pytest.fixture(scope="module")
def told_host() -> Iterator[Host]:
    """A host as the README tells it, that accepts any environment of others than agents.

    Its desk has three agents, two of them with keys, and a case.
    """
    whose = account()
    with host_folder(whose) as folder:
        desk = Desk.open(f"sqlite:///{folder / 'desk.db'}", agent="mia")
        for name, role in (("mia", "admin"), ("ann", "agent"), ("bob", "viewer")):
            desk.put("agent", {"name": name, "role": role})
        for name in ("ann", "bob"):
            desk.keys.add(name, make_key(folder, name))
        desk.new_case({"short_description": "Two short"})
        desk.close()
        make_key(folder, "stranger")
        whose.own(folder)
        with running(folder, whose, accepts="*") as listening:
            yield listening


@pytest.fixture(scope="module")
def lax_host(told_host: Host) -> Iterator[Host]:
    """The same desk on a host whose administrator left out what `doctor --ssh` looks for."""
    with running(told_host.folder, told_host.whose, accepts=UNSHELLED, only=LEAST) as listening:
        yield listening


@pytest.fixture(params=["told_host", "lax_host"])
def any_host(request: pytest.FixtureRequest) -> Host:
    """Either host: the line of a key is enough, and so is the account's part of the configuration."""
    host: Host = request.getfixturevalue(request.param)
    return host
