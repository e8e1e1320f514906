"""An action as the journal tells it, so that it can be taken back: what it moved, made and took out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from models.numbers import machine_of
from models.plans import Change, Entry

STOCK = "stock "
NOTES = ("comment", "work_note")
#: The field whose change from nothing tells that a record was made, and to nothing that it was taken out.
BIRTH = {
    "case": "state", "line": "state", "order": "state", "order_line": "quantity", "payment": "amount_minor",
    "shipment": "line", "invoice": "pieces", "nasc": "pieces", "recount": "unit",
}  # fmt: skip


def birth(record: str) -> str:
    """The field that tells of a record whether it is there; stock always is."""
    return "" if record.startswith(STOCK) else BIRTH[machine_of(record)]


@dataclass(frozen=True)
class Part:
    """One journal entry of an action: its changes in their own types, and the texts that it wrote.

    ``outside`` says what of it reaches the world, and ``due_at`` when, where that still stands in the
    outbox; one that is ``erased`` has lost what it changed from.
    """

    journal: int
    head: str
    target: str
    changes: tuple[Change, ...]
    entries: tuple[Entry, ...] = ()
    outside: str = ""
    due_at: int | None = None
    erased: bool = False


@dataclass(frozen=True)
class Later:
    """Who did what at a record after the action, and when."""

    journal: int
    record: str
    agent: str
    action: str
    at: int


@dataclass(frozen=True)
class Deed:
    """An action as the journal tells it; ``number`` is its only or first entry.

    ``undone_at`` is when it was taken back, ``takes_back`` whether it took another one back itself,
    ``reversible`` whether there is a way back at all.
    """

    number: int
    agent: str
    action: str
    label: str
    at: int
    parts: tuple[Part, ...]
    undone_at: int | None = None
    takes_back: bool = False
    imported: bool = False
    reversible: bool = True

    @property
    def record(self) -> str:
        """The record that it was meant for; of several the first."""
        return self.parts[0].target

    @cached_property
    def moves(self) -> dict[tuple[str, str], Change]:
        """Each field that it moved, from what it was at first to what it was at last."""
        found: dict[tuple[str, str], Change] = {}
        for part in self.parts:
            for change in part.changes:
                key = change.record, change.field
                before = found[key].before if key in found else change.before
                found[key] = Change(*key, before, change.after, change.because)
        return found

    @cached_property
    def heads(self) -> dict[str, int]:
        """The cases and orders of whose history it is, those that it made among them, with its last entry."""
        found = {part.head: part.journal for part in self.parts if part.head}
        return {
            number: self.parts[-1].journal for number in self.born if machine_of(number) == "order"
        } | found

    @cached_property
    def born(self) -> frozenset[str]:
        """The records that it made."""
        return frozenset(
            r for (r, name), each in self.moves.items() if birth(r) == name and each.before is None
        )

    @cached_property
    def dead(self) -> frozenset[str]:
        """The records that it took out."""
        return frozenset(
            r for (r, name), each in self.moves.items() if birth(r) == name and each.after is None
        )

    def is_shared(self, record: str) -> bool:
        """Whether others work with it, too: stock, or another order's line that something came back of."""
        if record.startswith(STOCK):
            return True
        head = record.partition("/")[0]
        return "/" in record and head not in self.heads


@dataclass(frozen=True)
class Present:
    """The records as they are now: fields by record and name, and what was done to them since.

    ``states`` are those that the rules know, each with its machine.
    """

    values: Mapping[tuple[str, str], object]
    states: frozenset[tuple[str, str]] = frozenset()
    later: tuple[Later, ...] = ()
