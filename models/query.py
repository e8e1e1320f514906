"""What may stand behind `--where` and in the filter: ``field:value`` and words, all of which must hold.

A value with blanks is quoted: ``account:"Acme Hotels"``. The query becomes conditions that
Peewee binds; no part of it is ever SQL. Each kind of record has its fields in a file of its
own: `models.query_cases`, `models.query_orders`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from peewee import Expression, Field, fn

from models.errors import Invalid

_TERM = re.compile(r'(?:([A-Za-z_]+):)?(?:"([^"]*)"?|(\S+))')
MAX_QUERY = 2000


class Term(NamedTuple):
    """A word (without a field) or a field with the value asked for."""

    field: str
    value: str


class Reader(NamedTuple):
    """Who asks, and how names are understood: the codes that a name of a kind of thing stands for."""

    agent: str
    codes: Callable[[str, str], list[str]]


Condition = Callable[[str, Reader], Expression]


class Fields(NamedTuple):
    """What a kind of record can be asked for: its fields by name, and what a bare word means."""

    by_name: Mapping[str, Condition]
    word: Callable[[str], Expression]


def terms(text: str) -> list[Term]:
    """The parts of a query.

    *Errors*: `Invalid` for one that is too long.
    """
    if len(text) > MAX_QUERY:
        raise Invalid(f"The query has {len(text)} characters; {MAX_QUERY} are enough. Shorten it.")
    found = []
    for match in _TERM.finditer(text):
        field, quoted, bare = match.groups()
        found.append(Term((field or "").lower(), quoted if quoted is not None else bare))
    return found


def conditions(text: str, fields: Fields, reader: Reader) -> list[Expression]:
    """The conditions that a query stands for.

    *Errors*: `Invalid` for a field that there is not, or a value that it can't have.
    """
    return [_condition(term, fields, reader) for term in terms(text) if term.value or term.field]


def _condition(term: Term, fields: Fields, reader: Reader) -> Expression:
    if not term.field:
        return fields.word(term.value)
    condition = fields.by_name.get(term.field)
    if condition is None:
        listed = ", ".join(sorted(fields.by_name))
        raise Invalid(f"There is no field {term.field!r} to filter by; there are: {listed}.")
    return condition(term.value, reader)


def folded(column: object, value: str) -> Expression:
    """Whether a column holds this value, capitals aside."""
    same: Expression = fn.casedesk_fold(column) == value.casefold()
    return same


def holds(column: object, value: str) -> Expression:
    """Whether a column holds this value anywhere, capitals aside."""
    found: Expression = fn.INSTR(fn.casedesk_fold(column), value.casefold()) > 0
    return found


def exactly(column: object) -> Condition:
    """The condition that a column holds the value asked for, capitals aside."""

    def condition(value: str, reader: Reader) -> Expression:
        return folded(column, value)

    return condition


def searched(column: Field, key: Field, prefix: str) -> Callable[[str], Expression]:
    """The condition of a bare word: it stands in the searched text, or is a number of this kind of record."""
    number = re.compile(rf"(?:{prefix.casefold()})?0*([0-9]{{1,15}})")

    def condition(word: str) -> Expression:
        found: Expression = fn.INSTR(column, word.casefold()) > 0
        match = number.fullmatch(word.casefold())
        return (key == int(match[1])) | found if match else found

    return condition


def numbered(key: Field, prefix: str, what: str) -> Condition:
    """The condition that a record has this number."""
    number = re.compile(rf"(?:{prefix.casefold()})?0*([0-9]{{1,15}})")

    def condition(value: str, reader: Reader) -> Expression:
        match = number.fullmatch(value.casefold())
        if match is None:
            raise Invalid(f"number: {value!r:.60} is no {what} number; write {prefix}0001042 or 1042.")
        same: Expression = key == int(match[1])
        return same

    return condition


def coded(column: Field, kind: str) -> Condition:
    """The condition that a column holds one of the codes that the names asked for stand for.

    *Errors*: `Invalid` for a name that there is not.
    """

    def condition(value: str, reader: Reader) -> Expression:
        found: Expression = column.in_(codes(kind, value, reader))
        return found

    return condition


def codes(kind: str, value: str, reader: Reader) -> list[str]:
    """The codes of names with commas between them.

    *Errors*: `Invalid` for a name that there is not.
    """
    found = []
    for name in value.split(","):
        known = reader.codes(kind, name)
        if not known:
            raise Invalid(f"{kind}: {name!r:.60} is none; `casedesk list {LISTS[kind]}` shows them.")
        found += known
    return found


#: Where each kind of name is listed.
LISTS = {
    "state": "statuses",
    "status": "statuses",
    "custom_status": "statuses",
    "type": "types",
    "ou": "ous",
}
