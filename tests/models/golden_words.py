"""The words of the golden tables: an action's heading, and what comes of it in one situation."""

from __future__ import annotations

from collections.abc import Mapping

from models.engine import plan, verdicts
from models.plans import Facts, Plan
from models.rulebook import ROLES, Action, Machine, Rulebook


def heading(machine: Machine, action: Action) -> str:
    """What an action is called, its key, who may fire it and what it asks for."""
    kind = "operation" if action.operation else "action"
    asked = [f"{item.name}{'' if item.required else '?'}" for item in action.inputs]
    asks = f", asks {' '.join(asked)}" if asked else ""
    return f"{machine.code} {kind} {action.code}, key {action.key}, for {least_role(action)}{asks}"


def least_role(action: Action) -> str:
    """The least role that may fire an action somewhere."""
    return min((transition.role for transition in action.transitions), key=ROLES.index)


def open_to(rulebook: Rulebook, seen: Facts) -> str:
    """The actions that are open, operations included."""
    return " ".join(verdict.action for verdict in verdicts(rulebook, seen) if verdict.open) or "nothing"


def outcome(
    rulebook: Rulebook, seen: Facts, action: str, inputs: Mapping[str, object], names: Mapping[str, str]
) -> str:
    """Every change by the record's name, else the codes of the refusal."""
    found = plan(rulebook, seen, action, inputs)
    if not isinstance(found, Plan):
        return " ".join(dict.fromkeys(reason.code for reason in found.reasons))
    said: list[str] = []
    for change in found.changes:
        moved = f"→ {change.after}" if change.field == "state" else f"{change.field} = {change.after}"
        because = "" if change.because == found.action else f" ({change.because})"
        said.append(f"{names.get(change.record, change.record)} {moved}{because}")
    said += [f"makes {each.kind}" for each in found.creations]
    said += [f"writes a {entry.kind}" for entry in found.entries]
    said += [f"warns {warning.code}" for warning in found.warnings]
    said += ["asks first" for _ in found.questions]
    return ", ".join(said) or "="
