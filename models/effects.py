"""The named changes, beyond the state itself, that rule rows may add to an action.

An effect writes on a `Draft`, never on a record: the draft collects changes and entries
until the plan is complete.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from models.plans import Change, Entry, Facts, Reason, Record
from models.rulebook import Rulebook


@dataclass
class Draft:
    """A plan in the making: the facts, what was answered, and what came of it so far."""

    rulebook: Rulebook
    facts: Facts
    inputs: Mapping[str, object]
    changes: list[Change] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    warnings: list[Reason] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def set(self, record: Record, name: str, value: object, because: str) -> None:
        """Adds a change, unless the field has this value already."""
        before = record.state if name == "state" else record.values.get(name)
        if (before or None) != (value or None) or (value == 0) != (before == 0):
            self.changes.append(Change(record.number, name, before, value, because))

    def answer(self, name: str) -> object:
        """The answer to an input, noted as used, or None."""
        self.used.add(name)
        return self.inputs.get(name)

    def after(self) -> Facts:
        """The facts as they will be once the changes so far are applied."""
        moved = {change.record: change.after for change in self.changes if change.field == "state"}
        lines = tuple(
            replace(line, state=str(moved[line.number])) if line.number in moved else line
            for line in self.facts.lines
        )
        return replace(self.facts, lines=lines)


Effect = Callable[[Draft, Record, str], None]


def assign_to_agent(draft: Draft, record: Record, because: str) -> None:
    """The acting agent becomes the assignee."""
    draft.set(record, "assigned_to", draft.facts.actor.name, because)


def assign_if_unassigned(draft: Draft, record: Record, because: str) -> None:
    """The acting agent becomes the assignee of a record that has none."""
    if not record.values.get("assigned_to"):
        draft.set(record, "assigned_to", draft.facts.actor.name, because)


def take_resolution(draft: Draft, record: Record, because: str) -> None:
    """The record takes the resolution code and notes that were given."""
    for name in ("resolution_code", "resolution_notes"):
        if (value := draft.answer(name)) is not None:
            draft.set(record, name, value, because)


def bring_resolution_code(draft: Draft, record: Record, because: str) -> None:
    """A case that resolves by itself takes the code that its line's action brought along."""
    if (code := draft.answer("resolution_code")) is not None:
        draft.set(record, "resolution_code", code, because)


def clear_resolution_code(draft: Draft, record: Record, because: str) -> None:
    """The record loses its resolution code."""
    draft.set(record, "resolution_code", None, because)


def take_line_code(draft: Draft, record: Record, because: str) -> None:
    """The line keeps the resolution code that was given."""
    if (code := draft.answer("resolution_code")) is not None:
        draft.set(record, "resolution_code", code, because)


def take_approval(draft: Draft, record: Record, because: str) -> None:
    """What is approved is what the agent gave, else what was requested."""
    for name in ("quantity", "date", "location"):
        given = draft.answer(f"approved_{name}")
        value = record.values.get(f"requested_{name}") if given is None else given
        if value is not None and value != "":
            draft.set(record, f"approved_{name}", value, because)


def take_close_notes(draft: Draft, record: Record, because: str) -> None:
    """The line takes the close notes that were given."""
    if (notes := draft.answer("close_notes")) is not None:
        draft.set(record, "close_notes", notes, because)


def _outcome(draft: Draft, line: Record) -> object:
    outcomes = draft.answer("outcomes")
    return outcomes.get(line.number) if isinstance(outcomes, Mapping) else None


def notes_to_denied(draft: Draft, record: Record, because: str) -> None:
    """A denied line takes the case's resolution notes as its close notes."""
    if _outcome(draft, record) == "denied":
        draft.set(record, "close_notes", draft.answer("resolution_notes"), because)


def requested_to_accepted(draft: Draft, record: Record, because: str) -> None:
    """An accepted line gets approved what was requested."""
    if _outcome(draft, record) == "accepted":
        take_approval(draft, record, because)


def _write(draft: Draft, record: Record, name: str, kind: str) -> None:
    if text := draft.answer(name):
        draft.entries.append(Entry(record.number, kind, str(text)))


def write_comment(draft: Draft, record: Record, because: str) -> None:
    """The input ``comment`` becomes a comment that the customer sees."""
    _write(draft, record, "comment", "comment")


def write_reason(draft: Draft, record: Record, because: str) -> None:
    """The input ``reason`` becomes a work note."""
    _write(draft, record, "reason", "work_note")


def write_acceptance(draft: Draft, record: Record, because: str) -> None:
    """The input ``acceptance`` becomes a work note."""
    _write(draft, record, "acceptance", "work_note")


EFFECTS: dict[str, Effect] = {
    effect.__name__: effect
    for effect in (
        assign_to_agent,
        assign_if_unassigned,
        take_resolution,
        bring_resolution_code,
        clear_resolution_code,
        take_line_code,
        take_approval,
        take_close_notes,
        notes_to_denied,
        requested_to_accepted,
        write_comment,
        write_reason,
        write_acceptance,
    )
}
