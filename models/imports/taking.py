"""Turns a row into an update, or says why it can't be kept.

What decides (the number, the order, the state, the priority, a time) has to be right or the
row is rejected; what only describes (channel, scope, service) is left out with a warning.
"""

from __future__ import annotations

from hashlib import blake2b

from models.checks import MAX_TEXT
from models.imports.cases import About, Ending, Update
from models.imports.mapping import Mapping
from models.imports.row_reader import Rejected, RowReader, shown
from models.imports.rows import Row
from models.rulebook import Machine

LOWEST_PRIORITY = 4
SCOPES = ("specific_lines", "multiple_orders")
SERVICES = ("", "change_request", "dispute")
CHANNELS = ("", "web", "phone", "email", "chat", "social")

_NAMES = ("account", "contact", "consumer", "order", "assignment_group", "assigned_to")
_AGENTS = ("updated_by", "opened_by", "resolved_by", "closed_by", "resolution_code")
_PRIORITIES = {"critical": 1, "high": 2, "moderate": 3, "medium": 3, "low": 4}
_LONGEST_REVISION = 15


class Taker(RowReader):
    """Reads rows by one map into the states of one machine; equal values are kept once."""

    def __init__(self, mapping: Mapping, machine: Machine) -> None:
        super().__init__(mapping)
        self.machine = machine
        self._states: dict[str, str] = {}
        self._abouts: dict[About, About] = {}
        self._endings: dict[Ending, Ending] = {}

    def take(self, row: Row) -> tuple[Update, list[str]]:
        """The update that a row is, and what is odd about it.

        *Errors*: `Rejected`.
        """
        odd: list[str] = []
        for field in (*_NAMES, *_AGENTS):
            self.name(row, field)
        revision = self._revision(row) if self.mapping.numbered else 0
        at = self.time(row, "updated_at")
        if at is None and self.mapping.numbered:
            raise Rejected(f"The row has no {self.mapping.column('updated_at')}.")
        state, priority = self._state(row), self._priority(row)
        about = self._about(row, odd)
        ending = self._ending(row)
        by = self.once(self.text(row, "updated_by"))
        group = self.once(self.text(row, "assignment_group"))
        assignee = self.once(self.text(row, "assigned_to"))
        told: tuple[object, ...] = (at, by, state, priority, group, assignee, about.short_description)
        if not self.mapping.numbered:
            told = (*told, *about, *ending)
        moved = (revision, at, by, state, priority, group, assignee)
        return Update(row.line, *moved, about, ending, _digest(told)), odd

    def _about(self, row: Row, odd: list[str]) -> About:
        short = self.text(row, "short_description")
        if not short:
            raise Rejected(f"The row has no {self.mapping.column('short_description')}.")
        for field in ("short_description", "resolution_notes"):
            if len(self.text(row, field)) > MAX_TEXT:
                raise Rejected(f"{self.mapping.column(field)} has more than {MAX_TEXT:,} characters.")
        about = About(
            short_description=short,
            account=self.text(row, "account"),
            contact=self.text(row, "contact"),
            consumer=self.text(row, "consumer"),
            order=self.text(row, "order"),
            scope=self._choice(row, "scope", SCOPES, odd),
            service=self._choice(row, "service", SERVICES, odd),
            channel=self._choice(row, "channel", CHANNELS, odd),
            opened_at=self.time(row, "opened_at"),
            opened_by=self.text(row, "opened_by"),
        )
        return self._abouts.setdefault(about, about)

    def _ending(self, row: Row) -> Ending:
        ending = Ending(
            resolved_at=self.time(row, "resolved_at"),
            resolved_by=self.text(row, "resolved_by"),
            closed_at=self.time(row, "closed_at"),
            closed_by=self.text(row, "closed_by"),
            resolution_code=self.text(row, "resolution_code"),
            resolution_notes=self.text(row, "resolution_notes"),
        )
        return self._endings.setdefault(ending, ending)

    def _revision(self, row: Row) -> int:
        text = self.text(row, "update_number")
        if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_REVISION):
            column = self.mapping.column("update_number")
            raise Rejected(f"{column} is {shown(text)}, not a whole number from 0.")
        return int(text)

    def _state(self, row: Row) -> str:
        text = self.text(row, "state")
        if text not in self._states:
            state = self.machine.state_named(text)
            if state is None:
                column = self.mapping.column("state")
                labels = ", ".join(each.label for each in self.machine.states)
                raise Rejected(f"{column} is {shown(text)}, which is no state. Map it to one of: {labels}.")
            self._states[text] = state.code
        return self._states[text]

    def _priority(self, row: Row) -> int:
        text = self.text(row, "priority")
        if not text:
            return LOWEST_PRIORITY
        if text in {"1", "2", "3", "4"}:
            return int(text)
        priority = _PRIORITIES.get(text.casefold())
        if priority is None:
            column = self.mapping.column("priority")
            raise Rejected(f"{column} is {shown(text)}, which is no priority. Map it to one of: 1, 2, 3, 4.")
        return priority

    def _choice(self, row: Row, field: str, known: tuple[str, ...], odd: list[str]) -> str:
        text = self.text(row, field)
        value = text.casefold().replace(" ", "_")
        if value in known:
            return value
        if text:
            column = self.mapping.column(field)
            odd.append(f"{column} is {shown(text)}, which is no {field}; it is left out.")
        return known[0]


def _digest(values: tuple[object, ...]) -> str:
    """A short digest that tells equal values from different ones."""
    return blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
