"""What the engine takes and gives: facts in, a plan or a refusal out; all frozen.

These are the values that the preview, the dry run, the bulk verdicts, the why-not panel
and the real thing share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from models.actor import Actor


@dataclass(frozen=True)
class Record:
    """One record as the engine sees it: machine, number, state, version and its other fields by name."""

    machine: str
    number: str
    state: str
    version: int
    values: Mapping[str, object]


@dataclass(frozen=True)
class Facts:
    """All that a decision may look at: who acts, the head (a case), its lines, and the target's number."""

    actor: Actor
    head: Record
    lines: tuple[Record, ...]
    target: str

    @cached_property
    def record(self) -> Record:
        """The record that the action is meant for: the head or one of its lines."""
        if self.target == self.head.number:
            return self.head
        return next(line for line in self.lines if line.number == self.target)


@dataclass(frozen=True)
class Change:
    """One field of one record, from → to, and the code of the rule that moves it."""

    record: str
    field: str
    before: object
    after: object
    because: str


@dataclass(frozen=True)
class Entry:
    """A text for the activity stream: ``kind`` is ``comment`` or ``work_note``."""

    record: str
    kind: str
    text: str


@dataclass(frozen=True)
class Reason:
    """Why something is barred or odd: the record it is about, a code, a sentence, the rule's source."""

    record: str
    code: str
    message: str
    source: str = ""


@dataclass(frozen=True)
class Plan:
    """Every change an action makes, and why; ``questions`` are what the console asks before it goes on."""

    action: str
    record: str
    changes: tuple[Change, ...]
    entries: tuple[Entry, ...] = ()
    warnings: tuple[Reason, ...] = ()
    questions: tuple[str, ...] = ()
    final: bool = False
    source: str = ""

    @cached_property
    def records(self) -> tuple[str, ...]:
        """The numbers of the records that change, each once, the target first where it changes."""
        return tuple(dict.fromkeys(change.record for change in self.changes))


#: Codes of reasons that an agent lifts by answering what the action asks for.
ANSWERABLE = frozenset({"missing_input", "missing_outcome"})


@dataclass(frozen=True)
class Refusal:
    """Every reason against an action, and the actions that are open instead."""

    action: str
    record: str
    reasons: tuple[Reason, ...]
    open_actions: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether nothing but missing inputs stands in the way."""
        return all(reason.code in ANSWERABLE for reason in self.reasons)

    def sentence(self) -> str:
        """All reasons and what is open, for a person."""
        said = " ".join(reason.message for reason in self.reasons)
        return f"{said} Open now: {', '.join(self.open_actions) or 'nothing'}."


@dataclass(frozen=True)
class Choice:
    """One value that an input takes; ``suggests`` is the outcome that a resolution code preselects."""

    value: str
    label: str
    suggests: str = ""


@dataclass(frozen=True)
class Ask:
    """An input as a form shows it; ``lines`` are the open lines that want an outcome."""

    name: str
    label: str
    kind: str
    required: bool
    choices: tuple[Choice, ...] = ()
    default: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """An action as the action bar shows it: open, or barred with every reason and the ``way`` there."""

    action: str
    label: str
    key: str
    operation: bool
    reasons: tuple[Reason, ...] = ()
    way: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether the action can be fired now (it may still ask for inputs)."""
        return not self.reasons
