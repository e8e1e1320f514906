"""What happens to one basket or order of the demo, from its first line to where it is found.

A plot (`models.demo.basket_plots`, `models.demo.order_plots`) says what is bought where and which
actions follow; the rules are asked at every step like anybody's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import takewhile
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from models.demo.goods import PLURAL, Good, goods
from models.demo.people import PORTAL
from models.demo.shops import BUYERS, CURRENCY, WEB
from models.demo.telling import DAY, HOUR, Span, Step
from models.money import amount_text, minor_of

if TYPE_CHECKING:
    from models.desk.desk import Desk

#: Whether customers come back to an order before they have it, or after; to others they don't.
BEFORE, AFTER = "before", "after"
#: What is handed over in cash are notes of ten.
_NOTE = 1000
#: How long ago orders began with which there is still much, something, nothing to do.
FRESH, LATELY, LONG_AGO = Span(2 * HOUR, 4 * DAY), Span(DAY, 18 * DAY), Span(2 * DAY, 70 * DAY)


class Plot(NamedTuple):
    """What may become of a basket, and how long ago it began.

    ``orders`` counts the baskets that it makes, a return's among them; ``asked`` says when customers
    come back to it with a case, ``patient`` that pieces of its first line can still be cancelled.
    """

    tell: Callable[[OrderStory], None]
    span: Span
    orders: int = 1
    asked: str = ""
    patient: bool = False


class Item(NamedTuple):
    """Pieces of a product, as a basket's line asks for them."""

    good: Good
    pieces: int
    fields: Mapping[str, object]


class OrderStory:
    """One order: who buys what, and the steps that lead to where it is found."""

    def __init__(self, random: Random, plot: Plot, clerk: str) -> None:
        self.random = random
        self.plot = plot
        self.clerk = clerk
        self.buyer = random.choice(BUYERS)
        self.items: tuple[Item, ...] = ()
        self.steps: list[Step] = []
        #: The order's number and those of the baskets that come of it, given once all stories are laid out.
        self.numbers: list[str] = []
        #: Which steps make an order.
        self.births: list[int] = []
        self.began, self.ended = 0, 0
        plot.tell(self)

    def some(self, where: str, pieces: int = 0, **fields: object) -> Item:
        """A product that is to be found there, and a few pieces of it where nobody says how many.

        Companies furnish rooms, people a corner.
        """
        chosen = self.random.choice([good for good in goods(where) if good not in self._taken()])
        return self.of(chosen, pieces, **fields)

    def of(self, good: Good, pieces: int = 0, **fields: object) -> Item:
        """Pieces of this product."""
        many = pieces or (self.random.randint(4, 12) if self.buyer.account else self.random.randint(1, 3))
        item = Item(good, many, fields)
        self.items += (item,)
        return item

    @property
    def goods(self) -> tuple[Item, ...]:
        """The first lines, those that sell a product: what a case may be about."""
        return tuple(takewhile(lambda item: item.pieces > 0 and item.good.item in PLURAL, self.items))

    def _taken(self) -> set[Good]:
        return {item.good for item in self.items}

    # -- the steps

    def basket(self, unit: str, *, known: bool = True, **fields: object) -> None:
        """The basket is made of what was chosen; a customer is known, or stays a face at the counter."""
        head = {"ou": unit} | ({"customer": self.buyer.id} if known else {}) | fields
        lines = [{"product": item.good.id, "quantity": item.pieces, **item.fields} for item in self.items]
        self.births.append(len(self.steps))
        who = PORTAL if unit == WEB else self.clerk
        self.step(0, lambda desk: desk.till.new_basket(head, lines), who)

    def step(self, wait: float, act: Callable[[Desk], object], who: str = "") -> None:
        """Somebody, else the clerk, does something a while after the step before."""
        self.steps.append(Step(wait * self.random.uniform(0.4, 1.6), who or self.clerk, act))

    def do(self, action: str, *, wait: float = 1, which: int = 0, **inputs: object) -> None:
        """An action on the order, or on a basket that came of it; lines are named by their positions."""
        self.births += [len(self.steps)] if action == "return" else []
        self.step(wait, lambda desk: desk.do(action, self.numbers[which], inputs))

    def place(self, which: int = 0) -> None:
        """The basket is placed, soon after the last line was added."""
        self.do("place", wait=0.1, which=which)

    def pay(self, percent: int = 100, *, wait: float = 0.2, which: int = 0) -> None:
        """So much of what is left to pay; companies transfer it, people pay by card or in cash."""
        method = "transfer" if self.buyer.account else self.random.choice(("card", "card", "cash"))

        def paid(desk: Desk) -> object:
            asked = {each.name: each.default for each in desk.asks("pay", self.numbers[which])}
            minor = minor_of("amount", asked["amount"], CURRENCY) * percent // 100
            given: dict[str, object] = {"amount": amount_text(minor, CURRENCY), "method": method}
            if method == "cash" and minor > 0:
                given["tendered"] = amount_text(-(-minor // _NOTE) * _NOTE, CURRENCY)
            return desk.do("pay", self.numbers[which], given)

        self.step(wait, paid)

    def note(self, text: str, *, wait: float = 0.3) -> None:
        """The clerk writes a work note."""
        self.step(wait, lambda desk: desk.note(self.numbers[0], text))

    def say(self, text: str, *, wait: float = 0.5, who: str = "") -> None:
        """A comment, which the customer sees; or the customer's own, through the portal."""
        self.step(wait, lambda desk: desk.note(self.numbers[0], text, kind="comment"), who)
