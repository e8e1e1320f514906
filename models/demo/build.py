"""Fills a fresh database with a lively desk, by real actions under a clock of its own.

All stories happen at once: their steps are told in the order of time, so that numbers, history
and ages agree as they would on a desk that has been worked for weeks.

*Units*: times in milliseconds since 1970, UTC.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from models.clock import utc_now
from models.demo.order_book import OrderBook
from models.demo.people import ADMIN, AGENTS, TURNS
from models.demo.shops import open_shops
from models.demo.stories import Story
from models.demo.subjects import Subject
from models.demo.telling import DAY, HOUR, MINUTE, Span, Told, laid_out
from models.demo.texts import FEWER, THEMES
from models.desk.desk import Desk
from models.errors import Invalid


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
    span: Span


_ENDINGS = (
    _Ending("draft", 6, Span(3 * MINUTE, 2 * DAY)),
    _Ending("new", 15, Span(8 * MINUTE, 3 * DAY)),
    _Ending("work_in_progress", 17, Span(90 * MINUTE, 9 * DAY)),
    _Ending("awaiting_info", 9, Span(6 * HOUR, 12 * DAY)),
    _Ending("resolved", 9, Span(DAY, 15 * DAY)),
    _Ending("closed", 38, Span(2 * DAY, 60 * DAY)),
    _Ending("cancelled", 6, Span(5 * HOUR, 40 * DAY)),
)
#: The states in which somebody has a case on his desk.
_HELD = ("work_in_progress", "awaiting_info", "resolved")
#: Those in which lines were worked, and how many cases are followed up at the till.
_WORKED, _FOLLOWED = (*_HELD, "closed"), 2


def build_demo(url: str, seed: int = 1, cases: int = 200, baskets: int = 60, now: int | None = None) -> None:
    """Fills the database at ``url`` with the same desk for the same seed and time; open it as ``ann``.

    ``baskets`` counts the orders, too, and those that come of a return.

    *Errors*: `Invalid` for a database that holds cases or orders already.
    """
    ends_at = utc_now() if now is None else now
    clock = _Clock(ends_at - 90 * DAY)
    desk = Desk.open(url, agent=ADMIN, origin="demo", clock=clock)
    try:
        for kind in ("cases", "orders"):
            if desk.count(kind, cap=1).number:
                raise Invalid(f"{url} holds {kind} already; a demo fills a fresh database.")
        with desk.transaction():
            for name, role, groups in AGENTS:
                desk.put("agent", {"name": name, "role": role, "groups": groups})
            if baskets:
                open_shops(desk, baskets)
            desks = {name: desk.as_agent(name) for name, _, _ in AGENTS}
            # Orders are dealt by cards of their own: without them a desk has the cases that it always had.
            book = OrderBook(Random(f"orders of {seed}"), baskets, ends_at)  # noqa: S311  # no secrets
            told = book.told + _cases(Random(seed), cases, book, ends_at)  # noqa: S311  # no secrets
            # The sort is stable: a story's steps stay in their order.
            for clock.time, agent, act in sorted(told, key=lambda step: step.at):
                act(desks[agent])
    finally:
        desk.close()


def _cases(random: Random, cases: int, book: OrderBook, now: int) -> list[Told]:
    """The steps of all cases, one case after the other."""
    told: list[Told] = []
    turn, followed = 0, 0
    for ending in _dealt(random, cases):
        opened_at = ending.span.began(random, now)
        theme = random.choice(THEMES)
        worked = ending.state in _WORKED and followed < _FOLLOWED
        to_shorten = book.about(FEWER, opened_at, patient=True) if worked else None
        order = to_shorten or book.about(theme, opened_at)
        if to_shorten:
            theme, followed = FEWER, followed + 1
        subject = Subject(random, theme, opened_at, order, book.beyond)
        worker = TURNS[turn % len(TURNS)]
        turn += ending.state in _HELD
        story = Story(random, subject, worker, ending.state, follows=to_shorten is not None)
        told += laid_out(random, story.steps, opened_at, now)
    return told


def _dealt(random: Random, cases: int) -> list[_Ending]:
    """As many endings as cases, each state by its share, shuffled."""
    deck = [ending for ending in _ENDINGS for _ in range(ending.share)]
    dealt = [deck[index * len(deck) // max(cases, 1) % len(deck)] for index in range(cases)]
    random.shuffle(dealt)
    return dealt
