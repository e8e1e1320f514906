"""What cases can be filtered by."""

from __future__ import annotations

from peewee import Expression, ForeignKeyField

from models.errors import Invalid
from models.numbers import PREFIX
from models.query import Condition, Fields, Reader, codes, exactly, folded, holds, numbered, worded
from models.tables.cases import Case, Line
from models.tables.people import Account, Agent, Contact, Group


def _state(value: str, reader: Reader) -> Expression:
    if value.casefold() in ("open", "final"):
        return Case.is_open == int(value.casefold() == "open")
    return Case.state.in_(codes("state", value, reader))


def _agent(value: str, reader: Reader) -> Expression:
    if value.casefold() == "none":
        return Case.assigned_to.is_null()
    name = reader.agent if value.casefold() == "me" else value
    # Looked up first and bound as a number, so that the index on the assignee is walked.
    found: Expression = Case.assigned_to == Agent.select(Agent.id).where(folded(Agent.name, name)).limit(1)
    return found


def _named(column: ForeignKeyField, table: type[Account | Contact | Group]) -> Condition:
    def condition(value: str, reader: Reader) -> Expression:
        if value.casefold() == "none":
            return column.is_null()
        # A name that holds the value, wherever it stands in it.
        return column.in_(table.select(table.id).where(holds(table.name, value)))

    return condition


_PRIORITY = {"critical": 1, "high": 2, "moderate": 3, "low": 4}


def _priority(value: str, reader: Reader) -> Expression:
    numbers = []
    for part in value.casefold().split(","):
        number = _PRIORITY.get(part) or (int(part) if part in ("1", "2", "3", "4") else None)
        if number is None:
            raise Invalid(f"priority: {part!r:.60} is not one of: 1, 2, 3, 4, {', '.join(_PRIORITY)}.")
        numbers.append(number)
    return Case.priority.in_(numbers)


def _about(value: str, reader: Reader) -> Expression:
    matching = Line.select(Line.case).where((Line.about == value) | Line.about.startswith(value + "/"))
    return (Case.order_number == value) | Case.id.in_(matching)


FIELDS = Fields(
    {
        "state": _state,
        "priority": _priority,
        "assigned_to": _agent,
        "agent": _agent,
        "account": _named(Case.account, Account),
        "contact": _named(Case.contact, Contact),
        "consumer": _named(Case.consumer, Contact),
        "assignment_group": _named(Case.assignment_group, Group),
        "group": _named(Case.assignment_group, Group),
        "channel": exactly(Case.channel),
        "service": exactly(Case.service),
        "scope": exactly(Case.scope),
        "resolution_code": exactly(Case.resolution_code),
        "source": exactly(Case.source),
        "source_number": exactly(Case.source_number),
        "order": _about,
        "about": _about,
        "number": numbered(Case.id, PREFIX["case"], "case"),
    },
    worded(Case.id, PREFIX["case"], Case.search_text),
)
