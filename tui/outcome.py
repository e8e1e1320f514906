"""What a write came to, in one sentence for the bottom band."""

from __future__ import annotations

from collections.abc import Mapping

from models import Done
from tui.badges import Badges

DIGITS = "0123456789"
#: What the band calls an undo.
UNDONE = "Undo"
#: A payment is what was done, and nothing that went with it.
PAYMENT = "PAY"


def happened(
    done: Done, label: str, badges: Mapping[str, Badges], badge: tuple[str, str] | None = None
) -> str:
    """Which record, what was done, from which state to which, and what went with it.

    As in ``ORDCS0001042 Submit: Draft → New, 2 more records went with it.`` ``badge`` are the codes of the
    badge before and after, where that is no state.
    """
    sentence = f"{done.record} {label}"
    own = (change for change in done.changes if change.record == done.record)
    moved = next(((each.before, each.after) for each in own if each.field == "state"), (None, None))
    before, after = moved if badge is None else badge
    if after and before != after:
        steps = [_label(state, badges) for state in (before, after) if state]
        sentence += f": {' → '.join(steps)}"
    moved_too = {change.record for change in done.changes if not change.record.startswith(PAYMENT)}
    others = len(moved_too - {done.record})
    if others:
        sentence += f", {others} more {'record' if others == 1 else 'records'} went with it"
    made = [
        f"The new basket is {each.record}."
        for each in done.changes
        if each.field == "state" and each.before is None and _is_another(each.record, done.record)
    ]
    warnings = [reason.message for reason in done.warnings]
    return " ".join([f"{sentence}.", *made, *warnings])


def undone(done: Done, badges: Mapping[str, Badges]) -> str:
    """What an undo came to; what had been made is said to be gone.

    As in ``ORDCS0001042 Undo: Closed → Resolved.``
    """
    own = (change for change in done.changes if change.record == done.record)
    if any(each.field == "state" and each.after is None for each in own):
        return f"{done.record} is gone again."
    return happened(done, UNDONE, badges)


def _is_another(record: str, number: str) -> bool:
    """Whether this is the number of another record of the same kind."""
    return record != number and record.rstrip(DIGITS) == number.rstrip(DIGITS)


def _label(state: object, badges: Mapping[str, Badges]) -> str:
    code = str(state)
    return next((known[code].label for known in badges.values() if code in known), code)
