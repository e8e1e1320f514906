"""Why an action is barred: role, group, state, switch and guards, each as a reason; and the way there."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from models.names import GUARDS
from models.plans import Facts, Reason
from models.rulebook import ROLES, Action, Machine, Rulebook, Transition


def bars(rulebook: Rulebook, facts: Facts, machine: Machine, action: Action) -> tuple[Reason, ...]:
    """Every reason against the action, whatever its inputs; empty where it is open."""
    record = facts.record
    reasons: list[Reason] = []
    transition = action.transition(record.state)
    source = (transition.source if transition else "") or action.source
    role = transition.role if transition else min((t.role for t in action.transitions), key=ROLES.index)
    if ROLES.index(facts.actor.role) < ROLES.index(role):
        reasons.append(
            Reason(
                record.number,
                "role",
                f"{action.label} needs the role {role}; {facts.actor.name} is {facts.actor.role}.",
                source,
            )
        )
    reasons += _group_bar(facts)
    if not (transition.enabled if transition else action.offered):
        reasons.append(
            Reason(record.number, "switched_off", f"{action.label} is switched off on this desk.", source)
        )
    if transition is None:
        needed = either(machine.state_by_code[each.from_state].label for each in action.transitions)
        state = machine.state_by_code[record.state].label
        reasons.append(
            Reason(
                record.number,
                "wrong_state",
                f"{action.label} needs {needed}; this {machine.label.lower()} is {state}.",
                source,
            )
        )
    reasons += _head_bar(rulebook, facts, machine, action, transition, source)
    for name in _guards(machine, facts, action, transition):
        for reason in GUARDS[name](rulebook, facts, record):
            reasons.append(Reason(reason.record, reason.code, reason.message, reason.source or source))
    return tuple(reasons)


def may_see(facts: Facts) -> bool:
    """Whether the acting agent's groups let him work on the record."""
    return not _group_bar(facts)


def _group_bar(facts: Facts) -> list[Reason]:
    actor = facts.actor
    group = facts.head.values.get("assignment_group")
    if not actor.only_own_groups or not group or group in actor.groups or actor.role in ("manager", "admin"):
        return []
    message = f"{facts.head.number} belongs to the group {group}, and {actor.name} is not in it."
    return [Reason(facts.head.number, "other_group", message, "rules.md 1.1")]


def _head_bar(
    rulebook: Rulebook,
    facts: Facts,
    machine: Machine,
    action: Action,
    transition: Transition | None,
    source: str,
) -> list[Reason]:
    if not machine.head:
        return []
    asked = (transition,) if transition else action.transitions
    allowed = [state for each in asked for state in each.head_states]
    if not allowed or facts.head.state in allowed:
        return []
    head = rulebook.machine_by_code[machine.head]
    needed = either(head.state_by_code[state].label for state in dict.fromkeys(allowed))
    state = head.state_by_code[facts.head.state].label
    message = f"{action.label} needs a {head.label.lower()} in {needed}; {facts.head.number} is {state}."
    return [Reason(facts.head.number, "wrong_head_state", message, source)]


def _guards(machine: Machine, facts: Facts, action: Action, transition: Transition | None) -> tuple[str, ...]:
    """The guards that hold here; from a wrong state those that the action has wherever it is allowed.

    Where no way leads to a state that allows it, what would be in the way there is nothing to mend.
    """
    if transition is not None:
        return transition.guards
    if not way_to(machine, facts, action):
        return ()
    shared = [set(each.guards) for each in action.transitions]
    return tuple(sorted(set.intersection(*shared))) if shared else ()


def either(words: Iterable[str]) -> str:
    """Words as a choice: ``A``, ``A or B``, ``A, B or C``."""
    listed = list(dict.fromkeys(words))
    return " or ".join(filter(None, (", ".join(listed[:-1]), listed[-1])))


def way_to(machine: Machine, facts: Facts, action: Action) -> tuple[str, ...]:
    """The fewest actions that lead from the record's state to one from which ``action`` is allowed.

    Guards and inputs are not looked at: it is a way, not a promise. Empty where there is none.
    """
    goals = {each.from_state for each in action.transitions if each.enabled}
    rank = ROLES.index(facts.actor.role)
    start = facts.record.state
    queue: deque[tuple[str, tuple[str, ...]]] = deque([(start, ())])
    seen = {start}
    while queue:
        state, way = queue.popleft()
        if state in goals:
            return way
        for step in machine.actions:
            edge = None if step.operation else step.transition(state)
            if edge is None or not edge.enabled or not edge.to_state or edge.to_state in seen:
                continue
            if ROLES.index(edge.role) <= rank:
                seen.add(edge.to_state)
                queue.append((edge.to_state, (*way, step.code)))
    return ()
