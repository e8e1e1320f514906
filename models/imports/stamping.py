"""When and by whom a case was resolved and closed, as far as the source's history has come.

An export may repeat the final times and codes on rows from long before; a time after the
update itself is such a leak, and the update's own time and agent stand in for it.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.imports.cases import Update
from models.rulebook import Machine

STAMPS = ("resolved_at", "resolved_by", "closed_at", "closed_by")
NO_STAMPS: dict[str, object] = {"resolved_at": None, "resolved_by": "", "closed_at": None, "closed_by": ""}


def stamped(
    machine: Machine, update: Update, before: Mapping[str, object], *, now: int, agent: str
) -> dict[str, object]:
    """The stamps of a case after an update, given its values before; none while it is open."""
    stamp = machine.state_by_code[update.state].stamp
    at = now if update.at is None else update.at
    by = update.by or agent
    ending = update.ending
    after = dict(NO_STAMPS)
    if not stamp:
        return after
    was = machine.state_by_code.get(str(before["state"]))
    entered = was is None or was.stamp != stamp
    if ending.resolved_at is not None and ending.resolved_at <= at:
        after |= {"resolved_at": ending.resolved_at, "resolved_by": ending.resolved_by or by}
    elif before["resolved_at"] is not None:
        after |= {"resolved_at": before["resolved_at"], "resolved_by": before["resolved_by"]}
    elif stamp == "resolved":
        after |= {"resolved_at": at, "resolved_by": by}
    if stamp != "closed":
        return after
    closer = ending.closed_by or (by if entered else str(before["closed_by"]) or by)
    if ending.closed_at is not None and ending.closed_at <= at:
        after |= {"closed_at": ending.closed_at, "closed_by": closer}
    elif entered or before["closed_at"] is None:
        after |= {"closed_at": at, "closed_by": closer}
    else:
        after |= {"closed_at": before["closed_at"], "closed_by": before["closed_by"]}
    return after
