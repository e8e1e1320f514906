"""What ``--set field=value`` and ``--line field=value,…`` mean."""

from __future__ import annotations

import re
from collections.abc import Iterable

from models import Invalid

#: A comma ends a value only where another ``field=`` follows, so that values may hold commas.
NEXT_FIELD = re.compile(r",(?=\s*[A-Za-z_][A-Za-z0-9_.]*\s*=)")


def assignments(texts: Iterable[str], option: str = "--set") -> dict[str, object]:
    """Each ``field=value`` as an entry; ``outcomes.ORDCSL0001001=accepted`` makes a map in a map.

    *Errors*: `Invalid` for a text without ``=`` and for a field that is said twice.
    """
    found: dict[str, object] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        name = name.strip()
        head, dot, key = name.partition(".")
        if not equals or not head or (dot and not key):
            raise Invalid(f"{option} {text!r} sets nothing; write {option} field=value.")
        inner = found.setdefault(head, {}) if dot else found
        last = key if dot else head
        if not isinstance(inner, dict) or last in inner:
            raise Invalid(f"{option} says {name} twice; leave one of them out.")
        inner[last] = value
    return found


def line_of(text: str) -> dict[str, object]:
    """``about=SO1/1,requested_quantity=3`` as the fields of one line."""
    return assignments(NEXT_FIELD.split(text), "--line")
