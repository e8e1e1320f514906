"""Reads single fields of what is put; one that is null is taken as left out.

*Errors*: each raises `Invalid` with a sentence that names the field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from models.checks import storable
from models.errors import Invalid

ID_SHAPE = re.compile(r"[^\s/\x00-\x1f\x7f]{1,60}")


def key_of(fields: Mapping[str, object], name: str = "id") -> str:
    """What a record is known by: 1 to 60 characters without blanks and slashes."""
    value = fields.get(name)
    if not isinstance(value, str) or not ID_SHAPE.fullmatch(value):
        raise Invalid(f"{name} is 1 to 60 characters without blanks and slashes, not {value!r:.60}.")
    return storable(name, value)


def text_of(fields: Mapping[str, object], name: str, default: str | None = None) -> str:
    """A text; without a default one that is not empty."""
    value = fields.get(name)
    value = default if value is None else value
    if not isinstance(value, str):
        raise Invalid(f"{name} is a text, not {type(value).__name__}." if value else f"{name} is required.")
    if default is None and not value.strip():
        raise Invalid(f"{name} is a text that is not empty.")
    return storable(name, value.strip())


def one_of(fields: Mapping[str, object], name: str, allowed: Sequence[str], default: str) -> str:
    """One of the values that are allowed."""
    value = fields.get(name)
    value = default if value is None else value
    if value not in allowed:
        raise Invalid(f"{name}: {value!r:.60} is not one of: {', '.join(allowed)}.")
    return str(value)


def list_of(fields: Mapping[str, object], name: str) -> list[str]:
    """A list of texts, or one text with commas."""
    value = fields.get(name)
    value = [] if value is None else value
    if isinstance(value, str):
        value = [each.strip() for each in value.split(",") if each.strip()]
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Invalid(f"{name} is a list of texts.")
    return [str(each) for each in value]


def flag_of(fields: Mapping[str, object], name: str, *, default: bool) -> bool:
    """True or false, also as a word."""
    value = fields.get(name)
    if value is None:
        return default
    found = {"true": True, "false": False}.get(str(value).casefold())
    if found is None or not isinstance(value, bool | str):
        raise Invalid(f"{name} is true or false, not {value!r:.60}.")
    return found
