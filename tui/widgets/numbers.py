"""How a line's number is drawn beside its case: only the end that tells lines apart."""

from __future__ import annotations

from collections.abc import Iterable

from tui.text import clean

SHOWN = 3
#: How many numbers are listed before the rest is counted.
LISTED = 6


def short_number(number: str) -> str:
    """The end of a line's number, as in ``…101``."""
    shown = clean(number)
    return f"…{shown[-SHOWN:]}" if len(shown) > SHOWN else shown


def short_numbers(numbers: Iterable[str]) -> str:
    """Several of them, as in ``…101, …103 and 12 more``."""
    listed = [short_number(number) for number in numbers]
    if len(listed) <= LISTED:
        return ", ".join(listed)
    return f"{', '.join(listed[:LISTED])} and {len(listed) - LISTED} more"
