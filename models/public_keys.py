"""A public key of SSH as a person hands it in: one line, strong enough, and its fingerprint."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from typing import NamedTuple

from models.errors import Invalid

#: The kinds that are taken, with what a key of that kind is made of besides its kind.
PARTS = {
    "ssh-ed25519": 1,
    "ecdsa-sha2-nistp256": 2,
    "ecdsa-sha2-nistp384": 2,
    "ecdsa-sha2-nistp521": 2,
    "sk-ssh-ed25519@openssh.com": 2,
    "sk-ecdsa-sha2-nistp256@openssh.com": 3,
    "ssh-rsa": 2,
}
LEAST_RSA_BITS = 2048
#: No key that is taken is longer, in characters.
LONGEST_LINE = 8_000
FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}", re.ASCII)


class PublicKey(NamedTuple):
    """A key: kind, the key itself in base64, fingerprint as `ssh-keygen -l` prints it, comment."""

    kind: str
    text: str
    fingerprint: str
    comment: str


def public_key(line: str) -> PublicKey:
    """The key that a line of a ``.pub`` file holds.

    *Errors*: `Invalid` for options before the key, for several lines, and for a key that is weak or damaged.
    """
    words = line.strip()
    if len(words) > LONGEST_LINE or not words.isprintable():
        raise Invalid("A key is one line, as in id_ed25519.pub; give one key at a time.")
    kind, _, rest = words.partition(" ")
    text, _, comment = rest.strip().partition(" ")
    if kind not in PARTS:
        raise Invalid(
            f"{kind!r:.60} begins no key that is taken here; give the line of a .pub file as it is, without "
            f"options before it, of one of these kinds: {', '.join(PARTS)}."
        )
    blob = _decoded(text)
    parts = _parts(blob)
    if len(parts) != PARTS[kind] + 1 or parts[0] != kind.encode() or not all(parts[1:]):
        raise Invalid(f"This is no whole {kind} key; copy the line of the .pub file again.")
    bits = int.from_bytes(parts[2], "big").bit_length() if kind == "ssh-rsa" else 0
    if kind == "ssh-rsa" and bits < LEAST_RSA_BITS:
        raise Invalid(
            f"An RSA key has {LEAST_RSA_BITS} bits at least, this one has {bits}; "
            "make another one with `ssh-keygen -t ed25519`."
        )
    return PublicKey(kind, text, fingerprint_of(blob), comment.strip()[:200])


def fingerprint_of(blob: bytes) -> str:
    """The fingerprint of a key's bytes."""
    digest = base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")
    return f"SHA256:{digest}"


def _decoded(text: str) -> bytes:
    try:
        blob = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        blob = b""
    # Bits that base64 leaves unused would let one key have several texts.
    if not blob or base64.b64encode(blob).decode() != text:
        raise Invalid("The key is damaged; copy the line of the .pub file again.")
    return blob


def _parts(blob: bytes) -> list[bytes]:
    """The strings that the bytes are made of, each with its length before it; empty where they don't fit."""
    parts = []
    at = 0
    while at < len(blob):
        size = int.from_bytes(blob[at : at + 4], "big")
        at += 4 + size
        if at > len(blob):
            return []
        parts.append(blob[at - size : at])
    return parts
