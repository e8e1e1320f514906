"""Words: every guard, effect, role, state, colour and kind that a rule names is one that exists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from models.faults import Fault, nothing_leaves
from models.rulebook import (
    COLOURS,
    INPUT_KINDS,
    OUTCOMES,
    OUTSIDE,
    ROLES,
    ROLLUP_EVENTS,
    STAMPS,
    Action,
    Cascade,
    Machine,
    Rollup,
    Rulebook,
    State,
    Transition,
)


@dataclass(frozen=True)
class _Words:
    """What a rule of one machine may name; ``head`` and ``lines`` are None where the machine has none."""

    guards: Collection[str]
    effects: Collection[str]
    own: Machine
    head: Machine | None
    lines: Machine | None

    def guard(self, place: str, key: str, names: Iterable[str]) -> Iterator[Fault]:
        yield from _unknown(place, key, "guard", names, self.guards)

    def effect(self, place: str, names: Iterable[str]) -> Iterator[Fault]:
        yield from _unknown(place, "effects", "effect", names, self.effects)


def word_faults(
    rulebook: Rulebook, guards: Collection[str], effects: Collection[str], derivations: Collection[str]
) -> Iterator[Fault]:
    """Every word that nobody knows, and every rule that names lines or a head where there are none."""
    for code in rulebook.codes:
        yield from _unknown(f"resolution_code {code.code}", "suggests", "outcome", [code.suggests], OUTCOMES)
    for machine in rulebook.machines:
        words = _Words(
            guards,
            effects,
            machine,
            rulebook.machine_by_code.get(machine.head),
            rulebook.line_machine.get(machine.code),
        )
        yield from _state_words(machine)
        for action in machine.actions:
            yield from _action_words(words, action)
        for position, rollup in enumerate(machine.rollups, start=1):
            yield from _rollup_words(words, f"machine {machine.code}, rollup {position}", rollup)
        yield from _rollup_clashes(machine)
        for status in machine.statuses:
            place = f"machine {machine.code}, status {status.code}"
            yield from _unknown(place, "colour", "colour", [status.colour], COLOURS)
            yield from _unknown(place, "derivation", "derivation", [status.derivation], derivations)


def _state_words(machine: Machine) -> Iterator[Fault]:
    by_outcome: dict[str, State] = {}
    for state in machine.states:
        place = f"machine {machine.code}, state {state.code}"
        yield from _unknown(place, "colour", "colour", [state.colour], COLOURS)
        yield from _unknown(place, "stamp", "stamp", [state.stamp], STAMPS)
        if not state.outcome:
            continue
        yield from _unknown(place, "outcome", "outcome", [state.outcome], OUTCOMES)
        if not state.final:
            yield Fault(place, "outcome", "only a final state can be an outcome")
            continue
        first = by_outcome.setdefault(state.outcome, state)
        if first is not state:
            yield Fault(place, "outcome", f"{state.outcome!r} is the outcome of {first.code} already")


def _action_words(words: _Words, action: Action) -> Iterator[Fault]:
    table = f"machine {words.own.code}, action {action.code}"
    yield from _unknown(table, "outside", "way out", [action.outside], OUTSIDE)
    for item in action.inputs:
        place = f"{table}, input {item.name}"
        yield from _unknown(place, "kind", "kind", [item.kind], INPUT_KINDS)
        yield from words.guard(place, "when", [item.when] if item.when else [])
    for transition in action.transitions:
        place = f"{table}, transition from {transition.from_state}"
        yield from _transition_words(words, place, transition)
        seen: list[Cascade] = []
        for position, cascade in enumerate(transition.cascades, start=1):
            yield from _cascade_words(words, f"{place}, cascade {position}", action, cascade)
            if any(_overlap(cascade.from_states, earlier.from_states) for earlier in seen):
                message = "an earlier cascade moves the same lines; a line moves once"
                yield Fault(f"{place}, cascade {position}", "from", message)
            seen.append(cascade)


def _transition_words(words: _Words, place: str, transition: Transition) -> Iterator[Fault]:
    yield from _states(place, "from", [transition.from_state], words.own)
    yield from _states(place, "to", [transition.to_state] if transition.to_state else [], words.own)
    yield from _unknown(place, "role", "role", [transition.role], ROLES)
    if words.head:
        yield from _states(place, "head_states", transition.head_states, words.head)
    elif transition.head_states and not words.own.head:
        yield Fault(place, "head_states", f"{_one(words.own.code)} has no head")
    yield from words.guard(place, "guards", transition.guards)
    yield from words.effect(place, transition.effects)
    yield from words.guard(place, "confirm", [transition.confirm] if transition.confirm else [])


def _cascade_words(words: _Words, place: str, action: Action, cascade: Cascade) -> Iterator[Fault]:
    yield from words.effect(place, cascade.effects)
    lines = words.lines
    if lines is None:
        yield Fault(place, "from", f"{_one(words.own.code)} has no lines to move")
        return
    yield from _states(place, "from", cascade.from_states, lines)
    for state in cascade.from_states:
        if state in lines.final_codes:
            yield Fault(place, "from", nothing_leaves(state))
    if cascade.to_state:
        yield from _states(place, "to", [cascade.to_state], lines)
        return
    if ("outcomes", "outcomes", True) not in [
        (item.name, item.kind, item.required) for item in action.inputs
    ]:
        message = "without it the action must require an input outcomes of the kind outcomes"
        yield Fault(place, "to", message)
    for outcome in OUTCOMES:
        if outcome not in lines.state_by_outcome:
            yield Fault(place, "to", f"no state of {lines.code} has the outcome {outcome}")


def _rollup_words(words: _Words, place: str, rollup: Rollup) -> Iterator[Fault]:
    yield from _unknown(place, "event", "event", [rollup.event], ROLLUP_EVENTS)
    yield from words.guard(place, "guards", rollup.guards)
    yield from words.effect(place, rollup.effects)
    if rollup.event == "enters":
        yield from _states(place, "line_state", [rollup.line_state], words.own)
    elif rollup.event in ROLLUP_EVENTS and rollup.line_state:
        yield Fault(place, "line_state", "only the event enters has one")
    moved = words.head
    if rollup.event == "becomes":
        moved = words.own
        if words.own.head:
            yield Fault(
                place, "event", f"{_one(words.own.code)} moves by its own actions and its head's only"
            )
    elif not words.own.head:
        yield Fault(place, "to", f"{_one(words.own.code)} has no head to move")
    if moved is None:
        return
    yield from _states(place, "from", rollup.from_states, moved)
    yield from _states(place, "to", [rollup.to_state], moved)
    for state in rollup.from_states:
        if state in moved.final_codes:
            yield Fault(place, "from", nothing_leaves(state))


def _rollup_clashes(machine: Machine) -> Iterator[Fault]:
    for position, rollup in enumerate(machine.rollups):
        for earlier in machine.rollups[:position]:
            same = _event(earlier) == _event(rollup)
            if same and set(rollup.from_states) & set(earlier.from_states):
                place = f"machine {machine.code}, rollup {position + 1}"
                yield Fault(place, "from", "an earlier roll-up answers the same event from the same state")


def _event(rollup: Rollup) -> tuple[object, ...]:
    return rollup.event, rollup.line_state, rollup.guards


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not one or not other or bool(set(one) & set(other))


def _states(place: str, key: str, names: Iterable[str], machine: Machine) -> Iterator[Fault]:
    known = [state.code for state in machine.states]
    yield from _unknown(place, key, f"state of {machine.code}", names, known)


def _unknown(
    place: str, key: str, kind: str, names: Iterable[str], known: Collection[str]
) -> Iterator[Fault]:
    for name in names:
        if name not in known:
            listed = ", ".join(word for word in known if word) or "none"
            yield Fault(place, key, f"there is no {kind} {name!r}; allowed are {listed}")


def _one(machine: str) -> str:
    return f"{'an' if machine[:1] in 'aeiou' else 'a'} {machine}"
