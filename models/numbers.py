"""Record numbers: a prefix that tells the kind, and the id with leading zeros."""

from __future__ import annotations

import re
from functools import lru_cache
from string import ascii_uppercase

from models.errors import Unknown

PREFIX = {
    "case": "ORDCS",
    "line": "ORDCSL",
    "order": "SO",
    "payment": "PAY",
    "shipment": "SHP",
    "invoice": "INV",
    "nasc": "NASC",
    "recount": "RCT",
}
_PREFIXES = "|".join(sorted(PREFIX.values(), key=len, reverse=True))
_SHAPE = re.compile(
    rf"(?:({_PREFIXES})0*)?([0-9]{{1,15}})(?:/([0-9]{{1,9}}))?",
    re.ASCII | re.IGNORECASE,
)
_KIND = {prefix: kind for kind, prefix in PREFIX.items()}


def number_of(kind: str, record_id: int) -> str:
    """The number of a record of this kind."""
    return f"{PREFIX[kind]}{record_id:07d}"


@lru_cache(maxsize=4096)
def id_of(number: str) -> int:
    """The id behind a number as the desk writes it."""
    return int(number.partition("/")[0].lstrip(ascii_uppercase))


@lru_cache(maxsize=4096)
def parse_number(text: str) -> tuple[str, int]:
    """The kind and id behind a number; bare digits mean a case, ``SO0001001/2`` a line of order 1001.

    *Errors*: `Unknown` for anything else.
    """
    match = _SHAPE.fullmatch(text.strip())
    kind = _KIND[(match[1] or "ORDCS").upper()] if match else ""
    if match is None or (match[3] and kind != "order"):
        raise Unknown("record", text[:60])
    return "order_line" if match[3] else kind, int(match[2])


def machine_of(number: str) -> str:
    """The machine that a number's record runs by: ``case``, ``line``, ``order``, ``order_line``.

    *Errors*: `Unknown` for what is no number.
    """
    return parse_number(number)[0]


def full_number(text: str, kind: str) -> str:
    """The number that was typed, with the prefix of a kind where it is bare digits."""
    bare = text.strip()
    return f"{PREFIX[kind]}{bare}" if bare.isascii() and bare.isdigit() else text


def kind_of(number: str) -> str:
    """The kind of record that a number means or belongs to: ``case``, ``order``, or another one's own kind.

    *Errors*: `Unknown` for what is no number.
    """
    kind = parse_number(number)[0]
    return {"line": "case", "order_line": "order"}.get(kind, kind)


def order_line_number(order_id: int, position: int) -> str:
    """The number of an order's line."""
    return f"{number_of('order', order_id)}/{position}"


def is_order_line(text: str) -> bool:
    """Whether a text is the number of an order's line; what another system wrote there may be none."""
    match = _SHAPE.fullmatch(text.strip())
    return match is not None and bool(match[3]) and _KIND[(match[1] or "ORDCS").upper()] == "order"


def position_of(number: str) -> int:
    """The position of an order's line, from its number."""
    return int(number.rpartition("/")[2])
