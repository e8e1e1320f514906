"""What a write came to, or who was first, in a sentence or two for the bottom band."""

from __future__ import annotations

from collections.abc import Mapping

from models import ActivityView, Done, Stale, spoken
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


def overtaken(error: Stale, me: str, key: str) -> str:
    """Who was first with what and when, what the record is now, and the key that does the action again.

    As in ``bob was first: Assign to me, 10:31:02. ORDCS0001042 is Work in Progress now. a does Assign to me
    again.``
    """
    first = error.first
    if first is None:
        return str(error)
    who = "You, elsewhere, were first" if first.who == me else f"{first.who} was first"
    said = [f"{who}: {first.label}, {first.clock}."]
    if first.state_label:
        said.append(f"{error.record} is {first.state_label} now.")
    if first.wanted and first.still_open and key:
        said.append(f"{key} does {first.wanted} again.")
    elif first.wanted and not first.still_open:
        said.append(f"{first.wanted} is not open any more.")
    return " ".join(said)


def done_elsewhere(entry: ActivityView, head: str, labels: Mapping[str, str], now: int) -> str:
    """What somebody else has just done to a record, as in ``bob took it: Assign to me, 10:31:02``."""
    what = labels.get(entry.action, entry.action.replace("_", " "))
    taken = (head, "assigned_to", entry.agent)
    took = any((each.record, each.field, each.after) == taken for each in entry.changes)
    at = "" if entry.record == head else f" {entry.record}"
    return f"{entry.agent}{' took it' if took else ''}: {what}{at}, {spoken(entry.at, now)}"


def undone(done: Done, badges: Mapping[str, Badges], badge: tuple[str, str] | None = None) -> str:
    """What an undo came to; what had been made is said to be gone.

    As in ``ORDCS0001042 Undo: Closed → Resolved.`` ``badge`` is that of an order, before and after.
    """
    own = (change for change in done.changes if change.record == done.record)
    if any(each.field == "state" and each.after is None for each in own):
        return f"{done.record} is gone again."
    return happened(done, UNDONE, badges, badge)


def _is_another(record: str, number: str) -> bool:
    """Whether this is the number of another record of the same kind."""
    return record != number and record.rstrip(DIGITS) == number.rstrip(DIGITS)


def _label(state: object, badges: Mapping[str, Badges]) -> str:
    code = str(state)
    return next((known[code].label for known in badges.values() if code in known), code)
