"""Lists of cases, a window at a time: what it costs does not depend on how many cases there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from peewee import JOIN, Expression, fn

from models.desk.session import Session
from models.errors import Invalid, Unknown
from models.numbers import number_of, parse_number
from models.query import Reader, conditions
from models.tables.cases import Case, Line
from models.tables.people import Account, Agent, Group
from models.tables.settings import View
from models.tables.states import StateRow
from models.views import Badge, CaseRow, Count, Cursor, Page, SavedView

if TYPE_CHECKING:
    from peewee import Field, ModelSelect

MAX_PAGE = 1000
#: What a list shows of a description; the whole of it is on the case's own screen.
SHOWN_TEXT = 400
SORTS: dict[str, Field] = {"number": Case.id, "priority": Case.priority, "age": Case.opened_at}
_LINES = Line.select(fn.COUNT(1)).where(Line.case == Case.id)
_COLUMNS = (
    Case.id,
    Case.state,
    Case.priority,
    fn.SUBSTR(Case.short_description, 1, SHOWN_TEXT),
    fn.COALESCE(Account.name, ""),
    fn.COALESCE(Agent.name, ""),
    _LINES.where(Line.is_open == 0),
    _LINES,
    Case.opened_at,
    Case.version,
)


def badges(session: Session, machine: str) -> dict[str, Badge]:
    """How each state of a machine looks, in the order of the rules."""
    rows = session.database.all(
        StateRow.select(StateRow.code, StateRow.glyph, StateRow.label, StateRow.colour, StateRow.final)
        .where(StateRow.machine == machine)
        .order_by(StateRow.id)
        .limit(MAX_PAGE)
    )
    return {
        str(code): Badge(str(code), str(glyph), str(label), str(colour), bool(final))
        for code, glyph, label, colour, final in rows
    }


def saved_views(session: Session, kind: str) -> tuple[SavedView, ...]:
    """The views of a kind of record, in the order of their number keys."""
    rows = session.database.all(
        View.select(View.code, View.label, View.query)
        .where(View.kind == kind)
        .order_by(View.position, View.code)
        .limit(MAX_PAGE)
    )
    return tuple(SavedView(str(code), str(label), str(query)) for code, label, query in rows)


def _view_query(session: Session, view: str) -> str:
    views = {each.code: each for each in saved_views(session, "cases")}
    by_label = {each.label.casefold(): each for each in views.values()}
    found = views.get(view) or by_label.get(view.casefold())
    if found is None:
        raise Unknown("view", view[:60], f"There are: {', '.join(views)}.")
    return found.query


def _states(session: Session) -> Callable[[str], list[str]]:
    def codes(name: str) -> list[str]:
        return [state.code for state in session.rulebook().machine_by_code["case"].states_like(name)]

    return codes


def filters(session: Session, view: str, query: str) -> list[Expression]:
    """The conditions of a view and a query, within what the agent may see.

    *Errors*: `Invalid` for a query that can't be understood, `Unknown` for a view.
    """
    reader = Reader(session.agent, _states(session))
    found = conditions(_view_query(session, view) if view != "all" else "", reader) + conditions(
        query, reader
    )
    actor = session.standing().actor
    if actor.only_own_groups and actor.role not in ("manager", "admin"):
        own = Group.select(Group.id).where(Group.name.in_(list(actor.groups)))
        found.append(Case.assignment_group.is_null() | Case.assignment_group.in_(own))
    return found


def _sorting(sort: str) -> tuple[Field, bool]:
    column = SORTS.get(sort.removeprefix("-"))
    if column is None:
        raise Invalid(
            f"There is no order {sort!r:.60}; sort by: {', '.join(SORTS)}, with - in front to turn it round."
        )
    # Age grows as the time of opening falls.
    return column, sort.startswith("-") != (column is Case.opened_at)


def _joined() -> ModelSelect[Case]:
    return (
        Case.select(*_COLUMNS)
        .join(Account, JOIN.LEFT_OUTER, on=(Case.account == Account.id))
        .join(Agent, JOIN.LEFT_OUTER, on=(Case.assigned_to == Agent.id))
    )


def page(
    session: Session,
    *,
    view: str = "all",
    query: str = "",
    sort: str = "-number",
    after: Cursor | None = None,
    before: Cursor | None = None,
    end: bool = False,
    limit: int = 100,
) -> Page:
    """A window of the list: the first rows, those after or before a cursor, or the last ones.

    *Errors*: `Invalid` for a query or sort that can't be understood, `Unknown` for a view.
    """
    limit = max(1, min(limit, MAX_PAGE))
    column, downwards = _sorting(sort)
    backwards = end or before is not None
    if backwards:
        downwards = not downwards
    select = _joined()
    for condition in filters(session, view, query):
        select = select.where(condition)
    columns = (column,) if column is Case.id else (column, Case.id)
    select = select.order_by(*(each.desc() if downwards else each.asc() for each in columns))
    found: list[tuple[object, ...]] = []
    with session.database.read():
        for part in _parts(select, column, None if end else before or after, downwards):
            found += session.database.all(part.limit(limit + 1 - len(found)))
            if len(found) > limit:
                break
    rows = [_row(row) for row in found[:limit]]
    if backwards:
        rows.reverse()
    if not rows:
        return Page((), None, None, False)
    ends = [Cursor(_sort_value(sort, row), row.id) for row in (rows[0], rows[-1])]
    return Page(tuple(rows), ends[0], ends[1], len(found) > limit)


def _parts(
    select: ModelSelect[Case], column: Field, start: Cursor | None, downwards: bool
) -> tuple[ModelSelect[Case], ...]:
    """What lies beyond a cursor: first the rows of the same rank, then all others.

    Compared as one pair (value, id), SQLite would walk there from the first row of that rank.
    """
    if start is None:
        return (select,)
    further = Case.id < start.id if downwards else Case.id > start.id
    if column is Case.id:
        return (select.where(further),)
    others = column < start.value if downwards else column > start.value
    return select.where((column == start.value) & further), select.where(others)


def _row(row: tuple[object, ...]) -> CaseRow:
    return CaseRow(row[0], number_of("case", row[0]), *row[1:])  # type: ignore[arg-type]  # the columns above


def _sort_value(sort: str, row: CaseRow) -> object:
    values = {"number": row.id, "priority": row.priority, "age": row.opened_at}
    return values[sort.removeprefix("-")]


def cursor_of(session: Session, number: str, sort: str) -> Cursor | None:
    """Where a case stands in a sort, or None where there is no such case."""
    column, _ = _sorting(sort)
    row = session.database.one(
        Case.select(column, Case.id).where(Case.id == parse_number(number)[1]).limit(1)
    )
    return Cursor(row[0], int(str(row[1]))) if row else None


def count(session: Session, *, view: str = "all", query: str = "", cap: int = 10_000) -> Count:
    """How many cases match, counted up to ``cap``."""
    select = Case.select(Case.id)
    for condition in filters(session, view, query):
        select = select.where(condition)
    capped = select.limit(cap + 1).alias("found")
    row = session.database.one(Case.select(fn.COUNT(1)).from_(capped))
    number = int(str(row[0])) if row else 0
    return Count(min(number, cap), number > cap)
