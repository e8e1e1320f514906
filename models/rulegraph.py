"""The rule set as a drawing: Mermaid for pages, DOT for Graphviz."""

from __future__ import annotations

import json
from collections.abc import Iterator

from models.errors import Invalid
from models.rulebook import Machine, Rulebook, Transition

FORMATS = ("mermaid", "dot")


def graph(rulebook: Rulebook, form: str = "mermaid", machine: str = "") -> str:
    """Every machine, or the one named, with its states, actions, cascades and roll-ups.

    *Errors*: `Invalid` for an unknown form or machine.
    """
    if form not in FORMATS:
        raise Invalid(f"There is no drawing as {form!r}; choose {' or '.join(FORMATS)}.")
    if machine and machine not in rulebook.machine_by_code:
        known = ", ".join(rulebook.machine_by_code)
        raise Invalid(f"There is no machine {machine!r}; choose one of: {known}.")
    shown = [each for each in rulebook.machines if machine in ("", each.code)]
    draw = _mermaid if form == "mermaid" else _dot
    return "\n".join(draw(each) for each in shown)


def _mermaid(machine: Machine) -> str:
    """One state diagram; states carry the machine's code so that two diagrams can share a page."""
    lines = ["---", f"title: {json.dumps(machine.label, ensure_ascii=False)}", "---", "stateDiagram-v2"]
    for state in machine.states:
        words = _mermaid_text(f"{state.glyph} {state.label}")
        lines += [f"    state {words} as {machine.code}_{state.code}"]
    lines += [f"    [*] --> {machine.code}_{state.code}" for state in machine.states if state.initial]
    for start, end, words in _edges(machine):
        lines.append(f"    {machine.code}_{start} --> {machine.code}_{end} : {_mermaid_text(words)[1:-1]}")
    lines += [f"    {machine.code}_{state.code} --> [*]" for state in machine.states if state.final]
    lines += [f"    %% {note}" for note in _notes(machine)]
    return "\n".join(lines) + "\n"


def _mermaid_text(words: str) -> str:
    """Words in quotes; what Mermaid reads as syntax is written as its character entity."""
    escaped = "".join(f"#{ord(sign)};" if sign in '"#;:<>{}%' else sign for sign in words)
    return f'"{escaped}"'


def _dot(machine: Machine) -> str:
    lines = [f"digraph {_quoted(machine.code)} {{", f"    label={_quoted(machine.label)};", "    rankdir=LR;"]
    lines.append("    node [shape=box, style=rounded];")
    for state in machine.states:
        border = ", peripheries=2" if state.final else ', style="rounded,bold"' if state.initial else ""
        lines.append(f"    {_quoted(state.code)} [label={_quoted(f'{state.glyph} {state.label}')}{border}];")
    for start, end, words in _edges(machine):
        lines.append(f"    {_quoted(start)} -> {_quoted(end)} [label={_quoted(words)}];")
    lines += [f"    // {note}" for note in _notes(machine)]
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _edges(machine: Machine) -> Iterator[tuple[str, str, str]]:
    for action in machine.actions:
        if action.operation:
            continue
        for transition in action.transitions:
            key = f" ({action.key})" if action.key else ""
            off = "" if transition.enabled else ", switched off"
            end = transition.to_state or transition.from_state
            yield transition.from_state, end, f"{action.label}{key}{_asides(transition)}{off}"
    for rollup in machine.rollups:
        if rollup.event == "becomes":
            for state in rollup.from_states:
                yield state, rollup.to_state, f"by itself{_held(rollup.guards)}"


def _asides(transition: Transition) -> str:
    moved = [
        f"lines {_from(cascade.from_states)} → {cascade.to_state or 'as said'}"
        for cascade in transition.cascades
    ]
    role = [transition.role] if transition.role != "agent" else []
    return _held(transition.guards) + "".join(f", {words}" for words in (*role, *moved))


def _held(guards: tuple[str, ...]) -> str:
    return f", if {', '.join(guards)}" if guards else ""


def _from(states: tuple[str, ...]) -> str:
    return " and ".join(states) or "still open"


def _notes(machine: Machine) -> Iterator[str]:
    """What one machine does to its head, and the labels of its facts, which no edge can show."""
    for rollup in machine.rollups:
        if rollup.event == "becomes":
            continue
        event = f"enters {rollup.line_state}" if rollup.event == "enters" else "leaves no open one"
        yield (
            f"a {machine.code} that {event}{_held(rollup.guards)}: "
            f"its {machine.head} {' or '.join(rollup.from_states)} → {rollup.to_state}"
        )
    for status in machine.statuses:
        yield f"the badge says {status.glyph} {status.label} where {status.derivation}"
