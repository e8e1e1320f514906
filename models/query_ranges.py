"""Amounts and days in a query: one value, ``>=`` and the like, or ``from..to`` with both ends in it.

*Units*: an amount is compared in the minor units of each record's own currency.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from operator import or_

from peewee import Expression, Field

from models.errors import Invalid
from models.money import decimals, minor_of
from models.query import Condition, Reader

_COMPARED = re.compile(r"(>=|<=|>|<)(.+)", re.DOTALL)
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}", re.ASCII)
_MONTHS = 12

#: The first and the last value that a text means: a day's milliseconds, one amount.
Span = Callable[[str], tuple[int, int]]


def between(column: Field, value: str, span: Span) -> Expression:
    """The condition that a column lies in the range that a text means."""
    compared = _COMPARED.fullmatch(value)
    if compared is not None:
        sign, text = compared.groups()
        first, last = span(text)
        found: Expression = {
            ">": column > last,
            ">=": column >= first,
            "<": column < first,
            "<=": column <= last,
        }[sign]
        return found
    begin, dots, end = value.partition("..")
    if not dots:
        first, last = span(value)
    else:
        first, last = span(begin)[0], span(end)[1]
    within: Expression = (column >= first) & (column <= last)
    return within


def amounts(column: Field, currency: Field) -> Condition:
    """The condition that an amount lies in a range, like ``>100``, ``50..80`` or ``12.50``."""

    def condition(value: str, reader: Reader) -> Expression:
        by_decimals: dict[int, list[str]] = {}
        for code in reader.names("currency").values():
            by_decimals.setdefault(decimals(code), []).append(code)
        alike = [between(column, value, _amount_span(each[0])) for each in by_decimals.values() or (["EUR"],)]
        if len(alike) == 1:
            # Where all currencies have the same decimals, the index on the amount serves.
            return alike[0]
        with_currency = zip(by_decimals.values(), alike, strict=True)
        return reduce(or_, (currency.in_(codes) & within for codes, within in with_currency))

    return condition


def _amount_span(currency: str) -> Span:
    def span(text: str) -> tuple[int, int]:
        minor = minor_of("amount", text, currency)
        return minor, minor

    return span


def days(column: Field) -> Condition:
    """The condition that a time lies in a range of days, months or years, like ``>=2010-12-01``."""

    def condition(value: str, reader: Reader) -> Expression:
        return between(column, value, _day_span)

    return condition


def _day_span(text: str) -> tuple[int, int]:
    """The first and the last millisecond of a day, a month or a year, in UTC."""
    try:
        parts = [int(part) for part in text.split("-")] if _DAY.fullmatch(text) else []
        first = date(*[*parts, 1, 1][:3])
        last = first
        if len(parts) == 1:
            last = date(first.year, _MONTHS, 31)
        elif len(parts) == 2:
            last = date(first.year + first.month // _MONTHS, first.month % _MONTHS + 1, 1) - timedelta(days=1)
        return _milliseconds(first), _milliseconds(last + timedelta(days=1)) - 1
    except (ValueError, TypeError, OverflowError):
        raise Invalid(f"{text!r:.60} is no day; write 2010-12-01, 2010-12 or 2010.") from None


def _milliseconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000
