"""The journal's chain: each entry's hash covers the entry and the hash before it.

What is hashed is JSON: the hash before, the entry's own columns by name, and its changes in the order
in which they were written. A column that holds nothing is left out, so that a later one changes no
older hash.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from models.json_text import encoded
from models.tables.journal import Journal

#: The hash before the first entry.
START = ""
ENTRY = tuple(sorted(field.name for field in Journal.select().selected_columns if field.name != "hash"))
CHANGE = ("record", "field", "before_value", "after_value", "because")
HASH_BYTES = 32


def link(before: str, entry: Mapping[str, object], changes: Sequence[Sequence[object]]) -> str:
    """The hash of an entry with its changes, each as `CHANGE` names its columns, behind the hash before."""
    told = {name: value for name in ENTRY if (value := entry[name]) is not None}
    text = encoded((before, told, changes))
    return hashlib.blake2b(text.encode(), digest_size=HASH_BYTES).hexdigest()
