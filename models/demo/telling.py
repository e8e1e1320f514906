"""How stories are laid out in time: when each begins, and when each of its steps is told.

*Units*: times in milliseconds since 1970, UTC.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from models.desk.desk import Desk

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
Act = Callable[["Desk"], object]


class Step(NamedTuple):
    """Who does what, and how long it takes until then, compared with the story's other steps."""

    wait: float
    agent: str
    act: Act


class Told(NamedTuple):
    """A step at its time."""

    at: int
    agent: str
    act: Act


class Span(NamedTuple):
    """How long ago the youngest and the oldest of a kind of story began."""

    youngest: int
    oldest: int

    def began(self, random: Random, now: int) -> int:
        """When a story began; the square makes young ones many and old ones few."""
        return now - self.youngest - int((self.oldest - self.youngest) * random.random() ** 2)


def laid_out(random: Random, steps: Iterable[Step], began: int, now: int) -> list[Told]:
    """A story's steps from its beginning to a while ago, each after its wait."""
    last = now - int((now - began) * random.uniform(0.05, 0.4))
    whole = sum(step.wait for step in steps) or 1
    told, found = 0.0, []
    for step in steps:
        told += step.wait
        found.append(Told(began + int((last - began) * told / whole), step.agent, step.act))
    return found
