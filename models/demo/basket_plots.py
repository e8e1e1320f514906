"""What the baskets of the demo are found in: just begun, short of stock, mixed, parked, or given up."""

from __future__ import annotations

from models.demo.goods import FEW, HOUSE, LOST, SERVICE, SHELF
from models.demo.order_stories import OrderStory, Plot
from models.demo.people import PORTAL
from models.demo.shops import AMS, ANT, COURIER, RTM, TRUCK, VAN, WEB, WOOD
from models.demo.telling import DAY, HOUR, MINUTE, Span

_TODAY = Span(4 * MINUTE, 7 * HOUR)
_LATELY = Span(HOUR, 3 * DAY)
_PARKED = Span(5 * HOUR, 9 * DAY)


def _at_the_counter(story: OrderStory) -> None:
    story.some(SHELF)
    story.some(SHELF, 1)
    if story.random.random() < 0.5:
        story.some(SERVICE, 1)
    story.basket(story.random.choice((AMS, RTM)), known=False)


def _just_begun(story: OrderStory) -> None:
    story.basket(AMS)


def _short(story: OrderStory) -> None:
    story.some(FEW, story.random.randint(3, 6))
    story.basket(AMS)
    story.note("Two are on the floor. Asked whether the customer takes those along.")


def _mixed(story: OrderStory, unit: str) -> None:
    story.some(SHELF, 2)
    story.some(HOUSE, 1, type="delivery", shipping_method=COURIER)
    story.basket(unit)


def _mixed_not_here(story: OrderStory) -> None:
    _mixed(story, RTM)
    story.note("Must be two orders here: the small things go along today, the rest is sent.")


def _mixed_allowed(story: OrderStory) -> None:
    _mixed(story, AMS)


def _mixed_abroad(story: OrderStory) -> None:
    _mixed(story, ANT)


def _lost(story: OrderStory) -> None:
    story.some(LOST, 2)
    story.basket(RTM)
    story.note("The system says none, but the customer holds them in his hands.")


def _from_the_web(story: OrderStory) -> None:
    story.some(SHELF)
    story.some(HOUSE, 1)
    story.basket(WEB)


def _loose_return(story: OrderStory) -> None:
    story.some(SHELF, -1)
    story.basket(RTM)
    story.note("No receipt any more, box unopened.")


def _to_the_supplier(story: OrderStory) -> None:
    story.some(SHELF, 2, label="damaged")
    story.basket(AMS, known=False)
    story.do("set_purpose", purpose="return_to_supplier", supplier=WOOD, reason="Scratched on arrival")


def _between_stores(story: OrderStory) -> None:
    story.some(SHELF, 4)
    story.basket(AMS, known=False)
    story.do("set_purpose", purpose="interstore", target=RTM, shipping_method=VAN)


def _measured_first(story: OrderStory) -> None:
    story.some(HOUSE, 1, type="delivery", shipping_method=TRUCK)
    story.some(SHELF)
    story.basket(AMS)
    story.do("suspend", description="Customer measures the stairwell first")
    story.say("We measure tonight and call back.", who=PORTAL)


def _budget(story: OrderStory) -> None:
    story.some(SHELF)
    story.basket(RTM)
    story.do("suspend", description="Waits for the budget of next month")


def _walked_away(story: OrderStory) -> None:
    story.some(SHELF)
    story.basket(AMS, known=False)
    story.do("cancel", reason="Customer left the shop")


BASKETS = (
    Plot(_at_the_counter, _TODAY),
    Plot(_short, _LATELY),
    Plot(_mixed_not_here, _LATELY),
    Plot(_mixed_allowed, _LATELY),
    Plot(_lost, _TODAY),
    Plot(_from_the_web, _TODAY),
    Plot(_measured_first, _PARKED),
    Plot(_mixed_abroad, _LATELY),
    Plot(_between_stores, _LATELY),
    Plot(_to_the_supplier, _LATELY),
    Plot(_loose_return, _TODAY),
    Plot(_budget, _PARKED),
    Plot(_walked_away, _PARKED),
    Plot(_just_begun, _TODAY),
)
