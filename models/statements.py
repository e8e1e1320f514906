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
    """A query as text, with the names of its slots in the order in which they stand.

    ``names`` are those of all its values; what is fixed among them has none, but its place (``=3``).
    """

    __slots__ = ("bind", "names", "slots", "text")

    #: The values in the order of the text. *Errors*: `KeyError` for a slot without a value.
    bind: Callable[[Mapping[str, object]], Sequence[object]]

    def __init__(self, query: Query) -> None:
        self.text, values = spelt(*query.sql())
        names = [each.name if isinstance(each, _Slot) else f"={at}" for at, each in enumerate(values)]
        slots = [name for name, each in zip(names, values, strict=True) if isinstance(each, _Slot)]
        self.slots, self.names = tuple(slots), tuple(names)
        # Nothing fixed stands between what is asked for, as a rule: then one step takes the values.
        start = names.index(slots[0]) if slots else len(names)
        end = start + len(slots)
        head, tail = tuple(values[:start]), tuple(values[end:])
        if not slots:
            self.bind = partial(_fixed, head)
        elif names[start:end] != slots:
            fixed = {name: each for name, each in zip(names, values, strict=True) if name not in slots}
            self.bind = partial(_among_fixed, itemgetter(*names), fixed)
        elif len(names) == 1:
            self.bind = partial(_alone, slots[0])
        elif len(slots) == 1:
            self.bind = partial(_one, slots[0], head, tail)
        elif head or tail:
            self.bind = partial(_between_fixed, itemgetter(*slots), head, tail)
        else:
            self.bind = itemgetter(*slots)

    def in_order(self, *names: str) -> Statement:
        """The statement, where its values are these in this order and nothing else: rows need no names then.

        *Errors*: `ValueError` where they aren't.
        """
        if self.names != names:
            raise ValueError(f"The statement takes {self.names}, not {names}.")
        return self


_Taking = Callable[[Mapping[str, object]], tuple[object, ...]]


def _fixed(values: tuple[object, ...], _given: Mapping[str, object]) -> tuple[object, ...]:
    return values


def _alone(name: str, values: Mapping[str, object]) -> tuple[object, ...]:
    return (values[name],)


def _one(
    name: str, head: tuple[object, ...], tail: tuple[object, ...], values: Mapping[str, object]
) -> tuple[object, ...]:
    return (*head, values[name], *tail)


def _between_fixed(
    taking: _Taking, head: tuple[object, ...], tail: tuple[object, ...], values: Mapping[str, object]
) -> tuple[object, ...]:
    return head + taking(values) + tail


def _among_fixed(
    taking: _Taking, fixed: Mapping[str, object], values: Mapping[str, object]
) -> tuple[object, ...]:
    return taking({**fixed, **values})
