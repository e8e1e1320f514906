"""Values as JSON text, for what is written with every action: the journal, the stream, the kept answers."""

from __future__ import annotations

import json

import orjson

#: What is written holds no circles to look for.
_ESCAPED = json.JSONEncoder(check_circular=False, separators=(",", ":")).encode


def encoded(value: object) -> str:
    """A value as JSON without spaces; letters stand for themselves where UTF-8 can hold them."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        # Half a character, a number of more than 64 bits, a named tuple.
        return _ESCAPED(value)
