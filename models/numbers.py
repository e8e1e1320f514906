"""Record numbers: a prefix that tells the kind, and the id with leading zeros."""

from __future__ import annotations

import re

from models.errors import Unknown

PREFIX = {"case": "ORDCS", "line": "ORDCSL"}
_SHAPE = re.compile(r"(?:(ORDCSL|ORDCS)0*)?([0-9]{1,15})", re.ASCII | re.IGNORECASE)
_KIND = {prefix: kind for kind, prefix in PREFIX.items()}


def number_of(kind: str, record_id: int) -> str:
    """The number of a case or a line."""
    return f"{PREFIX[kind]}{record_id:07d}"


def id_of(number: str) -> int:
    """The id behind a number as the desk writes it."""
    return int(number.lstrip("ORDCSL"))


def parse_number(text: str) -> tuple[str, int]:
    """The kind and id behind a number; bare digits mean a case.

    *Errors*: `Unknown` for anything else.
    """
    match = _SHAPE.fullmatch(text.strip())
    if match is None:
        raise Unknown("record", text[:60])
    return _KIND[(match[1] or "ORDCS").upper()], int(match[2])
