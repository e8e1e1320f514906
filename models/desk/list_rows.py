"""Records as rows of plain mappings, ready for JSON: what `list` prints.

*Units*: times as ISO text in UTC, to the second; amounts as texts with the currency's decimals.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from peewee import fn

from models.clock import iso
from models.desk import listing
from models.desk.case_list import CASES
from models.desk.kinds import ListKind, listed
from models.desk.session import OWN_GROUPS, Session
from models.errors import Invalid
from models.numbers import number_of
from models.tables.cases import Case, Line
from models.tables.people import Agent, Group, Membership
from models.tables.settings import Setting, View
from models.till.world import SETTINGS
from models.views import CaseRow

Row = dict[str, object]
MAX_ROWS = 1_000_000
#: The outbox grows with every payment; what went out long ago is in the journal.
MAX_OUTGOING = 10_000


def rows(session: Session, kind: str, where: str, view: str, sort: str, limit: int) -> tuple[Row, ...]:
    """The records of a kind, at most ``limit`` of them, as mappings with the columns in order.

    *Errors*: `Invalid` for a kind, query or sort that there is not.
    """
    from models.desk.orders.order_rows import PLAIN, order_row

    limit = max(1, min(limit, MAX_ROWS))
    for each in SORTED:
        if kind == each:
            as_row = _case_row if kind == "cases" else order_row
            return tuple(_pages(session, listed(each), as_row, where, view, sort or "-number", limit))
    if kind == "lines":
        return tuple(_lines(session, where, view, sort or "-number", limit))
    if view != "all" or sort:
        raise Invalid(f"--view and --sort work on {', '.join(SORTED)} and lines, not on {kind}.")
    if kind in PLAIN:
        return tuple(PLAIN[kind].rows(session, where, limit))
    if kind not in _SHORT:
        known = ", ".join((*SORTED, "lines", *_SHORT, *PLAIN))
        raise Invalid(f"There is no list of {kind!r:.60}; there are: {known}.")
    if where:
        raise Invalid(f"{kind} take no --where: they are few; leave it out.")
    return tuple(_SHORT[kind](session)[:limit])


def _pages(
    session: Session,
    what: listing.Listed[Any],
    as_row: Callable[[Any], Row],
    where: str,
    view: str,
    sort: str,
    limit: int,
) -> list[Row]:
    found: list[Row] = []
    after = None
    while len(found) < limit:
        part = min(limit - len(found), listing.MAX_PAGE)
        page = listing.page(session, what, view=view, query=where, sort=sort, after=after, limit=part)
        found += [as_row(row) for row in page.rows]
        after = page.last
        if not page.more:
            break
    return found


def _nulled(value: object) -> object:
    return None if value == "" else value


def _case_row(row: CaseRow) -> Row:
    return {
        "number": row.number,
        "state": row.state,
        "priority": row.priority,
        "short_description": row.short_description,
        "account": _nulled(row.account),
        "assigned_to": _nulled(row.assigned_to),
        "settled_lines": row.settled,
        "lines": row.lines,
        "opened_at": iso(row.opened_at),
        "version": row.version,
    }


def _lines(session: Session, where: str, view: str, sort: str, limit: int) -> list[Row]:
    columns = (
        Line.id, Line.case, Line.state, Line.about, Line.request_reason, Line.ordered_quantity,
        Line.requested_quantity, Line.approved_quantity, Line.version,
    )  # fmt: skip
    select = Line.select(*columns).join(Case)
    for condition in listing.filters(session, CASES, view, where):
        select = select.where(condition)
    downwards = sort.startswith("-")
    if sort.removeprefix("-") != "number":
        raise Invalid(f"Lines are sorted by number, not by {sort!r:.60}.")
    order = Line.id.desc() if downwards else Line.id.asc()
    names = ("number", "case", *(column.name for column in columns[2:]))
    found = []
    for line, case, *rest in session.database.all(select.order_by(order).limit(limit)):
        numbers = number_of("line", int(str(line))), number_of("case", int(str(case)))
        found.append(dict(zip(names, (*numbers, *map(_nulled, rest)), strict=True)))
    return found


def _statuses(session: Session) -> list[Row]:
    """One list: states of cases and lines; an order's statuses, its other states and the custom ones."""
    from models.desk.orders.order_list import order_badges, status_badges
    from models.desk.orders.shops import label_views

    derived = status_badges(session)
    states = {code: each for code, each in order_badges(session).items() if code not in derived}
    groups = [
        *((machine, "state", listing.badges(session, machine)) for machine in ("case", "line")),
        ("order", "status", derived),
        ("order", "state", states),
    ]
    custom: list[Row] = [
        {
            "machine": "order",
            "code": each.code,
            "label": each.name,
            "glyph": "",
            "colour": each.colour,
            "final": False,
            "kind": "custom",
            "description": each.description or None,
            "backend_id": each.backend_id or None,
            "active": each.active,
        }
        for each in label_views(session, "status")
    ]
    shipped: list[Row] = [
        {
            "machine": machine,
            "code": each.code,
            "label": each.label,
            "glyph": each.glyph,
            "colour": each.colour,
            "final": each.final,
            "kind": kind,
            "description": None,
            "backend_id": None,
            "active": True,
        }
        for machine, kind, badges in groups
        for each in badges.values()
    ]
    return [*shipped, *custom]


