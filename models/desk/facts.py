"""Reads what the engine needs to decide: one case with all its lines, as frozen facts."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import cast

from peewee import JOIN, ForeignKeyField

from models.actor import Actor
from models.desk.session import Session
from models.errors import Unknown
from models.numbers import number_of, parse_number
from models.plans import Facts, Record
from models.statements import Statement, slot
from models.tables.cases import Case, Line
from models.tables.people import Account, Agent, Contact, Group

MAX_LINES = 1000
_Consumer = Contact.alias()
#: Field name → column, for everything that an action or an edit can change.
CASE_COLUMNS = {
    "short_description": Case.short_description,
    "account": Account.name,
    "contact": Contact.name,
    "consumer": _Consumer.name,
    "order": Case.order_number,
    "scope": Case.scope,
    "service": Case.service,
    "channel": Case.channel,
    "priority": Case.priority,
    "assignment_group": Group.name,
    "assigned_to": Agent.name,
    "resolution_code": Case.resolution_code,
    "resolution_notes": Case.resolution_notes,
}
LINE_COLUMNS = {
    name: Agent.name if name == "assigned_to" else getattr(Line, name)
    for name in (
        "about", "request_reason", "ordered_quantity", "requested_quantity", "approved_quantity",
        "expected_date", "requested_date", "approved_date", "current_location", "requested_location",
        "approved_location", "assigned_to", "resolution_code", "close_notes",
    )
}  # fmt: skip
_CASE_NAMES = tuple(CASE_COLUMNS)
_LINE_NAMES = tuple(LINE_COLUMNS)
_CASE = Statement(
    Case.select(*CASE_COLUMNS.values(), Case.id, Case.state, Case.version)
    .join(Account, JOIN.LEFT_OUTER, on=(Case.account == Account.id))
    .join(Contact, JOIN.LEFT_OUTER, on=(Case.contact == Contact.id))
    .join(_Consumer, JOIN.LEFT_OUTER, on=(Case.consumer == _Consumer.id))
    .join(Group, JOIN.LEFT_OUTER, on=(Case.assignment_group == Group.id))
    .join(Agent, JOIN.LEFT_OUTER, on=(Case.assigned_to == Agent.id))
    .where(Case.id == slot("id"))
    .limit(1)
)
_LINES = Statement(
    Line.select(*LINE_COLUMNS.values(), Line.id, Line.state, Line.version)
    .join(Agent, JOIN.LEFT_OUTER, on=(Line.assigned_to == Agent.id))
    .where(Line.case == slot("case"))
    .order_by(Line.id)
    .limit(MAX_LINES)
)
_HEAD = Statement(Line.select(Line.case).where(Line.id == slot("id")).limit(1))


def head_id(session: Session, number: str) -> tuple[int, str]:
    """The id of the case that a number means or belongs to, and the number as the desk writes it.

    *Errors*: `Unknown`.
    """
    kind, record_id = parse_number(number)
    if kind == "case":
        return record_id, number_of("case", record_id)
    row = session.database.one(_HEAD, {"id": record_id}) if kind == "line" else None
    if row is None:
        raise Unknown("line", number[:60])
    return int(str(row[0])), number_of("line", record_id)


def read_facts(session: Session, number: str, actor: Actor) -> Facts:
    """The facts about a case, an order or one of their lines.

    *Errors*: `Unknown` where there is none.
    """
    if parse_number(number)[0] in ("order", "order_line"):
        return _order_reader()(session, number, actor)
    case_id, target = head_id(session, number)
    row = session.database.one(_CASE, {"id": case_id})
    if row is None:
        raise Unknown("case", number)
    lines = session.database.all(_LINES, {"case": case_id})
    return Facts(
        actor,
        _record("case", row, _CASE_NAMES),
        tuple([_record("line", line, _LINE_NAMES) for line in lines]),
        target,
    )


@cache
def _order_reader() -> Callable[[Session, str, Actor], Facts]:
    """Loaded with the first order, and not looked up again with each."""
    from models.desk.orders.reading import read_order

    return read_order


def _record(machine: str, row: tuple[object, ...], names: tuple[str, ...]) -> Record:
    # Behind what has names the statements above ask for the id, the state and the version.
    record_id, state, version = cast("tuple[int, str, int]", row[-3:])
    values = dict(zip(names, row))  # noqa: B905  # the three behind the names are no values
    return Record(machine, number_of(machine, record_id), state, version, values)


def is_reference(name: str) -> bool:
    """Whether a case's field names a row of another table."""
    return isinstance(getattr(Case, name, None), ForeignKeyField)
