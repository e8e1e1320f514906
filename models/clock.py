"""Time as the desk counts it: whole milliseconds since 1970, in UTC."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], int]


def utc_now() -> int:
    """The time now."""
    return time.time_ns() // 1_000_000


def spoken(at: int, now: int) -> str:
    """A time on this machine's clock, as in ``10:31:02``; of another day with the day, ``4 May 10:31:02``."""
    when, today = (datetime.fromtimestamp(each / 1000, UTC).astimezone() for each in (at, now))
    if when.date() == today.date():
        return f"{when:%H:%M:%S}"
    year = "" if when.year == today.year else f" {when.year}"
    return f"{when.day} {when:%b}{year} {when:%H:%M:%S}"


def iso(at: int | None) -> str | None:
    """A time as ISO 8601 text in UTC, to the second."""
    if at is None:
        return None
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
