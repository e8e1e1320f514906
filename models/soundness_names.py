"""Names: spelt so that they can be kept, and used once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from models.faults import Fault
from models.rulebook import Action, Machine, Rulebook, State, Status

_CODE = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


def name_faults(rulebook: Rulebook) -> Iterator[Fault]:
    """Codes that are misspelt, labels that are blank, and names that two things claim."""
    yield from _twice("top level", "machine", (machine.code for machine in rulebook.machines))
    yield from _twice("top level", "resolution_code", (code.code for code in rulebook.codes))
    for code in rulebook.codes:
        yield from _label(f"resolution_code {code.code}", code.label)
        if not code.code.strip():
            yield Fault("resolution_code", "code", "is blank")
    for machine in rulebook.machines:
        place = f"machine {machine.code}"
        yield from _code(place, "code", machine.code)
        yield from _label(place, machine.label)
        for state in machine.states:
            yield from _state_spelling(f"{place}, state {state.code}", state)
        for action in machine.actions:
            yield from _action_spelling(f"{place}, action {action.code}", action)
        for status in machine.statuses:
            yield from _state_spelling(f"{place}, status {status.code}", status)
        yield from _status_clashes(machine)
        yield from _state_clashes(machine)
        yield from _action_clashes(machine)


def _state_spelling(place: str, state: State | Status) -> Iterator[Fault]:
    yield from _code(place, "code", state.code)
    yield from _label(place, state.label)
    if not _one_cell(state.glyph):
        yield Fault(place, "glyph", f"{state.glyph!r} is not one character that is one cell wide")


def _action_spelling(place: str, action: Action) -> Iterator[Fault]:
    yield from _code(place, "code", action.code)
    yield from _label(place, action.label)
    for which, key in (("key", action.key), ("line_key", action.line_key)):
        if any(character.isspace() for character in key):
            yield Fault(place, which, f"{key!r} holds a blank; a key is a character or a key's name")
    for item in action.inputs:
        yield from _code(f"{place}, input {item.name}", "name", item.name)
        yield from _label(f"{place}, input {item.name}", item.label)
    yield from _twice(place, "input", (item.name for item in action.inputs))


def _one_cell(glyph: str) -> bool:
    if len(glyph) != 1 or glyph.isspace() or unicodedata.combining(glyph):
        return False
    return unicodedata.east_asian_width(glyph) not in "WF"


def _state_clashes(machine: Machine) -> Iterator[Fault]:
    """A state is found by code, label or alias, in any case, so all of these are one set of names."""
    for position, state in enumerate(machine.states):
        for earlier in machine.states[:position]:
            taken = {name.casefold() for name in (earlier.code, earlier.label, *earlier.aliases)}
            claims = [
                ("code", state.code),
                ("label", state.label),
                *(("aliases", name) for name in state.aliases),
            ]
            for key, name in claims:
                if name.casefold() in taken:
                    message = f"{name!r} is a name of the state {earlier.code} already"
                    yield Fault(f"machine {machine.code}, state {state.code}", key, message)
                    break


def _status_clashes(machine: Machine) -> Iterator[Fault]:
    """A status may be named like the state that it leads to, but not like another status."""
    yield from _twice(f"machine {machine.code}", "status", (status.code for status in machine.statuses))
    taken: dict[str, str] = {}
    for status in machine.statuses:
        first = taken.setdefault(status.label.casefold(), status.code)
        if first != status.code:
            place = f"machine {machine.code}, status {status.code}"
            yield Fault(place, "label", f"{status.label!r} is the label of {first} already")


def _action_clashes(machine: Machine) -> Iterator[Fault]:
    states = {state.code for state in machine.states}
    for position, action in enumerate(machine.actions):
        place = f"machine {machine.code}, action {action.code}"
        if action.code in states:
            yield Fault(place, "code", f"{action.code!r} is the name of a state already")
        for earlier in machine.actions[:position]:
            if action.code == earlier.code:
                yield Fault(place, "code", f"{action.code!r} is used twice")
            elif action.label.casefold() == earlier.label.casefold():
                yield Fault(place, "label", f"{action.label!r} is the label of {earlier.code} already")


def _twice(place: str, key: str, names: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield Fault(place, key, f"{name!r} is used twice")
        seen.add(name)


def _code(place: str, key: str, name: str) -> Iterator[Fault]:
    if not _CODE.fullmatch(name):
        yield Fault(place, key, f"{name!r} is not spelt with a-z, 0-9 and _, a letter first")


def _label(place: str, label: str) -> Iterator[Fault]:
    if not label.strip():
        yield Fault(place, "label", "is blank")
