"""Placed orders of the demo that somebody still has to do something with: pay, send, receive, refund."""

from __future__ import annotations

from models.demo.goods import FEW, HOUSE, SERVICE, SHELF, SUPPLIER
from models.demo.order_stories import AFTER, BEFORE, FRESH, LATELY, OrderStory, Plot
from models.demo.people import PORTAL
from models.demo.shops import AMS, ANT, ASSEMBLY, CALL, COURIER, CREDIT, LAMPS, RTM, TRUCK, VAN, WEB

_SENT: dict[str, object] = {"type": "delivery", "shipping_method": COURIER}


def ordered(story: OrderStory, unit: str, where: str = HOUSE) -> None:
    """Two lines that are not in the shop, placed."""
    story.some(where, type="order")
    story.some(where, 2, type="order")
    story.basket(unit)
    story.place()


def sent(story: OrderStory, address: str = "") -> None:
    """Two deliveries, placed in either shop."""
    story.some(HOUSE, 0, **_SENT)
    story.some(SHELF, 2, **_SENT)
    story.basket(story.random.choice((AMS, RTM)), address=address)
    story.place()


def carried(story: OrderStory, unit: str) -> None:
    """What lies on the shelf, placed."""
    story.some(SHELF)
    story.some(SHELF, 1)
    story.basket(unit)
    story.place()


def _to_be_sent(story: OrderStory) -> None:
    sent(story)
    story.do("set_custom_status", status=CALL)
    story.say("Please ring an hour before, the gate is locked.", who=PORTAL)


def _paid_to_be_sent(story: OrderStory) -> None:
    sent(story, address="The garden house, Papermakers' Yard 40, Leiden")
    story.pay()


def _sent_in_part(story: OrderStory) -> None:
    sent(story)
    story.pay()
    story.do("ship", wait=3, lines={"2": 2})
    story.note("First parcel is on its way, the rest waits for the truck.")


def _deposit(story: OrderStory) -> None:
    ordered(story, AMS, SUPPLIER)
    story.pay(30)
    story.note("Ordered at the supplier, six weeks.")


def _waits(story: OrderStory) -> None:
    ordered(story, RTM)
    story.pay()


def _in_part_here(story: OrderStory) -> None:
    ordered(story, ANT)
    story.do("receive", wait=3, lines={"2": 2})


def _all_here(story: OrderStory) -> None:
    ordered(story, AMS)
    story.pay(50)
    story.do("receive", wait=4)
    story.say("Everything is here, you can fetch it from nine to six.")


def _set_aside(story: OrderStory) -> None:
    story.some(SHELF, type="reserve")
    story.basket(AMS)
    story.place()
    story.do("set_pickup", pickup=RTM)
    story.note("Sold in Rotterdam now: nothing is paid yet.")


def _click_and_collect(story: OrderStory) -> None:
    story.some(SHELF, type="reserve")
    story.some(SHELF, 2, type="reserve")
    story.basket(WEB, pickup=AMS)
    story.place()
    story.pay()


def web_order(story: OrderStory) -> None:
    """Ordered and paid in the web shop, to be sent from the warehouse."""
    story.some(SHELF)
    story.some(HOUSE, 1)
    story.basket(WEB)
    story.place()
    story.pay()


def _with_assembly(story: OrderStory) -> None:
    story.some(HOUSE, type=ASSEMBLY, shipping_method=TRUCK)
    story.basket(AMS)
    story.place()
    story.pay(50)


def _mixed(story: OrderStory) -> None:
    story.some(SHELF, type="carry_out")
    story.some(HOUSE, 2, **_SENT)
    story.some(SERVICE, 1, type="carry_out")
    story.basket(AMS)
    story.place()
    story.pay(50)
    story.do("ship", wait=0.2, lines={"1": story.items[0].pieces, "3": 1})


def _split(story: OrderStory) -> None:
    story.some(FEW, story.random.randint(4, 6))
    story.basket(AMS)
    story.do("split", wait=0.2, line="1", quantity=2)
    story.do("set_type", wait=0.1, line="2", type="carry_out")
    story.place()
    story.note("Two go along from the floor, the others come from Utrecht.")


def _on_account(story: OrderStory) -> None:
    carried(story, RTM)
    story.do("ship", wait=0.2)
    story.note("Handed over on account, the invoice goes to the office.")


def _locked(story: OrderStory) -> None:
    sent(story)
    story.do("set_custom_status", status=CREDIT)
    story.do("lock", wait=0.1)
    story.note("Large first order. Accounting decides before it leaves.")


def _to_refund(story: OrderStory) -> None:
    sent(story)
    story.pay()
    story.do("cancel", wait=3, line="2", quantity=1, reason="One fewer is needed")
    story.note("Money goes back with the next run of payments.")


def _to_supplier(story: OrderStory) -> None:
    story.some(SHELF, 2, label="damaged")
    story.basket(AMS, known=False)
    reason = "Cracked on arrival, seen by the driver"
    story.do("set_purpose", wait=0.1, purpose="return_to_supplier", supplier=LAMPS, reason=reason)
    story.place()


def in_the_van(story: OrderStory) -> None:
    """Pieces on their way to the other shop."""
    story.some(SHELF, 4)
    story.basket(AMS, known=False)
    story.do("set_purpose", wait=0.1, purpose="interstore", target=RTM, shipping_method=VAN)
    story.place()
    story.do("ship", wait=2)


OPEN_ORDERS = (
    Plot(_to_be_sent, FRESH, asked=BEFORE, patient=True),
    Plot(_deposit, LATELY, asked=BEFORE, patient=True),
    Plot(_paid_to_be_sent, LATELY, asked=BEFORE, patient=True),
    Plot(_on_account, LATELY, asked=AFTER),
    Plot(_waits, LATELY, asked=BEFORE, patient=True),
    Plot(_sent_in_part, LATELY, asked=BEFORE),
    Plot(_set_aside, FRESH),
    Plot(_mixed, LATELY, asked=AFTER),
    Plot(_with_assembly, LATELY, asked=BEFORE),
    Plot(_to_supplier, FRESH),
    Plot(in_the_van, FRESH),
    Plot(_locked, LATELY),
    Plot(_to_refund, LATELY, asked=BEFORE),
    Plot(web_order, FRESH, asked=BEFORE),
    Plot(_all_here, LATELY, asked=BEFORE),
    Plot(_in_part_here, LATELY, asked=BEFORE),
    Plot(_click_and_collect, FRESH),
    Plot(_split, FRESH),
)
