"""Lists of records, a window at a time: what it costs does not depend on how many records there are.

What a kind of list is made of is a `Listed`: `models.desk.case_list`, `models.desk.orders.order_list`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypedDict, TypeVar

from peewee import JOIN, Expression, fn

from models.desk.session import Session
from models.errors import Invalid, Unknown
from models.numbers import parse_number
from models.query import Fields, Reader, conditions
from models.tables.base import Table
from models.tables.settings import View
from models.tables.states import StateRow
from models.views import Badge, Count, Cursor, Page, SavedView

if TYPE_CHECKING:
    from peewee import Field, ModelSelect, Node

MAX_PAGE = 1000


class ListRow(Protocol):
    """What every row of a list has."""

    @property
    def id(self) -> int:
        """The id behind its number."""


R = TypeVar("R", bound=ListRow)


class Sort(NamedTuple):
    """An order of a list: its column, the attribute of a row that holds it, whether it runs the other way."""

    field: Field
    attribute: str
    turned: bool = False


class Listed(NamedTuple, Generic[R]):
    """What a list of one kind of record is made of; the columns start with the key.

    ``kind`` is the one of its views; ``joins`` are tables with the condition that ties each;
    ``names`` tells what names in a query mean; ``always`` are conditions beside the query's,
    told whether that narrows the list already.
    """

    kind: str
    table: type[Table]
    key: Field
    columns: tuple[Node, ...]
    joins: tuple[tuple[type[Table], Expression], ...]
    sorts: Mapping[str, Sort]
    fields: Fields
    names: Callable[[Session, str], Mapping[str, str]]
    always: Callable[[Session, bool], list[Expression]]
    row: Callable[[tuple[object, ...]], R]


class Window(TypedDict, total=False):
    """Which part of a list is asked for: ``after`` and ``before`` a cursor, ``end`` for the last rows."""

    view: str
    query: str
    sort: str
    after: Cursor | None
    before: Cursor | None
    end: bool
    limit: int


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


def state_names(session: Session, machine: str) -> dict[str, str]:
    """The code of each state of a machine by its folded code, label and other names."""
    rows = session.database.all(
        StateRow.select(StateRow.code, StateRow.label, StateRow.aliases)
        .where(StateRow.machine == machine)
        .order_by(StateRow.id)
        .limit(MAX_PAGE)
    )
    names: dict[str, str] = {}
    for code, label, aliases in rows:
        for name in (code, label, *json.loads(str(aliases))):
            names.setdefault(str(name).casefold(), str(code))
    return names


def saved_views(session: Session, kind: str) -> tuple[SavedView, ...]:
    """The views of a kind of record, in the order of their number keys."""
    rows = session.database.all(
        View.select(View.code, View.label, View.query)
        .where(View.kind == kind)
        .order_by(View.position, View.code)
        .limit(MAX_PAGE)
    )
    return tuple(SavedView(str(code), str(label), str(query)) for code, label, query in rows)


def _view_query(session: Session, kind: str, view: str) -> str:
    views = {each.code: each for each in saved_views(session, kind)}
    by_label = {each.label.casefold(): each for each in views.values()}
    found = views.get(view) or by_label.get(view.casefold())
    if found is None:
        raise Unknown("view", view[:60], f"There are: {', '.join(views)}.")
    return found.query


def filters(session: Session, listed: Listed[R], view: str, query: str) -> list[Expression]:
    """The conditions of a view and a query, within what the agent may see.

    *Errors*: `Invalid` for a query that can't be understood, `Unknown` for a view.
    """
    reader = Reader(session.agent, lambda kind: listed.names(session, kind))
    asked = [query] if view == "all" else [_view_query(session, listed.kind, view), query]
    found = [condition for text in asked for condition in conditions(text, listed.fields, reader)]
    return found + listed.always(session, bool(found))


def _sorting(listed: Listed[R], sort: str) -> tuple[Sort, bool]:
    found = listed.sorts.get(sort.removeprefix("-"))
    if found is None:
        listed_sorts = ", ".join(listed.sorts)
        raise Invalid(
            f"There is no order {sort!r:.60}; sort by: {listed_sorts}, with - in front to turn it round."
        )
    return found, sort.startswith("-") != found.turned


def page(
    session: Session,
    listed: Listed[R],
    *,
    view: str = "all",
    query: str = "",
    sort: str = "-number",
    after: Cursor | None = None,
    before: Cursor | None = None,
    end: bool = False,
    limit: int = 100,
) -> Page[R]:
    """A window of the list: the first rows, those after or before a cursor, or the last ones.

    *Errors*: `Invalid` for a query or sort that can't be understood, `Unknown` for a view.
    """
    limit = max(1, min(limit, MAX_PAGE))
    sorting, downwards = _sorting(listed, sort)
    backwards = end or before is not None
    if backwards:
        downwards = not downwards
    select = listed.table.select(*listed.columns)
    for table, tie in listed.joins:
        select = select.join_from(listed.table, table, JOIN.LEFT_OUTER, on=tie)
    for condition in filters(session, listed, view, query):
        select = select.where(condition)
    columns = dict.fromkeys((sorting.field, listed.key))
    select = select.order_by(*(each.desc() if downwards else each.asc() for each in columns))
    found: list[tuple[object, ...]] = []
    with session.database.read():
        for part in _parts(select, listed, sorting.field, None if end else before or after, downwards):
            found += session.database.all(part.limit(limit + 1 - len(found)))
            if len(found) > limit:
                break
    rows = [listed.row(row) for row in found[:limit]]
    if backwards:
        rows.reverse()
    if not rows:
        return Page((), None, None, False)
    ends = [Cursor(getattr(row, sorting.attribute), row.id) for row in (rows[0], rows[-1])]
    return Page(tuple(rows), ends[0], ends[1], len(found) > limit)


def _parts(
    select: ModelSelect[Table], listed: Listed[R], column: Field, start: Cursor | None, downwards: bool
) -> tuple[ModelSelect[Table], ...]:
    """What lies beyond a cursor: first the rows of the same rank, then all others.

    Compared as one pair (value, id), SQLite would walk there from the first row of that rank.
    """
    if start is None:
        return (select,)
    further = listed.key < start.id if downwards else listed.key > start.id
    if column is listed.key:
        return (select.where(further),)
    others = column < start.value if downwards else column > start.value
    return select.where((column == start.value) & further), select.where(others)


def cursor_of(session: Session, listed: Listed[R], number: str, sort: str) -> Cursor | None:
    """Where a record stands in a sort, or None where there is no such record."""
    column = _sorting(listed, sort)[0].field
    row = session.database.one(
        listed.table.select(column, listed.key).where(listed.key == parse_number(number)[1]).limit(1)
    )
    return Cursor(row[0], int(str(row[1]))) if row else None


def count(
    session: Session, listed: Listed[R], *, view: str = "all", query: str = "", cap: int = 10_000
) -> Count:
    """How many records match, counted up to ``cap``."""
    select = listed.table.select(listed.key)
    for condition in filters(session, listed, view, query):
        select = select.where(condition)
    capped = select.limit(cap + 1).alias("found")
    row = session.database.one(listed.table.select(fn.COUNT(1)).from_(capped))
    number = int(str(row[0])) if row else 0
    return Count(min(number, cap), number > cap)
