"""What may stand behind `--where` and in the filter: ``field:value`` and words, all of which must hold.

A value with blanks is quoted: ``account:"Acme Hotels"``. The query becomes conditions that
Peewee binds; no part of it is ever SQL.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from peewee import Expression, ForeignKeyField, fn

from models.errors import Invalid
from models.tables.cases import Case, Line
from models.tables.people import Account, Agent, Contact, Group

_TERM = re.compile(r'(?:([A-Za-z_]+):)?(?:"([^"]*)"?|(\S+))')
MAX_QUERY = 2000


class Term(NamedTuple):
    """A word (without a field) or a field with the value asked for."""

    field: str
    value: str


class Reader(NamedTuple):
    """Who asks, and how a state's name is understood: its codes and whether each is final."""

    agent: str
    states: Callable[[str], list[str]]


def terms(text: str) -> list[Term]:
    """The parts of a query.

    *Errors*: `Invalid` for one that is too long or cut within a character.
    """
    if len(text) > MAX_QUERY:
        raise Invalid(f"The query has {len(text)} characters; {MAX_QUERY} are enough. Shorten it.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Invalid("The query holds half of a character; send whole characters.") from None
    found = []
    for match in _TERM.finditer(text):
        field, quoted, bare = match.groups()
        found.append(Term((field or "").lower(), quoted if quoted is not None else bare))
    return found


def folded(column: object, value: str) -> Expression:
    """Whether a column holds this value, capitals aside."""
    same: Expression = fn.casedesk_fold(column) == value.casefold()
    return same


def conditions(text: str, reader: Reader) -> list[Expression]:
    """The conditions on cases that a query stands for.

    *Errors*: `Invalid` for a field that there is not, or a value that it can't have.
    """
    return [_condition(term, reader) for term in terms(text) if term.value or term.field]


def _condition(term: Term, reader: Reader) -> Expression:
    if not term.field:
        return _word(term.value)
    condition = _FIELDS.get(term.field)
    if condition is None:
        raise Invalid(
            f"There is no field {term.field!r} to filter by; there are: {', '.join(sorted(_FIELDS))}."
        )
    return condition(term.value, reader)


def _word(word: str) -> Expression:
    found: Expression = fn.INSTR(Case.search_text, word.casefold()) > 0
    number = re.fullmatch(r"(?:ordcs)?0*([0-9]{1,15})", word.casefold())
    return (Case.id == int(number[1])) | found if number else found


def _state(value: str, reader: Reader) -> Expression:
    if value.casefold() in ("open", "final"):
        return Case.is_open == int(value.casefold() == "open")
    codes = [code for name in value.split(",") for code in reader.states(name)]
    if not codes:
        raise Invalid(f"state: {value!r:.60} is no state; `casedesk list statuses` shows them.")
    return Case.state.in_(codes)


def _agent(value: str, reader: Reader) -> Expression:
    if value.casefold() == "none":
        return Case.assigned_to.is_null()
    name = reader.agent if value.casefold() == "me" else value
    # Looked up first and bound as a number, so that the index on the assignee is walked.
    found: Expression = Case.assigned_to == Agent.select(Agent.id).where(folded(Agent.name, name)).limit(1)
    return found


def _named(
    column: ForeignKeyField, table: type[Account | Contact | Group]
) -> Callable[[str, Reader], Expression]:
    def condition(value: str, reader: Reader) -> Expression:
        if value.casefold() == "none":
            return column.is_null()
        # A name that holds the value, wherever it stands in it.
        holds: Expression = fn.INSTR(fn.casedesk_fold(table.name), value.casefold()) > 0
        return column.in_(table.select(table.id).where(holds))

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


def _exactly(column: object) -> Callable[[str, Reader], Expression]:
    def condition(value: str, reader: Reader) -> Expression:
        return folded(column, value)

    return condition


def _about(value: str, reader: Reader) -> Expression:
    matching = Line.select(Line.case).where((Line.about == value) | Line.about.startswith(value + "/"))
    return (Case.order_number == value) | Case.id.in_(matching)


def _number(value: str, reader: Reader) -> Expression:
    match = re.fullmatch(r"(?:ordcs)?0*([0-9]{1,15})", value.casefold())
    if match is None:
        raise Invalid(f"number: {value!r:.60} is no case number; write ORDCS0001042 or 1042.")
    return Case.id == int(match[1])


_FIELDS: dict[str, Callable[[str, Reader], Expression]] = {
    "state": _state,
    "priority": _priority,
    "assigned_to": _agent,
    "agent": _agent,
    "account": _named(Case.account, Account),
    "contact": _named(Case.contact, Contact),
    "consumer": _named(Case.consumer, Contact),
    "assignment_group": _named(Case.assignment_group, Group),
    "group": _named(Case.assignment_group, Group),
    "channel": _exactly(Case.channel),
    "service": _exactly(Case.service),
    "scope": _exactly(Case.scope),
    "resolution_code": _exactly(Case.resolution_code),
    "source": _exactly(Case.source),
    "source_number": _exactly(Case.source_number),
    "order": _about,
    "about": _about,
    "number": _number,
}
