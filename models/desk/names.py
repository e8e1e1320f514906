"""What may be the name of an agent, a group or a customer."""

from __future__ import annotations

from models.errors import Invalid

MAX_NAME = 200


def checked_name(what: str, name: object) -> str:
    """A name without blanks at its ends.

    *Errors*: `Invalid` for one that is empty, too long or cut within a character.
    """
    if not isinstance(name, str) or not name.strip() or len(name.strip()) > MAX_NAME:
        raise Invalid(f"{what} is a name of 1 to {MAX_NAME} characters.")
    try:
        name.encode()
    except UnicodeEncodeError:
        raise Invalid(f"{what} holds half of a character; send whole characters.") from None
    return name.strip().replace("\0", "�")
