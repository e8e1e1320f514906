"""Rulebook to TOML: the same text for the same rules, defaults left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from models.rulebook import Action, Cascade, Machine, ResolutionCode, Rollup, Rulebook, Status, Transition
from models.rulefile_read import FORMAT

Value = str | bool | tuple[str, ...]


def write(rulebook: Rulebook) -> str:
    """The rules as TOML; reading it gives the same rulebook again."""
    blocks = [f"format = {FORMAT}\n"]
    for machine in rulebook.machines:
        blocks.extend(_machine(machine))
    blocks.extend(_resolution_code(code) for code in rulebook.codes)
    return "\n".join(blocks)


def _machine(machine: Machine) -> Iterator[str]:
    yield _block("machine", ("code", machine.code), ("label", machine.label), _given("head", machine.head))
    for state in machine.states:
        yield _block(
            "machine.state",
            ("code", state.code),
            ("label", state.label),
            ("glyph", state.glyph),
            ("colour", state.colour),
            _given("initial", state.initial),
            _given("final", state.final),
            _given("outcome", state.outcome),
            _given("stamp", state.stamp),
            _given("aliases", state.aliases),
            _given("source", state.source),
        )
    for action in machine.actions:
        yield from _action(action)
    for rollup in machine.rollups:
        yield _rollup(rollup)
    for status in machine.statuses:
        yield _status(status)


def _action(action: Action) -> Iterator[str]:
    yield _block(
        "machine.action",
        ("code", action.code),
        ("label", action.label),
        _given("key", action.key),
        _given("line_key", action.line_key),
        _given("operation", action.operation),
        _given("outside", action.outside),
        _given("source", action.source),
    )
    for item in action.inputs:
        yield _block(
            "machine.action.input",
            ("name", item.name),
            ("label", item.label),
            ("kind", item.kind),
            _given("required", item.required),
            _given("when", item.when),
            _given("source", item.source),
        )
    # Neighbours that differ only in the state they leave share a table, as their author wrote them.
    for shared, group in groupby(action.transitions, key=lambda each: replace(each, from_state="")):
        yield from _transition(shared, tuple(each.from_state for each in group))


def _transition(transition: Transition, states: tuple[str, ...]) -> Iterator[str]:
    yield _block(
        "machine.action.transition",
        ("from", states),
        _given("to", transition.to_state),
        ("role", transition.role) if transition.role != "agent" else None,
        None if transition.enabled else ("enabled", False),
        _given("head_states", transition.head_states),
        _given("guards", transition.guards),
        _given("effects", transition.effects),
        _given("confirm", transition.confirm),
        _given("source", transition.source),
    )
    for cascade in transition.cascades:
        yield _cascade(cascade)


def _cascade(cascade: Cascade) -> str:
    return _block(
        "machine.action.transition.cascade",
        ("from", cascade.from_states),
        _given("to", cascade.to_state),
        _given("effects", cascade.effects),
        _given("source", cascade.source),
    )


def _rollup(rollup: Rollup) -> str:
    return _block(
        "machine.rollup",
        ("event", rollup.event),
        _given("line_state", rollup.line_state),
        ("from", rollup.from_states),
        ("to", rollup.to_state),
        _given("guards", rollup.guards),
        _given("effects", rollup.effects),
        _given("source", rollup.source),
    )


def _status(status: Status) -> str:
    return _block(
        "machine.status",
        ("code", status.code),
        ("label", status.label),
        ("glyph", status.glyph),
        ("colour", status.colour),
        ("derivation", status.derivation),
        _given("source", status.source),
    )


def _resolution_code(code: ResolutionCode) -> str:
    return _block(
        "resolution_code",
        ("code", code.code),
        ("label", code.label),
        ("suggests", code.suggests) if code.suggests != "denied" else None,
        None if code.offered else ("offered", False),
        _given("imported", code.imported),
        _given("source", code.source),
    )


def _given(key: str, value: Value) -> tuple[str, Value] | None:
    return (key, value) if value else None


def _block(head: str, *pairs: tuple[str, Value] | None) -> str:
    lines = [f"[[{head}]]", *(f"{key} = {_value(value)}" for key, value in filter(None, pairs))]
    return "\n".join(lines) + "\n"


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # JSON's escapes are TOML's, but for the one control character that JSON lets through.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"[{', '.join(_value(item) for item in value)}]"
