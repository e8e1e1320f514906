"""Orders of the demo with which nothing more is to be done: completed, brought back, cancelled."""

from __future__ import annotations

from models.demo.goods import LOST, SHELF
from models.demo.order_plots import carried, in_the_van, ordered, sent, web_order
from models.demo.order_stories import AFTER, FRESH, LATELY, LONG_AGO, OrderStory, Plot
from models.demo.shops import AMS, ANT, RTM, SHOWPIECE, WOOD


def _sold(story: OrderStory) -> None:
    carried(story, story.random.choice((AMS, RTM, ANT)))
    story.pay()
    story.do("ship", wait=0.1)


def _showpiece(story: OrderStory) -> None:
    carried(story, RTM)
    story.do("set_custom_status", status=SHOWPIECE)
    story.pay()
    story.do("ship", wait=0.1)


def _delivered(story: OrderStory) -> None:
    sent(story)
    story.pay()
    story.do("ship", wait=3)


def _fetched(story: OrderStory) -> None:
    ordered(story, story.random.choice((AMS, RTM)))
    story.pay(25)
    story.do("receive", wait=4)
    story.pay(wait=2)
    story.do("ship", wait=0.1)


def _web_sent(story: OrderStory) -> None:
    web_order(story)
    story.do("ship", wait=2)


def _counted_wrong(story: OrderStory) -> None:
    story.some(LOST, 2)
    story.basket(RTM)
    story.place()
    story.pay()
    story.do("ship", wait=0.1)
    story.note("Handed over though the system says none; somebody has to count.")


def _one_back(story: OrderStory) -> None:
    story.some(SHELF, 3)
    story.some(SHELF, -1)
    story.basket(AMS)
    story.place()
    story.pay()
    story.do("ship", wait=0.1)


def _brought_back(story: OrderStory) -> None:
    _sold(story)
    story.do("return", wait=3, lines={"1": 1})


def _brought_back_and_refunded(story: OrderStory) -> None:
    _brought_back(story)
    story.place(which=1)
    story.do("ship", wait=0.1, which=1)
    story.pay(which=1)


def _back_at_supplier(story: OrderStory) -> None:
    story.some(SHELF, 2)
    story.basket(AMS, known=False)
    reason = "Last year's colour"
    story.do("set_purpose", wait=0.1, purpose="return_to_supplier", supplier=WOOD, reason=reason)
    story.place()
    story.do("ship", wait=2)


def _in_the_other_store(story: OrderStory) -> None:
    in_the_van(story)
    story.do("receive", wait=2)


def _cancelled(story: OrderStory) -> None:
    sent(story)
    story.do("cancel", wait=2, reason="Found it cheaper elsewhere")


def _cancelled_and_owed(story: OrderStory) -> None:
    ordered(story, RTM)
    story.pay()
    story.do("cancel", wait=3, reason="The supplier does not make it any more")


PAST_ORDERS = (
    Plot(_sold, LONG_AGO, asked=AFTER),
    Plot(_cancelled, LONG_AGO),
    Plot(_counted_wrong, FRESH, asked=AFTER),
    Plot(_delivered, LONG_AGO, asked=AFTER),
    Plot(_brought_back, LATELY, orders=2),
    Plot(_one_back, LONG_AGO, asked=AFTER),
    Plot(_back_at_supplier, LONG_AGO),
    Plot(_fetched, LONG_AGO, asked=AFTER),
    Plot(_in_the_other_store, LONG_AGO),
    Plot(_brought_back_and_refunded, LONG_AGO, orders=2),
    Plot(_cancelled_and_owed, LATELY),
    Plot(_showpiece, LONG_AGO),
    Plot(_web_sent, LONG_AGO, asked=AFTER),
)
