"""SQL that Peewee builds once and that runs as text from then on, its values bound by name.

A value's place in the text is Peewee's business (an UPDATE orders its SET by the fields'
declaration), so a statement keeps the order of its slots and never relies on the caller's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import NamedTuple, Protocol

from peewee import SQL, Database, Select, Value, fn

from models.json_text import encoded


class Query(Protocol):
    """Anything that Peewee can turn into SQL."""

    def bind(self, database: Database) -> Query:
        """Takes the dialect of a database."""
        ...

    def sql(self) -> tuple[str, Sequence[object]]:
        """The text and its values."""
        ...


class _Slot(NamedTuple):
    name: str


def slot(name: str) -> Value:
    """A value that is given when the statement runs."""
    return Value(_Slot(name), converter=False, unpack=False)


def among(name: str) -> Select:
    """A list of any length as one value, for ``IN``: a JSON text, as `listed` writes it."""
    return Select((fn.json_each(slot(name)),), (SQL("value"),))


def listed(values: Iterable[object]) -> str:
    """What fills the slot of `among`."""
    return encoded(list(values))


def spelt(text: str, values: Sequence[object]) -> tuple[str, Sequence[object]]:
    """The text with the whole numbers that never change in it, and the values that are left to bind.

    A number that is bound, as Peewee does with that of a LIMIT, has SQLite plan anew whenever it runs.
    """
    parts = text.split("?")
    if len(parts) != len(values) + 1:
        return text, values
    told, bound = [parts[0]], []
    for value, part in zip(values, parts[1:], strict=True):
        number = type(value) is int
        told += [str(value) if number else "?", part]
        if not number:
            bound.append(value)
    return "".join(told), bound


class Statement:
    """A query as text, with the names of its slots in the order in which they stand."""

    __slots__ = ("bind", "text")

    #: The values in the order of the text. *Errors*: `KeyError` for a slot without a value.
    bind: Callable[[Mapping[str, object]], Sequence[object]]

    def __init__(self, query: Query) -> None:
        self.text, values = spelt(*query.sql())
        slots = tuple((at, each.name) for at, each in enumerate(values) if isinstance(each, _Slot))
        names = [name for _, name in slots]
        # One step takes all values where there are several, and nothing stands between them.
        several = len(names) == len(values) > 1
        self.bind = itemgetter(*names) if several else partial(_filled, list(values), slots)


def _filled(
    row: list[object], slots: Sequence[tuple[int, str]], values: Mapping[str, object]
) -> list[object]:
    """A row with the values in its slots."""
    filled = row.copy()
    for place, name in slots:
        filled[place] = values[name]
    return filled
