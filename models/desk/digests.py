"""What the journal holds in place of a text: a digest under two keys, the desk's and its record's own.

Two texts of one record can be seen to be the same, and nothing else. The record's key is made with its
first text and goes when its customer is erased: from then on its digests say nothing to anybody.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable

from models.database import Database
from models.statements import Statement, listed, slot
from models.tables.journal import DigestKey
from models.tables.settings import Secret

BYTES = 16
_LISTED = "SELECT value FROM json_each(?)"
_SECRET = Statement(Secret.select(Secret.value).where(Secret.name == "digest").limit(1))
_KEY = Statement(DigestKey.select(DigestKey.value).where(DigestKey.owner == slot("owner")).limit(1))
_FORGET = """INSERT INTO digest_key (owner, value) SELECT value, NULL FROM json_each(?) WHERE true
ON CONFLICT (owner) DO UPDATE SET value = NULL"""
_MAKE = Statement(DigestKey.insert(owner=slot("owner"), value=slot("value")))


def customer_key(code: str) -> str:
    """The owner of the digests of what is put about a customer."""
    return f"customer {code}"


def forget_keys(database: Database, owners: Iterable[str], customers: Iterable[str]) -> None:
    """Takes the keys of erased records away and remembers which they are; of customers not even that."""
    database.run(_FORGET, [listed(owners)])
    database.run(f"DELETE FROM digest_key WHERE owner IN ({_LISTED})", [listed(customers)])


def is_erased(database: Database, owner: str) -> bool:
    """Whether the customer of a record was erased."""
    row = database.one(_KEY, {"owner": owner})
    return row is not None and row[0] is None


class Digests:
    """The digests of one owner's texts (a case, an order, a customer); keys are read with the first one."""

    __slots__ = ("_database", "_keys", "_owner")

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner
        self._keys: tuple[bytes, bytes] | None = None

    def of(self, text: str) -> str:
        """A text's digest; nothing for an empty text."""
        if not text:
            return ""
        desk, own = self._keys = self._keys or self._read_keys()
        inner = hashlib.blake2b(text.encode(), key=desk, digest_size=BYTES).hexdigest()
        return "digest:" + hashlib.blake2b(inner.encode(), key=own, digest_size=BYTES).hexdigest()

    def _read_keys(self) -> tuple[bytes, bytes]:
        desk = self._database.one(_SECRET)
        row = self._database.one(_KEY, {"owner": self._owner})
        # An erased owner has no key: what is written of him now gets one that nobody keeps.
        own = str(row[0]) if row and row[0] else secrets.token_hex(BYTES)
        if row is None:
            self._database.run(_MAKE, {"owner": self._owner, "value": own})
        return bytes.fromhex(str(desk[0])) if desk else b"", bytes.fromhex(own)
