"""Records as plain mappings, ready for JSON: what `show` and `list` print.

*Units*: times as ISO text in UTC, to the second.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from peewee import fn

from models.clock import iso
from models.desk import casebook, listing
from models.desk.session import OWN_GROUPS, Session
from models.errors import Invalid
from models.numbers import number_of, parse_number
from models.plans import Verdict
from models.record_views import CaseView, LineView
from models.tables.cases import Case, Line
from models.tables.people import Agent, Group, Membership
from models.tables.settings import Setting

if TYPE_CHECKING:
    from peewee import Expression

Row = dict[str, object]
MAX_ROWS = 1_000_000


def shown(session: Session, number: str) -> tuple[Row, tuple[Verdict, ...]]:
    """A case with its lines, or a line, and the verdicts on its actions."""
    kind, _ = parse_number(number)
    with session.database.read():
        view = casebook.case_view(session, number, casebook.MAX_ROWS)
    if kind == "case":
        return case_record(view), view.verdicts
    wanted = number_of("line", parse_number(number)[1])
    line = next(line for line in view.lines if line.number == wanted)
    return {**line_record(line), "case": view.number}, line.verdicts


def _number(kind: str, record_id: object) -> str:
    return number_of(kind, int(str(record_id)))


def _nulled(value: object) -> object:
    return None if value == "" else value


def case_record(view: CaseView) -> Row:
    """A case as a mapping: kind first, texts that are empty as None."""
    record: Row = {"number": view.number, "kind": "case"}
    for name, value in view._asdict().items():
        if name in ("number", "verdicts", "lines", "lines_total", "order_found"):
            continue
        record[name] = iso(value) if name.endswith("_at") else _nulled(value)
    record["order_found"] = view.order_found if view.order else None
    record["lines"] = [line_record(line) for line in view.lines]
    return record


def line_record(line: LineView) -> Row:
    """A line as a mapping."""
    record: Row = {"number": line.number, "kind": "line"}
    record |= {
        name: _nulled(value) for name, value in line._asdict().items() if name not in ("number", "verdicts")
    }
    return record


def rows(session: Session, kind: str, where: str, view: str, sort: str, limit: int) -> tuple[Row, ...]:
    """The records of a kind, at most ``limit`` of them, as mappings with the columns in order.

    *Errors*: `Invalid` for a kind, query or sort that there is not.
    """
    reader = KINDS.get(kind)
    if reader is None:
        raise Invalid(f"There is no list of {kind!r:.60}; there are: {', '.join(KINDS)}.")
    if kind not in ("cases", "lines") and (where or view != "all" or sort):
        raise Invalid(f"--where, --view and --sort work on cases and lines, not on {kind}.")
    return tuple(reader(session, where, view, sort or "-number", max(1, min(limit, MAX_ROWS))))


def _cases(session: Session, where: str, view: str, sort: str, limit: int) -> list[Row]:
    found: list[Row] = []
    after = None
    while len(found) < limit:
        page = listing.page(
            session,
            view=view,
            query=where,
            sort=sort,
            after=after,
            limit=min(limit - len(found), listing.MAX_PAGE),
        )
        found += [_case_row(row._asdict()) for row in page.rows]
        after = page.last
        if not page.more:
            break
    return found


def _case_row(row: Row) -> Row:
    return {
        "number": row["number"],
        "state": row["state"],
        "priority": row["priority"],
        "short_description": row["short_description"],
        "account": _nulled(row["account"]),
        "assigned_to": _nulled(row["assigned_to"]),
        "settled_lines": row["settled"],
        "lines": row["lines"],
        "opened_at": iso(int(str(row["opened_at"]))),
        "version": row["version"],
    }


def _lines(session: Session, where: str, view: str, sort: str, limit: int) -> list[Row]:
    columns = (
        Line.id, Line.case, Line.state, Line.about, Line.request_reason, Line.ordered_quantity,
        Line.requested_quantity, Line.approved_quantity, Line.version,
    )  # fmt: skip
    conditions: list[Expression] = listing.filters(session, view, where)
    select = Line.select(*columns).join(Case)
    for condition in conditions:
        select = select.where(condition)
    downwards = sort.startswith("-")
    if sort.removeprefix("-") != "number":
        raise Invalid(f"Lines are sorted by number, not by {sort!r:.60}.")
    order = Line.id.desc() if downwards else Line.id.asc()
    names = ("number", "case", *(column.name for column in columns[2:]))
    return [
        dict(
            zip(
                names,
                (_number("line", row[0]), _number("case", row[1]), *map(_nulled, row[2:])),
                strict=True,
            )
        )
        for row in session.database.all(select.order_by(order).limit(limit))
    ]


def _statuses(session: Session, where: str, view: str, sort: str, limit: int) -> list[Row]:
    found: list[Row] = [
        {"machine": machine, "code": each.code, "label": each.label, "glyph": each.glyph,
         "colour": each.colour, "final": each.final}
        for machine in ("case", "line")
        for each in listing.badges(session, machine).values()
    ]  # fmt: skip
    return found[:limit]


def _agents(session: Session, where: str, view: str, sort: str, limit: int) -> list[Row]:
    groups = (
        Membership.select(fn.GROUP_CONCAT(Group.name, "\x1f")).join(Group).where(Membership.agent == Agent.id)
    )
    found = session.database.all(
        Agent.select(Agent.name, Agent.role, groups).order_by(Agent.name).limit(limit)
    )
    return [
        {"name": name, "role": role, "groups": str(names).split("\x1f") if names else []}
        for name, role, names in found
    ]


def _views(session: Session, where: str, view: str, sort: str, limit: int) -> list[Row]:
    found: list[Row] = [
        {"kind": "cases", "code": each.code, "label": each.label, "query": each.query}
        for each in listing.saved_views(session, "cases")
    ]
    return found[:limit]


def _settings(session: Session, where: str, view: str, sort: str, limit: int) -> list[Row]:
    import json

    found = session.database.all(
        Setting.select(Setting.ou, Setting.name, Setting.value).order_by(Setting.name).limit(limit)
    )
    kept = [{"ou": ou or None, "name": name, "value": json.loads(str(value))} for ou, name, value in found]
    if not any(row["name"] == OWN_GROUPS for row in kept):
        kept.append({"ou": None, "name": OWN_GROUPS, "value": False})
    return kept


KINDS: dict[str, Callable[[Session, str, str, str, int], list[Row]]] = {
    "cases": _cases,
    "lines": _lines,
    "statuses": _statuses,
    "agents": _agents,
    "views": _views,
    "settings": _settings,
}
