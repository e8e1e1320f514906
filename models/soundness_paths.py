"""Ways through a machine: one beginning, every state reachable, an end in reach of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.faults import Fault
from models.rulebook import Cascade, Machine, Rollup, Rulebook, Transition

Edge = tuple[str, str]


def path_faults(rulebook: Rulebook, machine: Machine) -> Iterator[Fault]:
    """What bars a record's way from its birth to an end, counting only what is switched on."""
    place = f"machine {machine.code}"
    initials = [state.code for state in machine.states if state.initial]
    finals = machine.final_codes
    ways = set(edges(rulebook, machine))
    if not initials:
        yield Fault(place, "initial", "no state is initial; mark the one in which a record is born")
    for extra in initials[1:]:
        message = f"{initials[0]} is initial already; a machine has one initial state"
        yield Fault(f"{place}, state {extra}", "initial", message)
    if initials:
        reached = reachable(initials, ways)
        for state in machine.states:
            if state.code not in reached:
                message = f"it can't be reached from {initials[0]}; nothing that is switched on leads to it"
                yield Fault(f"{place}, state {state.code}", "code", message)
    if not finals:
        yield Fault(place, "final", "no state is final; mark those in which a record ends")
        return
    ending = reachable(finals, {(end, start) for start, end in ways})
    for state in machine.states:
        if state.code not in ending:
            message = "no final state can be reached from it by anything that is switched on"
            yield Fault(f"{place}, state {state.code}", "final", message)


def reachable(starts: Iterable[str], ways: Iterable[Edge]) -> set[str]:
    """The states that the edges lead to from any of ``starts``, these included."""
    by_start: dict[str, list[str]] = {}
    for start, end in ways:
        by_start.setdefault(start, []).append(end)
    reached = set(starts)
    pending = list(reached)
    while pending:
        for end in by_start.get(pending.pop(), ()):
            if end not in reached:
                reached.add(end)
                pending.append(end)
    return reached


def edges(rulebook: Rulebook, machine: Machine) -> Iterator[Edge]:
    """Every state change that a rule can make: by actions, by roll-ups, by cascades from the head."""
    for transition in _switched_on(machine):
        if transition.to_state:
            yield transition.from_state, transition.to_state
    for other in rulebook.machines:
        moving: Iterable[Rollup] = other.becoming
        if other.head == machine.code:
            moving = [rollup for rollup in other.rollups if rollup.event != "becomes"]
        if machine.code in (other.code, other.head):
            yield from ((start, rollup.to_state) for rollup in moving for start in rollup.from_states)
        if other.code == machine.head:
            for transition in _switched_on(other):
                for cascade in transition.cascades:
                    yield from _cascade_edges(machine, cascade)


def _switched_on(machine: Machine) -> Iterator[Transition]:
    for action in machine.actions:
        yield from (each for each in action.transitions if each.enabled and not action.operation)


def _cascade_edges(machine: Machine, cascade: Cascade) -> Iterator[Edge]:
    starts = cascade.from_states or [state.code for state in machine.states if not state.final]
    ends = [cascade.to_state] if cascade.to_state else [one.code for one in machine.states if one.outcome]
    yield from ((start, end) for start in starts for end in ends)
