"""The values of a list: no row and no lazy query ever crosses the border.

They are apart from those of a single record, so that a console starts with these alone.
*Units*: every time is in whole milliseconds since 1970 in UTC.
"""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar


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
