"""A real sshd on loopback, set up as the README tells it, and real ssh clients with keys of their own.

It has a port of its own, would serve sftp, and takes more of a client's environment than a host should.
"""

from __future__ import annotations

import getpass
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.readme_text import blocks, section

SSHD = "/usr/sbin/sshd"
FOUND = "Server listening on"


class Host(NamedTuple):
    """A host that listens: its folder, its port, and the configuration that it runs with."""

    folder: Path
    port: int
    config: Path

    @property
    def url(self) -> str:
        """The desk that the host's door opens."""
        return f"sqlite:///{self.folder / 'desk.db'}"

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
        return ["ssh", *self.options(key), *dashed, target(), *(word for word in words if word not in dashed)]

    def ssh(self, key: str, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """What a login with this key comes to."""
        return client(self.command(key, *words), stdin)


def target() -> str:
    """The account of the host: the one that the tests run in."""
    return f"{getpass.getuser()}@127.0.0.1"


def client(words: Sequence[str], stdin: str = "") -> subprocess.CompletedProcess[str]:
    """What a client comes to; it ends by itself or not in time."""
    return subprocess.run(
        words,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )


def make_key(folder: Path, name: str) -> str:
    """A fresh key; returns the line of its .pub file."""
    file = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file], check=True)
    return file.with_suffix(".pub").read_text()


def fragment(folder: Path) -> str:
    """The README's fragment, with the places and the account of the test."""
    [told] = blocks(section("Set up a shared host in ten minutes"), "sshd")
    own = {
        "/opt/casedesk/bin/python -I -m casedesk": f"{sys.executable} -I -m tui",
        "/srv/casedesk": str(folder),
        "User casedesk": f"User {getpass.getuser()}",
    }
    for there, here in own.items():
        assert there in told
        told = told.replace(there, here)
    return told


@contextmanager
def running(folder: Path, *, desk: Path | None = None, only: tuple[str, ...] = ("",)) -> Iterator[Host]:
    """The host, until the block is left; then its sshd is ended by its number.

    The desk is in the same folder, or in another one; ``only`` are the beginnings of the fragment's
    lines that its administrator has taken over.
    """
    make_key(folder, "host")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    config = folder / "sshd_config"
    lines = (
        "ListenAddress 127.0.0.1",
        f"Port {port}",
        f"HostKey {folder / 'host'}",
        "PidFile none",
        "UsePAM no",
        "PermitRootLogin prohibit-password",
        "Subsystem sftp internal-sftp",
        "AcceptEnv LANG LC_* NO_COLOR COLORTERM CASEDESK_* TEXTUAL* PYTHON*",
        *(line for line in fragment(desk or folder).splitlines() if line.strip().startswith(only)),
    )
    config.write_text("\n".join(lines))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    daemon = subprocess.Popen([SSHD, "-D", "-e", "-f", config], stderr=subprocess.PIPE, text=True)
    assert daemon.stderr is not None
    try:
        said = daemon.stderr.readline()
        assert FOUND in said, said
        yield Host(folder, port, config)
    finally:
        daemon.terminate()
        daemon.wait(20)
        daemon.stderr.close()
