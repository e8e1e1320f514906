"""All orders of the demo: dealt, laid out in time and numbered, so that cases can be about them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, zip_longest
from random import Random

from models.demo.basket_plots import BASKETS
from models.demo.order_plots import OPEN_ORDERS
from models.demo.order_stories import AFTER, BEFORE, OrderStory, Plot
from models.demo.past_plots import PAST_ORDERS
from models.demo.people import TURNS
from models.demo.telling import Told, laid_out
from models.demo.texts import BILLING, DELIVERIES, RETURNS, Theme
from models.numbers import number_of

FIRST = 1001
#: Of each kind in turn, so that a small desk has some of all; where one comes to its end, the others go on.
_PLOTS: tuple[Plot, ...] = tuple(
    plot for plot in chain(*zip_longest(OPEN_ORDERS, BASKETS, PAST_ORDERS)) if plot
)
#: The most cases about one order.
_CASES = 2
_ABOUT_AN_ORDER = 0.4


class OrderBook:
    """The stories of all orders, the steps that tell them, and which of them a case may be about."""

    def __init__(self, random: Random, orders: int, now: int) -> None:
        self._random = random
        self.orders = orders
        self.stories: list[OrderStory] = []
        self.told: list[Told] = []
        births: list[tuple[int, OrderStory]] = []
        for turn, plot in enumerate(_dealt(random, orders)):
            story = OrderStory(random, plot, TURNS[turn % len(TURNS)])
            story.began = plot.span.began(random, now)
            steps = laid_out(random, story.steps, story.began, now)
            story.ended = steps[-1].at
            births += [(steps[at].at, story) for at in story.births]
            self.stories.append(story)
            self.told += steps
        for number, (_, story) in enumerate(sorted(births, key=lambda birth: birth[0]), FIRST):
            story.numbers.append(number_of("order", number))
        self._cases: dict[str, int] = {}

    @property
    def beyond(self) -> int:
        """By how much the numbers of orders that the desk does not hold lie beyond those that it holds."""
        return -(-self.orders // 1000) * 1000

    def about(self, theme: Theme, opened_at: int, *, patient: bool = False) -> OrderStory | None:
        """The order that a case of this theme is about, opened then, if it is about one of the desk's at all.

        ``patient``: one of which pieces can still be cancelled, and surely one where there is any.
        """
        if not patient and self._random.random() >= _ABOUT_AN_ORDER:
            return None
        fit = [
            story
            for story in self.stories
            if story.plot.asked in _asked(theme)
            and (story.plot.patient or not patient)
            and story.ended < opened_at
            and story.goods
            and story.goods[0].pieces >= (4 if patient else 2)
            and self._cases.get(story.numbers[0], 0) < (1 if patient else _CASES)
        ]
        if not fit:
            return None
        chosen = self._random.choice(fit)
        self._cases[chosen.numbers[0]] = self._cases.get(chosen.numbers[0], 0) + 1 + patient
        return chosen


def _asked(theme: Theme) -> tuple[str, ...]:
    """When customers come with this: what is broken they have, what is to be moved they wait for."""
    if theme.group == BILLING:
        return BEFORE, AFTER
    received = theme.group == RETURNS or (theme.group == DELIVERIES and theme.about == "quantity")
    return (AFTER,) if received else (BEFORE,)


def _dealt(random: Random, orders: int) -> Iterator[Plot]:
    """Plots that come to so many orders, shuffled."""
    whole, left = divmod(orders, sum(plot.orders for plot in _PLOTS))
    dealt = list(_PLOTS) * whole
    for plot in _PLOTS:
        if plot.orders <= left:
            dealt.append(plot)
            left -= plot.orders
    random.shuffle(dealt)
    return iter(dealt)
