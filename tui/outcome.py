"""What a write came to, in one sentence for the bottom band."""

from __future__ import annotations

from collections.abc import Mapping

from models import Done
from tui.badges import Badges


def happened(done: Done, label: str, badges: Mapping[str, Badges]) -> str:
    """Which record, what was done, from which state to which, and what went with it.

    As in ``ORDCS0001042 Submit: Draft → New, 2 more records went with it.``
    """
    sentence = f"{done.record} {label}"
    own = (change for change in done.changes if change.record == done.record)
    moved = next((change for change in own if change.field == "state"), None)
    if moved is not None and moved.after:
        steps = [_label(state, badges) for state in (moved.before, moved.after) if state]
        sentence += f": {' → '.join(steps)}"
    others = len({change.record for change in done.changes} - {done.record})
    if others:
        sentence += f", {others} more {'record' if others == 1 else 'records'} went with it"
    warnings = [reason.message for reason in done.warnings]
    return " ".join([f"{sentence}.", *warnings])


def _label(state: object, badges: Mapping[str, Badges]) -> str:
    code = str(state)
    return next((known[code].label for known in badges.values() if code in known), code)
