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
from models.folding import plain

_TERM = re.compile(r'(?:([A-Za-z_]+):)?(?:"([^"]*)"?|(\S+))')
MAX_QUERY = 2000


class Term(NamedTuple):
    """A word (without a field) or a field with the value asked for."""

    field: str
    value: str


class Reader(NamedTuple):
    """Who asks, and what names mean: for a kind, such as ``state``, the folded names and their codes."""

    agent: str
    names: Callable[[str], Mapping[str, str]]


Condition = Callable[[str, Reader], Expression]


class Fields(NamedTuple):
    """What a kind of record can be asked for: its fields by name, and what a bare word means."""

    by_name: Mapping[str, Condition]
    word: Callable[[str], Expression]


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


def codes(kind: str, value: str, reader: Reader) -> list[str]:
    """The codes behind names with commas between them; a name may be cut short.

    *Errors*: `Invalid` for a name that there is not.
    """
    known = reader.names(kind)
    found: list[str] = []
    for name in value.split(","):
        start = name.strip().casefold()
        exact = [known[start]] if start in known else []
        like = exact or [code for each, code in known.items() if start and each.startswith(start)]
        if not like:
            listed = ", ".join(dict.fromkeys(known.values())) or "none"
            raise Invalid(f"{kind}: {name!r:.60} is not one of: {listed:.600}.")
        found += like
    return list(dict.fromkeys(found))


def folded(column: object, value: str) -> Expression:
    """Whether a column holds just this value, capitals aside."""
    same: Expression = fn.casedesk_fold(column) == value.casefold()
    return same


def holds(column: object, value: str) -> Expression:
    """Whether a column holds this value anywhere, capitals and accents aside."""
    found: Expression = fn.INSTR(fn.casedesk_plain(column), plain(value)) > 0
    return found


def exactly(column: object) -> Condition:
    """The condition that a column holds just the value asked for."""

    def condition(value: str, reader: Reader) -> Expression:
        return folded(column, value)

    return condition


def coded(column: Field, kind: str) -> Condition:
    """The condition that a column holds one of the codes behind some names; ``none``: that it is empty."""

    def condition(value: str, reader: Reader) -> Expression:
        found: Expression = (
            column.is_null()
            if column.null and value.casefold() == "none"
            else column.in_(codes(kind, value, reader))
        )
        return found

    return condition


def _id(prefix: str, text: str) -> int | None:
    match = re.fullmatch(rf"(?:{prefix})?0*([0-9]{{1,15}})", text, re.IGNORECASE | re.ASCII)
    return int(match[1]) if match else None


def worded(key: Field, prefix: str, column: Field) -> Callable[[str], Expression]:
    """The condition of a bare word: it stands in the column, or is the number of a record."""

    def condition(word: str) -> Expression:
        found: Expression = fn.INSTR(column, plain(word)) > 0
        number = _id(prefix, word)
        return found if number is None else (key == number) | found

    return condition


def numbered(key: Field, prefix: str, what: str) -> Condition:
    """The condition that a record has this number."""

    def condition(value: str, reader: Reader) -> Expression:
        number = _id(prefix, value)
        if number is None:
            raise Invalid(f"number: {value!r:.60} is no {what} number; write {prefix}0001042 or 1042.")
        same: Expression = key == number
        return same

    return condition
