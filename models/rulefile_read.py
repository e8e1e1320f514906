"""TOML to rulebook: strict keys and types, and every fault at once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace

from models.faults import Fault
from models.rulebook import (
    Action,
    Cascade,
    Input,
    Machine,
    ResolutionCode,
    Rollup,
    Rulebook,
    State,
    Status,
    Transition,
)

FORMAT = 1
TOP = "top level"


def parse(text: str) -> tuple[Rulebook, list[Fault]]:
    """The rulebook that a TOML text describes, and the faults of its shape, which make it worthless."""
    faults: list[Fault] = []
    try:
        content: dict[str, object] = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        return Rulebook(()), [Fault(TOP, "", f"this is not TOML: {reason}")]
    top = _Table(content, TOP, faults)
    if "format" not in content or content["format"] != FORMAT or isinstance(content["format"], bool):
        faults.append(Fault(TOP, "format", f"this casedesk reads format = {FORMAT}"))
    top.allow("format")
    rulebook = Rulebook(
        machines=tuple(_machine(table) for table in top.tables("machine", "machine")),
        codes=tuple(_resolution_code(table) for table in top.tables("resolution_code", "resolution_code")),
    )
    top.finish()
    return rulebook, faults


class _Table:
    """One table of the file: hands out its values by type and notes what is missing, wrong or unknown."""

    def __init__(self, content: dict[str, object], place: str, faults: list[Fault]) -> None:
        self._content = content
        self._place = place
        self._faults = faults
        self._allowed: list[str] = []

    def allow(self, key: str) -> None:
        self._allowed.append(key)

    def fault(self, key: str, message: str) -> None:
        self._faults.append(Fault(self._place, key, message))

    def text(self, key: str, default: str | None = None) -> str:
        """A printable text; without a default it is required."""
        self.allow(key)
        value = self._content.get(key, default)
        if value is None:
            self.fault(key, "is missing")
        elif not isinstance(value, str):
            self.fault(key, "must be a text in quotes")
        elif not value.isprintable():
            self.fault(key, "holds a character that can't be printed")
        else:
            return value
        return ""

    def flag(self, key: str, default: bool) -> bool:
        self.allow(key)
        value = self._content.get(key, default)
        if isinstance(value, bool):
            return value
        self.fault(key, "must be true or false")
        return default

    def texts(self, key: str, *, required: bool = False, filled: bool = False) -> tuple[str, ...]:
        self.allow(key)
        if required and key not in self._content:
            self.fault(key, "is missing")
        value = self._content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(key, "must be a list of texts in quotes")
            return ()
        if filled and not value and key in self._content:
            self.fault(key, "must name at least one")
        if not all(item.isprintable() for item in value):
            self.fault(key, "holds a character that can't be printed")
            return ()
        return tuple(value)

    def tables(self, key: str, noun: str, named_by: str = "code") -> Iterator[_Table]:
        """The tables under a key, each placed by its name or position, and finished after its use."""
        self.allow(key)
        value = self._content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fault(key, "must be a list of tables, each under a head in double brackets")
            return
        for position, item in enumerate(value, start=1):
            name = item.get(named_by)
            name = name if isinstance(name, str) and name.isprintable() and name else position
            place = f"{noun} {name}" if self._place == TOP else f"{self._place}, {noun} {name}"
            table = _Table(item, place, self._faults)
            yield table
            table.finish()

    def finish(self) -> None:
        for key in sorted(self._content.keys() - set(self._allowed)):
            shown = key if key.isprintable() and key else repr(key)
            self.fault(shown, f"is unknown; allowed here: {', '.join(self._allowed)}")


def _machine(table: _Table) -> Machine:
    return Machine(
        code=table.text("code"),
        label=table.text("label"),
        head=table.text("head", ""),
        states=tuple(_state(state) for state in table.tables("state", "state")),
        actions=tuple(_action(action) for action in table.tables("action", "action")),
        rollups=tuple(_rollup(rollup) for rollup in table.tables("rollup", "rollup", "")),
        statuses=tuple(_status(status) for status in table.tables("status", "status")),
    )


def _state(table: _Table) -> State:
    return State(
        code=table.text("code"),
        label=table.text("label"),
        glyph=table.text("glyph"),
        colour=table.text("colour"),
        initial=table.flag("initial", False),
        final=table.flag("final", False),
        outcome=table.text("outcome", ""),
        stamp=table.text("stamp", ""),
        aliases=table.texts("aliases"),
        source=table.text("source", ""),
    )


def _action(table: _Table) -> Action:
    return Action(
        code=table.text("code"),
        label=table.text("label"),
        key=table.text("key", ""),
        line_key=table.text("line_key", ""),
        operation=table.flag("operation", False),
        outside=table.text("outside", ""),
        inputs=tuple(_input(item) for item in table.tables("input", "input", "name")),
        transitions=tuple(
            one for item in table.tables("transition", "transition", "") for one in _transitions(item)
        ),
        source=table.text("source", ""),
    )


def _input(table: _Table) -> Input:
    return Input(
        name=table.text("name"),
        label=table.text("label"),
        kind=table.text("kind"),
        required=table.flag("required", False),
        when=table.text("when", ""),
        source=table.text("source", ""),
    )


def _transitions(table: _Table) -> list[Transition]:
    """One transition for each state that the table names."""
    states = table.texts("from", required=True, filled=True)
    rest = Transition(
        from_state="",
        to_state=table.text("to", ""),
        role=table.text("role", "agent"),
        enabled=table.flag("enabled", True),
        head_states=table.texts("head_states"),
        guards=table.texts("guards"),
        effects=table.texts("effects"),
        confirm=table.text("confirm", ""),
        cascades=tuple(_cascade(item) for item in table.tables("cascade", "cascade", "")),
        source=table.text("source", ""),
    )
    return [replace(rest, from_state=state) for state in states]


def _cascade(table: _Table) -> Cascade:
    return Cascade(
        from_states=table.texts("from", required=True),
        to_state=table.text("to", ""),
        effects=table.texts("effects"),
        source=table.text("source", ""),
    )


def _rollup(table: _Table) -> Rollup:
    return Rollup(
        event=table.text("event"),
        line_state=table.text("line_state", ""),
        from_states=table.texts("from", required=True),
        to_state=table.text("to"),
        guards=table.texts("guards"),
        effects=table.texts("effects"),
        source=table.text("source", ""),
    )


def _status(table: _Table) -> Status:
    return Status(
        code=table.text("code"),
        label=table.text("label"),
        glyph=table.text("glyph"),
        colour=table.text("colour"),
        derivation=table.text("derivation"),
        source=table.text("source", ""),
    )


def _resolution_code(table: _Table) -> ResolutionCode:
    return ResolutionCode(
        code=table.text("code"),
        label=table.text("label"),
        suggests=table.text("suggests", "denied"),
        offered=table.flag("offered", True),
        imported=table.flag("imported", False),
        source=table.text("source", ""),
    )
