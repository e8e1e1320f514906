"""Fills a fresh database with a lively desk, by real actions under a clock of its own.

All stories happen at once: their steps are told in the order of time, so that numbers, history
and ages agree as they would on a desk that has been worked for weeks.

*Units*: times in milliseconds since 1970, UTC.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from models.clock import utc_now
from models.demo.people import ADMIN, AGENTS, TURNS
from models.demo.stories import Act, Story
from models.demo.subjects import Subject
from models.demo.texts import THEMES
from models.desk.desk import Desk
from models.errors import Invalid

_MINUTE = 60_000
_DAY = 24 * 60 * _MINUTE


class _Clock:
    """The time of the story that is being told."""

    def __init__(self, time: int) -> None:
        self.time = time

    def __call__(self) -> int:
        return self.time


class _Ending(NamedTuple):
    """A state, how many of a hundred cases are found in it, and how long ago those were opened."""

    state: str
    share: int
    youngest: int
    oldest: int


_ENDINGS = (
    _Ending("draft", 6, 3 * _MINUTE, 2 * _DAY),
    _Ending("new", 15, 8 * _MINUTE, 3 * _DAY),
    _Ending("work_in_progress", 17, 90 * _MINUTE, 9 * _DAY),
    _Ending("awaiting_info", 9, 6 * 60 * _MINUTE, 12 * _DAY),
    _Ending("resolved", 9, _DAY, 15 * _DAY),
    _Ending("closed", 38, 2 * _DAY, 60 * _DAY),
    _Ending("cancelled", 6, 5 * 60 * _MINUTE, 40 * _DAY),
)
#: The states in which somebody has a case on his desk.
_HELD = ("work_in_progress", "awaiting_info", "resolved")


def build_demo(url: str, seed: int = 1, cases: int = 200, baskets: int = 0, now: int | None = None) -> None:
    """Fills the database at ``url`` with the same desk for the same seed and time; open it as ``ann``.

    *Errors*: `Invalid` for a database that holds cases already, and for baskets, which are not there yet.
    """
    if baskets:
        raise Invalid("This desk has no baskets yet; leave out --baskets.")
    ends_at = utc_now() if now is None else now
    clock = _Clock(ends_at - 90 * _DAY)
    desk = Desk.open(url, agent=ADMIN, origin="demo", clock=clock)
    try:
        if desk.count(cap=1).number:
            raise Invalid(f"{url} holds cases already; a demo fills a fresh database.")
        with desk.transaction():
            for name, role, groups in AGENTS:
                desk.put("agent", {"name": name, "role": role, "groups": groups})
            desks = {name: desk.as_agent(name) for name, _, _ in AGENTS}
            for clock.time, agent, act in _timetable(Random(seed), cases, ends_at):  # noqa: S311  # no secrets
                act(desks[agent])
    finally:
        desk.close()


def _timetable(random: Random, cases: int, now: int) -> list[tuple[int, str, Act]]:
    """The steps of all stories in the order of time."""
    steps: list[tuple[int, str, Act]] = []
    turn = 0
    for ending in _dealt(random, cases):
        # The square makes young cases many and old ones few.
        opened_at = now - ending.youngest - int((ending.oldest - ending.youngest) * random.random() ** 2)
        subject = Subject(random, random.choice(THEMES), opened_at)
        worker = TURNS[turn % len(TURNS)]
        turn += ending.state in _HELD
        story = Story(random, subject, worker, ending.state)
        last_at = now - int((now - opened_at) * random.uniform(0.05, 0.4))
        whole = sum(step.wait for step in story.steps) or 1
        told = 0.0
        for step in story.steps:
            told += step.wait
            steps.append((opened_at + int((last_at - opened_at) * told / whole), step.agent, step.act))
    # The sort is stable: a story's steps stay in their order.
    return sorted(steps, key=lambda step: step[0])


def _dealt(random: Random, cases: int) -> list[_Ending]:
    """As many endings as cases, each state by its share, shuffled."""
    deck = [ending for ending in _ENDINGS for _ in range(ending.share)]
    dealt = [deck[index * len(deck) // max(cases, 1) % len(deck)] for index in range(cases)]
    random.shuffle(dealt)
    return dealt
