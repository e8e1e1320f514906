"""What happens to an order in words: money that moved, and goods that went out or came back."""

from __future__ import annotations

from pathlib import Path

from models import OrderLineView, OrderView
from tests.tui.shop import ORDER, shop
from tui.badges import Badges
from tui.dialogs.order_line_facts import order_line_facts
from tui.order_changes import Step, Words, paid_in_words
from tui.outcome import happened


def test_a_payment_says_how_much_and_what_is_left(tmp_path: Path) -> None:
    desk = shop(tmp_path)
    desk.till.new_basket({"ou": "AMS"}, [{"product": "CU", "quantity": 2}])
    desk.do("place", ORDER)
    said = []
    for amount in ("18.00", "30.00"):
        done = desk.do("pay", ORDER, {"amount": amount, "method": "card"})
        said.append(happened(done, paid_in_words(done, "Pay", desk.till.order(ORDER)), {}, ("open", "open")))
    assert said == [
        "SO0001001 Pay 18.00 EUR, 30.00 left to pay.",
        "SO0001001 Pay 30.00 EUR.",
    ]
    desk.close()


def test_money_that_goes_back_is_a_refund(tmp_path: Path) -> None:
    desk = shop(tmp_path)
    desk.till.new_basket({"ou": "AMS"}, [{"product": "CU", "quantity": -2}])
    desk.do("place", ORDER)
    done = desk.do("pay", ORDER, {"amount": "-8.00", "method": "cash"})
    assert paid_in_words(done, "Pay", desk.till.order(ORDER)) == "Refund 8.00 EUR, 40.00 left to refund"
    placed = done._replace(changes=())
    assert paid_in_words(placed, "Place", desk.till.order(ORDER)) == "Place"
    assert happened(placed, "Place", {"order": Badges({})}) == "SO0001001 Place."
    desk.close()


def test_what_a_sale_hands_over_a_return_takes_back(tmp_path: Path) -> None:
    desk = shop(tmp_path)
    desk.as_agent("mia").put("setting", {"ou": "AMS", "name": "Orders:AllowMixed", "value": True})
    lines = [{"product": "CU", "quantity": 2}, {"product": "LN", "quantity": -1}]
    desk.till.new_basket({"ou": "AMS"}, lines)
    desk.do("place", ORDER)
    desk.do("ship", ORDER)
    order = desk.till.order(ORDER)
    sale, back = order.lines
    assert "Handed over" in facts(sale, order)
    assert "Taken back" in facts(back, order)
    words = Words("EUR", {}, [back.number])
    assert words.step(Step(sale.number, "shipped", 0, 2)) == "handed over 2"
    assert words.step(Step(back.number, "shipped", 0, 1)) == "taken back 1"
    desk.close()


def facts(line: OrderLineView, order: OrderView) -> str:
    return order_line_facts(line, order).plain
