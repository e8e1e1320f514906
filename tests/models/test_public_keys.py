"""A key that somebody hands in: taken as ssh-keygen made it, and told apart from all that is none."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest

from models.errors import Invalid
from models.public_keys import public_key


def made(folder: Path, *kind: str, comment: str = "ann@desk") -> str:
    """The line of a fresh key."""
    file = folder / "key"
    subprocess.run(["ssh-keygen", "-q", "-N", "", "-C", comment, "-f", file, "-t", *kind], check=True)
    return file.with_suffix(".pub").read_text()


def packed(*parts: bytes) -> str:
    """Parts as the bytes of a key, in base64."""
    return base64.b64encode(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).decode()


@pytest.mark.parametrize("kind", ["ed25519", "ecdsa", "rsa -b 2048"])
def test_a_key_is_known_by_the_fingerprint_that_openssh_gives_it(kind: str, tmp_path: Path) -> None:
    key = public_key(made(tmp_path, *kind.split()))
    told = subprocess.run(
        ["ssh-keygen", "-lf", tmp_path / "key.pub"], capture_output=True, text=True, check=True
    )
    assert key.fingerprint == told.stdout.split()[1]
    assert key.comment == "ann@desk"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "begins no key that is taken here"),
        ("ssh-dss AAAAB3NzaC1kc3M=", "begins no key that is taken here"),
        ('command="sh" ssh-ed25519 AAAA', "without options before it"),
        ("ssh-ed25519-cert-v01@openssh.com AAAA", "begins no key"),
        ("ssh-ed25519 AAAA\nssh-ed25519 AAAA", "one key at a time"),
        ("ssh-ed25519 AAAA \x1b[2J", "one key at a time"),
        ("ssh-ed25519 " + "A" * 9000, "one key at a time"),
        ("ssh-ed25519", "The key is damaged"),
        ("ssh-ed25519 *", "The key is damaged"),
        ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII", "The key is damaged"),
        ("ssh-ed25519 " + packed(b"ssh-ed25519"), "This is no whole ssh-ed25519 key"),
        ("ssh-ed25519 " + packed(b"ssh-rsa", b"x" * 32), "This is no whole ssh-ed25519 key"),
        ("ssh-ed25519 " + packed(b"ssh-ed25519", b"x" * 32, b"more"), "This is no whole"),
        ("ssh-rsa " + packed(b"ssh-rsa", b"\1\0\1", b"\xff" * 128), "this one has 1024; make another one"),
    ],
)
def test_what_is_no_key_or_a_weak_one_is_said(line: str, said: str) -> None:
    with pytest.raises(Invalid) as invalid:
        public_key(line)
    assert said in str(invalid.value)


def test_a_key_with_a_byte_missing_is_damaged(tmp_path: Path) -> None:
    kind, text, _ = made(tmp_path, "ed25519").split()
    cut = base64.b64encode(base64.b64decode(text)[:-1]).decode()
    with pytest.raises(Invalid, match="no whole"):
        public_key(f"{kind} {cut}")