def _types(session: Session) -> list[Row]:
    """The four action types and the custom ones, each with the one of the four that it behaves like."""
    from models.desk.orders.shops import label_views

    return [
        {
            "code": each.code,
            "label": each.name,
            "behaves_like": each.behaves,
            "colour": each.colour,
            "custom": each.custom,
            "description": each.description or None,
            "backend_id": each.backend_id or None,
            "active": each.active,
        }
        for each in label_views(session, "type")
    ]


def _agents(session: Session) -> list[Row]:
    groups = (
        Membership.select(fn.GROUP_CONCAT(Group.name, "\x1f")).join(Group).where(Membership.agent == Agent.id)
    )
    found = session.database.all(
        Agent.select(Agent.name, Agent.role, groups).order_by(Agent.name).limit(MAX_ROWS)
    )
    return [
        {"name": name, "role": role, "groups": str(names).split("\x1f") if names else []}
        for name, role, names in found
    ]


def _views(session: Session) -> list[Row]:
    columns = (View.kind, View.code, View.label, View.query)
    found = session.database.all(
        View.select(*columns).order_by(View.kind, View.position, View.code).limit(MAX_ROWS)
    )
    return [dict(zip(("kind", "code", "label", "query"), row, strict=True)) for row in found]


def _settings(session: Session) -> list[Row]:
    """What is set, the desk's own and each unit's, behind the defaults of what the desk leaves open."""
    found = session.database.all(
        Setting.select(Setting.ou, Setting.name, Setting.value)
        .order_by(Setting.ou, Setting.name)
        .limit(MAX_ROWS)
    )
    kept = [{"ou": ou or None, "name": name, "value": json.loads(str(value))} for ou, name, value in found]
    on_desk = [row["name"] for row in kept if row["ou"] is None]
    defaults = {OWN_GROUPS: False, **SETTINGS}
    left = [name for name in defaults if name not in on_desk]
    return [*({"ou": None, "name": name, "value": defaults[name]} for name in left), *kept]


def _outbox(session: Session) -> list[Row]:
    """What of the actions reaches the world, the newest first: what waits can still be undone."""
    from models.desk.outbox import outbox

    return [
        {
            "journal": each.journal,
            "record": each.record,
            "outside": each.outside,
            "agent": each.agent,
            "at": iso(each.at),
            "due_at": iso(each.due_at),
            "gone": each.gone,
        }
        for each in outbox(session, MAX_OUTGOING)
    ]


#: Lists that take a query, a view and a sort.
SORTED: tuple[ListKind, ...] = ("cases", "baskets", "orders")
_SHORT: dict[str, Callable[[Session], list[Row]]] = {
    "statuses": _statuses,
    "types": _types,
    "agents": _agents,
    "views": _views,
    "outbox": _outbox,
    "settings": _settings,
}
