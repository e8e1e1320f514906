"""The named changes, beyond the state itself, that rule rows may add to an action.

An effect writes on a `Draft`, never on a record: the draft collects changes and entries
until the plan is complete.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from models.plans import Change, Creation, Entry, Facts, Reason, Record
from models.rulebook import Rulebook


@dataclass
class Draft:
    """A plan in the making: the facts, what was answered, and what came of it so far."""

    rulebook: Rulebook
    facts: Facts
    inputs: Mapping[str, object]
    moved: dict[tuple[str, str], Change] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    creations: list[Creation] = field(default_factory=list)
    warnings: list[Reason] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    _then: Facts | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes so far, in the order in which their fields were first touched."""
        return tuple([change for change in self.moved.values() if not _same(change.before, change.after)])

    def value(self, record: Record, name: str) -> object:
        """A field as it will be, the changes so far applied."""
        change = self.moved.get((record.number, name))
        return _held(record, name) if change is None else change.after

    def set(self, record: Record, name: str, value: object, because: str) -> None:
        """Moves a field; where it comes back to what it was, nothing has changed."""
        key = record.number, name
        moved = self.moved.get(key)
        before = _held(record, name) if moved is None else moved.before
        self.moved[key] = Change(record.number, name, before, value, because)
        self._then = None

    def add(self, record: Record, name: str, pieces: int, because: str) -> None:
        """Moves a whole number up or down."""
        before = self.value(record, name)
        self.set(record, name, (before if isinstance(before, int) else 0) + pieces, because)

    def taken(self, record: Record) -> dict[str, object]:
        """The changes to a record that is only being made, taken out of the draft for its creation."""
        keys = [key for key in self.moved if key[0] == record.number]
        self._then = None
        return {name: self.moved.pop((number, name)).after for number, name in keys}

    def answer(self, name: str) -> object:
        """The answer to an input, noted as used, or None."""
        self.used.add(name)
        return self.inputs.get(name)

    def now(self, record: Record) -> Record:
        """A record as it will be."""
        return record.moved(
            {name: change.after for (number, name), change in self.moved.items() if number == record.number}
        )

    def after(self) -> Facts:
        """The facts as they will be with the changes so far; stock and what is made left aside."""
        if self._then is None:
            self._then = self._applied()
        return self._then

    def _applied(self) -> Facts:
        facts, values = self.facts, self._values()
        if not values:
            return facts
        head, lines = facts.head, facts.lines
        moved = values.pop(head.number, None)
        if moved:
            head = head.moved(moved)
        if values:
            lines = tuple([line.moved(values.get(line.number, {})) for line in lines])
        return facts.then(head, lines, facts.world)

    def _values(self) -> dict[str, dict[str, object]]:
        """What moves, by record and field."""
        values: dict[str, dict[str, object]] = {}
        for (number, name), change in self.moved.items():
            values.setdefault(number, {})[name] = change.after
        return values


def _held(record: Record, name: str) -> object:
    return record.state if name == "state" else record.values.get(name)


def _same(before: object, after: object) -> bool:
    return (before or None) == (after or None) and (before == 0) == (after == 0)


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


CASE_EFFECTS: dict[str, Effect] = {
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
