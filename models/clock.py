"""Time as the desk counts it: whole milliseconds since 1970, in UTC."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], int]


def utc_now() -> int:
    """The time now."""
    return time.time_ns() // 1_000_000


def iso(at: int | None) -> str | None:
    """A time as ISO 8601 text in UTC, to the second."""
    if at is None:
        return None
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
