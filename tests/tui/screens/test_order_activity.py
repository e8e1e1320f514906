"""What the stream beside an order tells: lines, stock, money, customers, in the words of the till."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from tests.tui.at_case import press, seen
from tests.tui.at_order import at_order, order_screen
from tests.tui.shop import ORDER, placed_order, shop


async def test_the_activity_speaks_of_lines_stock_and_money(tmp_path: Path) -> None:
    desk = placed_order(tmp_path)
    desk.do("pay", ORDER, {"amount": "50.00"})
    desk.do("ship", ORDER)
    async with at_order(desk, (160, 48)) as pilot:
        shown = seen(pilot)
        assert "paid 0.00 → 50.00" in shown
        assert "line 1: handed over 4" in shown
        assert "2 stocks moved · 2 invoices" in shown
        assert "line 2: 2 × Cushion, Carry out" in shown


async def test_the_activity_says_that_a_return_was_taken_back(tmp_path: Path) -> None:
    desk = placed_order(tmp_path)
    desk.do("ship", ORDER)
    back = desk.do("return", ORDER, {"lines": {f"{ORDER}/1": 2}}).changes
    basket = next(each.record for each in back if each.field == "state" and each.before is None)
    desk.do("place", basket)
    desk.do("ship", basket)
    async with at_order(desk, (160, 48), basket) as pilot:
        assert "line 1: taken back 2" in seen(pilot)
        assert "line 1: handed over 2" not in seen(pilot)


async def test_the_activity_says_locked_and_unlocked(tmp_path: Path) -> None:
    async with at_order(placed_order(tmp_path), (160, 48)) as pilot:
        await press(pilot, "L")
        assert "ann  locked\n" in seen(pilot)
        await press(pilot, "U")
        assert "ann  unlocked" in seen(pilot)


async def test_the_activity_names_the_customer_before_and_after(tmp_path: Path) -> None:
    desk = shop(tmp_path)
    desk.as_agent("mia").put("customer", {"id": "LN", "name": "Luna [b]Nowak"})
    desk.till.new_basket({"ou": "AMS", "customer": "C7"}, [{"product": "LN", "quantity": 1}])
    desk.set_fields(ORDER, {"customer": "LN"})
    async with at_order(desk) as pilot:
        # Her id is that of the lamp, and she is not called a lamp.
        assert "customer Kim Brandt → Luna [b]Nowak" in activity(pilot)
        assert "customer Kim Brandt" in activity(pilot)
        await press(pilot, "escape", "u")
        assert "customer Luna [b]Nowak → Kim Brandt" in seen(pilot)


async def test_the_activity_calls_money_that_goes_back_a_refund(tmp_path: Path) -> None:
    desk = shop(tmp_path)
    desk.till.new_basket({"ou": "AMS"}, [{"product": "CU", "quantity": -2}])
    desk.do("place", ORDER)
    desk.do("pay", ORDER, {"amount": "-8.00", "method": "cash"})
    async with at_order(desk) as pilot:
        assert "refund" in activity(pilot)
        assert "payment" not in activity(pilot)
        await press(pilot, "u", "enter")
        assert "refund taken back" in activity(pilot)


def activity(pilot: Pilot[None]) -> str:
    """What the stream says, row by row."""
    entries = order_screen(pilot).activity.rows
    return "\n".join(row.plain for at in range(entries.count) for row in entries.draw(at, 80))
