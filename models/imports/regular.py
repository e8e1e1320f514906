"""Whether the rules would have let a case come into a state, or change in it."""

from __future__ import annotations

from models.rulebook import Machine


def leads(machine: Machine, before: str, after: str) -> bool:
    """Whether an action that is switched on leads from one state to the other."""
    return any(
        transition.enabled and transition.to_state == after
        for action in machine.actions
        if not action.operation and (transition := action.transition(before))
    )


def irregular(machine: Machine, before: str, after: str, *, changed: bool) -> bool:
    """Whether no rule allows the step; an empty ``before`` is a case that begins.

    A case begins in the initial state or in one that an action leads to from there.
    """
    if not before:
        initial = machine.initial.code
        return after != initial and not leads(machine, initial, after)
    if before == after:
        return changed and before in machine.final_codes
    return not leads(machine, before, after)
