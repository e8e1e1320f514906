"""What a list of cases is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peewee import Expression, fn

from models.desk.listing import Listed, Sort, state_names
from models.desk.session import Session
from models.numbers import number_of
from models.query_cases import FIELDS
from models.tables.cases import Case, Line
from models.tables.people import Account, Agent, Group
from models.views import CaseRow

#: What a list shows of a description; the whole of it is on the case's own screen.
SHOWN_TEXT = 400
_LINES = Line.select(fn.COUNT(1)).where(Line.case == Case.id)


def _row(row: tuple[Any, ...]) -> CaseRow:
    return CaseRow(row[0], number_of("case", row[0]), *row[1:])


def _names(session: Session, kind: str) -> Mapping[str, str]:
    return state_names(session, "case")


def seen(session: Session) -> list[Expression]:
    """What holds for every case that the agent may see; nothing where he may see all."""
    actor = session.standing().actor
    if not actor.only_own_groups or actor.role in ("manager", "admin"):
        return []
    own = Group.select(Group.id).where(Group.name.in_(list(actor.groups)))
    return [Case.assignment_group.is_null() | Case.assignment_group.in_(own)]


def _always(session: Session, narrowed: bool) -> list[Expression]:
    return seen(session)


CASES = Listed(
    kind="cases",
    table=Case,
    key=Case.id,
    columns=(
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
    ),
    joins=((Account, Case.account == Account.id), (Agent, Case.assigned_to == Agent.id)),
    sorts={
        "number": Sort(Case.id, "id"),
        "priority": Sort(Case.priority, "priority"),
        # Age grows as the time of opening falls.
        "age": Sort(Case.opened_at, "opened_at", turned=True),
    },
    fields=FIELDS,
    names=_names,
    always=_always,
    row=_row,
)
