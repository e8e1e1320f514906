"""The values of a record: a case with its lines, its activity, its journal, and what a write came to.

*Units*: every time is in whole milliseconds since 1970 in UTC; a quantity is a whole number.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.plans import Change, Choice, Reason, Verdict


class LineView(NamedTuple):
    """One line of a case; ``found`` tells whether the desk holds what it is about."""

    number: str
    state: str
    version: int
    about: str
    found: bool
    request_reason: str
    ordered_quantity: int | None
    requested_quantity: int | None
    approved_quantity: int | None
    expected_date: str
    requested_date: str
    approved_date: str
    current_location: str
    requested_location: str
    approved_location: str
    assigned_to: str
    resolution_code: str
    close_notes: str
    verdicts: tuple[Verdict, ...]


class CaseView(NamedTuple):
    """A whole case with its first lines; ``lines_total`` counts them all, ``verdicts`` are its actions."""

    number: str
    state: str
    version: int
    short_description: str
    account: str
    contact: str
    consumer: str
    order: str
    order_found: bool
    scope: str
    service: str
    channel: str
    priority: int
    assignment_group: str
    assigned_to: str
    opened_at: int
    opened_by: str
    updated_at: int
    updated_by: str
    resolved_at: int | None
    resolved_by: str
    closed_at: int | None
    closed_by: str
    resolution_code: str
    resolution_notes: str
    source: str
    source_number: str
    lines_total: int
    lines: tuple[LineView, ...]
    verdicts: tuple[Verdict, ...]


class FieldChange(NamedTuple):
    """A change as the activity stream shows it, texts included; states are codes, to be shown as badges."""

    record: str
    field: str
    before: str
    after: str


class ActivityView(NamedTuple):
    """One entry of the activity stream.

    ``kind`` is ``comment``, ``work_note`` or ``change``; a change lists what it moved, an
    entry that came with an import says so. ``names`` are those of the customers whose ids it holds.
    """

    id: int
    at: int
    agent: str
    kind: str
    record: str
    action: str
    text: str
    changes: tuple[FieldChange, ...]
    imported: bool
    names: Mapping[str, str] = MappingProxyType({})


class JournalChange(NamedTuple):
    """One change that the journal holds; texts appear as digests only."""

    record: str
    field: str
    before: str
    after: str
    because: str


class JournalView(NamedTuple):
    """One journal entry: who did what to which record, with all it caused.

    ``undoes`` is the entry that it takes back: the first one, where that was an action on several records.
    """

    id: int
    at: int
    agent: str
    action: str
    record: str
    imported: bool
    irregular: bool
    changes: tuple[JournalChange, ...]
    undoes: int | None = None


class Done(NamedTuple):
    """What a write came to: the record's number, its new version, the journal id, changes and warnings.

    ``changes`` and ``warnings`` are those of the plan; ``state`` is the record's state afterwards;
    ``accepted`` are the lines of a case that it accepted.
    """

    record: str
    version: int
    state: str
    journal: int
    changes: tuple[Change, ...]
    warnings: tuple[Reason, ...]
    accepted: tuple[str, ...] = ()


class Field(NamedTuple):
    """A field that an agent can fill in: ``kind`` is text, note, quantity, date or choice."""

    name: str
    label: str
    kind: str
    required: bool
    choices: tuple[Choice, ...] = ()
    default: str = ""
