"""The values that the desk hands out: no row and no lazy query ever crosses the border.

*Units*: every time is in whole milliseconds since 1970 in UTC; a quantity is a whole number.
"""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

from models.plans import Change, Choice, Reason, Verdict


class Badge(NamedTuple):
    """How a state looks: its code, glyph, label and colour (a name of `models.rulebook.COLOURS`)."""

    code: str
    glyph: str
    label: str
    colour: str
    final: bool


class Cursor(NamedTuple):
    """Where a page ended: the value of its sort column and the id that breaks ties."""

    value: object
    id: int


class CaseRow(NamedTuple):
    """One case as a list shows it; ``settled`` of ``lines`` lines are in a terminal state."""

    id: int
    number: str
    state: str
    priority: int
    short_description: str
    account: str
    assigned_to: str
    settled: int
    lines: int
    opened_at: int
    version: int


class OrderRow(NamedTuple):
    """One order or basket as a list shows it; ``status`` is the code of its badge, amounts in minor units.

    ``type`` is the code of an action type, ``mixed``, or empty without lines; ``customer`` and
    ``custom_status`` are names.
    """

    id: int
    number: str
    state: str
    status: str
    type: str
    purpose: str
    customer: str
    customer_id: str
    ou: str
    lines: int
    total_minor: int
    to_pay_minor: int
    currency: str
    part_paid: bool
    part_shipped: bool
    locked: bool
    custom_status: str
    opened_at: int
    version: int


R = TypeVar("R")


class Page(NamedTuple, Generic[R]):
    """A window of a list, in the order of the sort, with the cursors of its two ends.

    ``more`` says whether there are further rows in the direction that was asked for.
    """

    rows: tuple[R, ...]
    first: Cursor | None
    last: Cursor | None
    more: bool


class Count(NamedTuple):
    """How many records match; ``capped`` where counting stopped at ``number``."""

    number: int
    capped: bool


class SavedView(NamedTuple):
    """A saved list: its code, its label and the query it stands for."""

    code: str
    label: str
    query: str


class AgentView(NamedTuple):
    """An agent; ``role`` is the one in force, ``groups`` his assignment groups."""

    name: str
    role: str
    groups: tuple[str, ...]


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
    entry that came with an import says so.
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


class JournalChange(NamedTuple):
    """One change that the journal holds; texts appear as digests only."""

    record: str
    field: str
    before: str
    after: str
    because: str


class JournalView(NamedTuple):
    """One journal entry: who did what to which record, with all it caused."""

    id: int
    at: int
    agent: str
    action: str
    record: str
    imported: bool
    irregular: bool
    changes: tuple[JournalChange, ...]


class Done(NamedTuple):
    """What a write came to: the record's number, its new version, the journal id, changes and warnings.

    ``changes`` and ``warnings`` are those of the plan; ``state`` is the record's state afterwards.
    """

    record: str
    version: int
    state: str
    journal: int
    changes: tuple[Change, ...]
    warnings: tuple[Reason, ...]


class Field(NamedTuple):
    """A field that an agent can fill in: ``kind`` is text, note, quantity, date or choice."""

    name: str
    label: str
    kind: str
    required: bool
    choices: tuple[Choice, ...] = ()
    default: str = ""
