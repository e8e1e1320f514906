"""Checks of single values, whoever hands them in: whole numbers, days, texts.

*Errors*: every check raises `Invalid` with a sentence that names the value.
"""

from __future__ import annotations

from datetime import date

from models.errors import Invalid


def whole_number(name: str, raw: object) -> int:
    """A whole number from JSON or from text.

    *Errors*: `Invalid`.
    """
    if isinstance(raw, int) and not isinstance(raw, bool):
        number = raw
    else:
        try:
            number = int(raw if isinstance(raw, str) else "")
        except ValueError:
            raise Invalid(f"{name} is a whole number, not {raw!r:.60}.") from None
    if abs(number) > 2**53:
        raise Invalid(f"{name} is too large a number; the desk counts up to {2**53}.")
    return number


def iso_day(name: str, raw: str) -> str:
    """A day as ``YYYY-MM-DD``.

    *Errors*: `Invalid`.
    """
    try:
        return date.fromisoformat(raw.strip()).isoformat()
    except ValueError:
        raise Invalid(f"{name} is a day like 2026-03-31, not {raw!r:.60}.") from None


MAX_TEXT = 1_000_000


def storable(name: str, raw: str) -> str:
    """A text that every database takes: at most `MAX_TEXT` characters, no half characters, no NUL.

    *Errors*: `Invalid`.
    """
    if len(raw) > MAX_TEXT:
        raise Invalid(f"{name} has {len(raw)} characters; at most {MAX_TEXT} are kept. Shorten it.")
    try:
        raw.encode()
    except UnicodeEncodeError:
        raise Invalid(
            f"{name} holds half of a character (a lone surrogate); send whole characters."
        ) from None
    return raw.replace("\0", "�")
