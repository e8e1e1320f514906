"""What the engine takes and gives: facts in, a plan or a refusal out; all frozen.

These are the values that the preview, the dry run, the bulk verdicts, the why-not panel
and the real thing share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple, overload

from models.actor import Actor

_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, init=False)
class Record:
    """One record as the engine sees it: machine, number, state, version and its other fields by name."""

    machine: str
    number: str
    state: str
    version: int
    values: Mapping[str, object]

    def __init__(
        self, machine: str, number: str, state: str, version: int, values: Mapping[str, object]
    ) -> None:
        # As a frozen dataclass does it, in less than half the time: every decision makes a dozen.
        fields = self.__dict__
        fields["machine"] = machine
        fields["number"] = number
        fields["state"] = state
        fields["version"] = version
        fields["values"] = values

    def moved(self, values: Mapping[str, object]) -> Record:
        """The record with these values in the place of its own; its state may be among them."""
        if not values:
            return self
        state = str(values.get("state", self.state))
        kept = {name: value for name, value in values.items() if name != "state"}
        return Record(self.machine, self.number, state, self.version, {**self.values, **kept})


@dataclass(frozen=True, init=False)
class Facts:
    """All that a decision may look at: who acts, the head (a case, an order), its lines, the target's number.

    ``world`` is what surrounds an order (`models.till.world.World`); ``inputs`` are the answers
    to what the action asks for, where there are any yet.
    """

    actor: Actor
    head: Record
    lines: tuple[Record, ...]
    target: str
    world: object
    inputs: Mapping[str, object]

    def __init__(
        self,
        actor: Actor,
        head: Record,
        lines: tuple[Record, ...],
        target: str,
        world: object = None,
        inputs: Mapping[str, object] = _NOTHING,
    ) -> None:
        fields = self.__dict__
        fields["actor"] = actor
        fields["head"] = head
        fields["lines"] = lines
        fields["target"] = target
        fields["world"] = world
        fields["inputs"] = inputs

    @property
    def record(self) -> Record:
        """The record that the action is meant for: the head or one of its lines."""
        if self.target == self.head.number:
            return self.head
        return self._line

    @cached_property
    def _line(self) -> Record:
        return next(line for line in self.lines if line.number == self.target)

    def asked(self, inputs: Mapping[str, object]) -> Facts:
        """The same facts with these answers."""
        return Facts(self.actor, self.head, self.lines, self.target, self.world, inputs)

    def then(self, head: Record, lines: tuple[Record, ...], world: object) -> Facts:
        """The facts as they will be; what was counted of the lines is not counted again where they stay."""
        facts = Facts(self.actor, head, lines, self.target, world, self.inputs)
        if lines is self.lines and "of_lines" in self.__dict__:
            facts.__dict__["of_lines"] = self.__dict__["of_lines"]
        return facts


class Change(NamedTuple):
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
class Creation:
    """A record that an action makes: its kind, its fields, and the code of the rule that makes it.

    ``lines`` are the lines of a new order.
    """

    kind: str
    values: Mapping[str, object]
    because: str
    lines: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True)
class Reason:
    """Why something is barred or odd: the record it is about, a code, a sentence, the rule's source."""

    record: str
    code: str
    message: str
    source: str = ""


@dataclass(frozen=True)
class Plan:
    """Every change an action makes, and why; ``questions`` are what the console asks before it goes on.

    ``statuses`` are the codes of those that will hold, where the machine has any; the first is the badge.
    ``then`` are the facts as the plan leaves them, where statuses are read from them. An undo says the
    journal's entry that it ``undoes``, what that was as its ``label``, and as ``badges`` what each order
    that stays shows now and then: a change of its ``status``.
    """

    action: str
    record: str
    changes: tuple[Change, ...]
    entries: tuple[Entry, ...] = ()
    creations: tuple[Creation, ...] = ()
    warnings: tuple[Reason, ...] = ()
    questions: tuple[str, ...] = ()
    final: bool = False
    source: str = ""
    statuses: tuple[str, ...] = ()
    undoes: int = 0
    label: str = ""
    badges: tuple[Change, ...] = ()
    then: Facts | None = field(default=None, compare=False, repr=False)

    @property
    def makes(self) -> tuple[str, ...]:
        """The kinds of records that are made, rows of a ledger aside: they are part of the record's own."""
        return tuple(each.kind for each in self.creations if each.kind != "custom_status_entry")

    @cached_property
    def records(self) -> tuple[str, ...]:
        """The numbers of the records that change, each once, the target first where it changes."""
        return tuple(dict.fromkeys(change.record for change in self.changes))


#: The action of a plan that takes another back, and the cause of all its changes.
UNDO = "undo"
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
        if self.action == UNDO or self.record == "desk":
            # What else could be done with the record is no answer to why something can't be taken back,
            # and the desk itself is no record that actions are open on.
            return said
        return f"{said} Open now: {', '.join(self.open_actions) or 'nothing'}."


@dataclass(frozen=True)
class Choice:
    """One value that an input takes; ``key`` chooses it, where it has one of its own.

    ``suggests`` is what it preselects: the outcome that goes with a resolution code, or, where the
    input is a map from line to pieces, the most of the line.
    """

    value: str
    label: str
    suggests: str = ""
    key: str = ""


@dataclass(frozen=True)
class Ask:
    """An input as a form shows it; ``lines`` are the open lines that want an outcome.

    ``only_with`` are another input and the answer to it without which this one asks for nothing.
    """

    name: str
    label: str
    kind: str
    required: bool
    choices: tuple[Choice, ...] = ()
    default: str = ""
    lines: tuple[str, ...] = ()
    only_with: tuple[str, str] | None = None


@dataclass(frozen=True)
class Verdict:
    """An action as the action bar shows it: open, or barred with every reason and the ``way`` there.

    ``line_key`` fires it for the line in focus; the verdicts of such a line have it as their ``key``.
    """

    action: str
    label: str
    key: str
    operation: bool
    reasons: tuple[Reason, ...] = ()
    way: tuple[str, ...] = ()
    line_key: str = ""

    @property
    def open(self) -> bool:
        """Whether the action can be fired now (it may still ask for inputs)."""
        return not self.reasons


class Verdicts(Sequence[Verdict]):
    """The verdicts on a line, decided when somebody looks: most lines of a long order are never looked at."""

    def __init__(self, decide: Callable[[], tuple[Verdict, ...]]) -> None:
        self._decide = decide

    @cached_property
    def _decided(self) -> tuple[Verdict, ...]:
        return self._decide()

    @overload
    def __getitem__(self, place: int) -> Verdict: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Verdict, ...]: ...

    def __getitem__(self, place: int | slice) -> Verdict | tuple[Verdict, ...]:
        """One of them, or several."""
        return self._decided[place]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._decided)

    def __eq__(self, other: object) -> bool:
        """Whether the other ones say the same."""
        return isinstance(other, Verdicts) and self._decided == other._decided

    def __hash__(self) -> int:
        """By what they say."""
        return hash(self._decided)
