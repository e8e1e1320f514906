"""The screen of an order: a basket is filled, placed, paid and handed over by keys alone."""

from __future__ import annotations

from pathlib import Path

from models import Desk
from tests.rig.pictures import Picture
from tests.tui.at_case import ask, press, seen
from tests.tui.at_list import NARROW
from tests.tui.at_order import at_order, at_orders, order_screen
from tests.tui.shop import ORDER, allow_mixed, mixed_basket, placed_order, shop
from tui.widgets.field import FormField


async def test_a_mixed_basket_looks_as_it_should_with_its_warning(tmp_path: Path, picture: Picture) -> None:
    async with at_order(mixed_basket(tmp_path)) as pilot:
        assert "Mixed orders are not allowed in Amsterdam 01" in seen(pilot)
        await picture(pilot)


async def test_a_mixed_basket_looks_as_it_should_at_80_columns(tmp_path: Path, picture: Picture) -> None:
    async with at_order(mixed_basket(tmp_path), NARROW) as pilot:
        await picture(pilot)


async def test_a_placed_order_looks_as_it_should(tmp_path: Path, picture: Picture) -> None:
    desk = placed_order(tmp_path)
    desk.do("pay", ORDER, {"amount": "100.00", "method": "card"})
    desk.do("ship", ORDER, {"lines": {f"{ORDER}/1": 3}})
    desk.new_case({"short_description": "One lamp short", "order": ORDER}, [{"about": f"{ORDER}/1"}])
    async with at_order(desk) as pilot:
        await press(pilot, "shift+tab")
        await picture(pilot)


async def test_placing_looks_as_it_should(tmp_path: Path, picture: Picture) -> None:
    desk = mixed_basket(tmp_path)
    allow_mixed(desk)
    async with at_order(desk) as pilot:
        await press(pilot, "P")
        await picture(pilot)
        await press(pilot, "enter")
        assert f"{ORDER} Place: Basket → Open" in seen(pilot)


async def test_the_payment_looks_as_it_should(tmp_path: Path, picture: Picture) -> None:
    async with at_order(placed_order(tmp_path)) as pilot:
        await press(pilot, "p", "type:", "tab", "c", "tab", "type:500")
        await picture(pilot)
        await press(pilot, "ctrl+s")
        assert "Open → Paid" in seen(pilot)
        assert "Give 96.00 change" in seen(pilot)
        assert (await ask(pilot, lambda desk: desk.till.order(ORDER))).to_pay_minor == 0


async def test_why_a_basket_can_not_be_placed_is_a_checklist(tmp_path: Path, picture: Picture) -> None:
    desk = shop(tmp_path)
    desk.till.new_basket({"ou": "AMS"}, [{"product": "SN", "quantity": 2}, {"product": "LN", "quantity": 1}])
    async with at_order(desk) as pilot:
        assert "Before it can be placed" in seen(pilot)
        await press(pilot, "P")
        assert "Place is barred" in seen(pilot)
        assert "needs a customer" in seen(pilot)
        await picture(pilot, "refused")
        await press(pilot, "escape")
        await picture(pilot)


async def test_a_basket_is_made_filled_placed_paid_and_handed_over_by_keys(tmp_path: Path) -> None:
    async with at_orders(shop(tmp_path)) as pilot:
        await press(pilot, "+", "a", "ctrl+s")
        assert order_screen(pilot).number == ORDER
        await press(pilot, "+", "type:lamp", "enter", "ctrl+s")
        assert "Lamp Nora, brass" in seen(pilot)
        await press(pilot, "=", "=", "-")
        [line] = (await ask(pilot, lambda desk: desk.till.order(ORDER))).lines
        assert line.quantity == 2
        await press(pilot, "P")
        assert "Basket → Open" in seen(pilot)
        await press(pilot, "p", "ctrl+s")
        assert "Open → Paid" in seen(pilot)
        await press(pilot, "S", "ctrl+s")
        order = await ask(pilot, lambda desk: desk.till.order(ORDER))
        assert order.status == "completed"
        assert "Paid → Completed" in seen(pilot)


async def test_quick_presses_all_count(tmp_path: Path) -> None:
    async with at_order(full_basket(tmp_path)) as pilot:
        await pilot.press("=", "=", "=", "=", "=")
        await press(pilot, "-")
        assert (await ask(pilot, lambda desk: desk.till.order(ORDER))).lines[0].quantity == 8


async def test_the_last_piece_takes_the_line_out_after_a_question(tmp_path: Path) -> None:
    desk = shop(tmp_path)
    desk.till.new_basket({"ou": "AMS"}, [{"product": "LN", "quantity": 1}])
    async with at_order(desk) as pilot:
        await press(pilot, "-")
        assert "goes out of the basket" in seen(pilot)
        await press(pilot, "y")
        assert (await ask(pilot, lambda desk: desk.till.order(ORDER))).lines_total == 0
        assert "none yet" in seen(pilot)


async def test_a_placed_order_says_why_its_quantity_stays(tmp_path: Path) -> None:
    async with at_order(placed_order(tmp_path)) as pilot:
        await press(pilot, "=")
        assert "Change quantity is barred" in seen(pilot)
        await press(pilot, "escape")
        assert (await ask(pilot, lambda desk: desk.till.order(ORDER))).lines[0].quantity == 4


async def test_the_type_of_a_line_and_of_all_have_keys_of_their_own(tmp_path: Path) -> None:
    async with at_order(mixed_basket(tmp_path)) as pilot:
        await press(pilot, "t", "o", "ctrl+s")
        types = [line.type for line in (await ask(pilot, lambda desk: desk.till.order(ORDER))).lines]
        assert types[:2] == ["order", "order"]
        await press(pilot, "T", "c", "ctrl+s")
        types = [line.type for line in (await ask(pilot, lambda desk: desk.till.order(ORDER))).lines]
        assert types == ["carry_out"] * 4


async def test_a_type_that_no_line_has_yet_is_called_by_its_name(tmp_path: Path) -> None:
    async with at_order(full_basket(tmp_path)) as pilot:
        await press(pilot, "T", "r")
        assert "type Carry out → Reserve" in seen(pilot)
        await press(pilot, "ctrl+s", "shift+tab")
        assert "type Carry out → Reserve" in seen(pilot)


async def test_what_is_brought_back_says_the_basket_that_was_made(tmp_path: Path) -> None:
    desk = placed_order(tmp_path)
    desk.do("ship", ORDER)
    async with at_order(desk) as pilot:
        await press(pilot, "b", "1")
        assert "-1 × Lamp Nora, brass, Carry out" in seen(pilot)
        await press(pilot, "ctrl+s")
        assert "The new basket is SO0001002." in seen(pilot)


async def test_money_that_goes_back_is_called_a_refund(tmp_path: Path) -> None:
    desk = shop(tmp_path)
    desk.till.new_basket({"ou": "AMS"}, [{"product": "CU", "quantity": -2}])
    desk.do("place", ORDER)
    async with at_order(desk) as pilot:
        await press(pilot, "p")
        assert "refund of 48.00" in seen(pilot)


async def test_a_viewer_is_told_that_his_role_only_reads(tmp_path: Path) -> None:
    desk = placed_order(tmp_path)
    desk.as_agent("mia").put("agent", {"name": "eli", "role": "viewer"})
    async with at_order(desk.as_agent("eli")) as pilot:
        assert "nothing; your role only reads" in seen(pilot)
        await press(pilot, "p")
        assert "Pay needs the role agent; eli is viewer." in seen(pilot)


async def test_a_line_is_split_suspended_and_brought_back(tmp_path: Path) -> None:
    async with at_order(full_basket(tmp_path)) as pilot:
        await press(pilot, "%", "type:1", "ctrl+s")
        assert (await ask(pilot, lambda desk: desk.till.order(ORDER))).lines_total == 3
        await press(pilot, "z", "type:wallet", "ctrl+s")
        assert "= Suspended" in seen(pilot)
        await press(pilot, "z")
        assert "○ Basket" in seen(pilot)
        await press(pilot, "P", "S", "ctrl+s", "b")
        assert "Bring back" in seen(pilot)
        await press(pilot, "2", "ctrl+s")
        back = await ask(pilot, lambda desk: desk.till.order("SO0001002"))
        assert [(line.quantity, line.returns) for line in back.lines] == [(-2, f"{ORDER}/1")]


async def test_what_a_shortage_leaves_is_split_off_and_carried_out_in_four_keys(tmp_path: Path) -> None:
    desk = shop(tmp_path)
    desk.till.new_basket({"ou": "AMS"}, [{"product": "LN", "quantity": 7}])
    async with at_order(desk) as pilot:
        assert "Amsterdam 01 has 5 of Lamp Nora, brass left" in seen(pilot)
        await press(pilot, "%", "ctrl+s", "t", "c", "ctrl+s")
        lines = (await ask(pilot, lambda desk: desk.till.order(ORDER))).lines
        assert [(line.quantity, line.type) for line in lines] == [(2, "order"), (5, "carry_out")]
        # What is all there, or not at all, begins with no pieces to split off.
        await press(pilot, "%", "ctrl+s")
        assert "Split line needs the pieces split off" in seen(pilot)


async def test_placing_a_transfer_shows_the_shipment_that_it_makes(tmp_path: Path) -> None:
    async with at_order(full_basket(tmp_path)) as pilot:
        answers = {"purpose": "interstore", "target": "RTM", "shipping_method": "van"}
        await ask(pilot, lambda desk: desk.do("set_purpose", ORDER, answers))
        await press(pilot, "f5", "P")
        assert "shipment of 4, line 1, from Amsterdam 01, by Van" in seen(pilot)
        await press(pilot, "escape")
        assert (await ask(pilot, lambda desk: desk.till.order(ORDER))).state == "basket"


async def test_the_purpose_changes_after_a_question(tmp_path: Path) -> None:
    async with at_order(full_basket(tmp_path)) as pilot:
        await press(pilot, "shift+tab", "O", "r", "tab", "l", "tab", "type:scratched", "ctrl+s")
        assert "Change what" in seen(pilot)
        await press(pilot, "y")
        order = await ask(pilot, lambda desk: desk.till.order(ORDER))
        assert (order.purpose, order.supplier) == ("return_to_supplier", "LUX")
        assert "return to supplier" in seen(pilot)


async def test_the_form_of_the_purpose_asks_for_what_the_chosen_one_needs(
    tmp_path: Path, picture: Picture
) -> None:
    async with at_order(full_basket(tmp_path)) as pilot:

        def asked() -> set[str]:
            fields = pilot.app.screen.query(FormField)
            return {each.spec.label for each in fields if each.display}

        await press(pilot, "shift+tab", "O")
        assert asked() == {"Purpose"}
        await press(pilot, "r")
        assert asked() == {"Purpose", "Supplier", "Reason"}
        await press(pilot, "tab", "l", "tab", "type:scratched", "shift+tab", "shift+tab", "i")
        assert asked() == {"Purpose", "Store that gets the goods", "Shipping method"}
        await press(pilot, "tab")
        await picture(pilot)
        # What was typed for the other purpose is no answer any more, and comes back with it.
        await press(pilot, "r", "tab", "v", "ctrl+s", "y")
        order = await ask(pilot, lambda desk: desk.till.order(ORDER))
        assert (order.purpose, order.sold_to, order.supplier, order.reason) == ("interstore", "RTM", "", "")


async def test_the_help_beside_a_line_names_the_keys_of_the_order_too(tmp_path: Path) -> None:
    async with at_order(placed_order(tmp_path), (132, 60)) as pilot:
        await press(pilot, "?")
        rows = [row.split("│")[1].split() for row in seen(pilot).splitlines() if row.count("│") == 2]
        assert next(row[:1] for row in rows if row) == ["Keys"]
        for words in (["t", "Change", "type"], ["T", "Change", "type"], ["p", "Pay"], ["L", "Lock"]):
            assert any(words == row[at : at + len(words)] for row in rows for at in range(len(row)))


async def test_a_change_of_type_that_changes_nothing_says_so_and_is_not_written(tmp_path: Path) -> None:
    async with at_order(placed_order(tmp_path)) as pilot:
        before = await ask(pilot, lambda desk: desk.till.order(ORDER).version)
        await press(pilot, "T", "c")
        told = f"Nothing would change: all that can change in {ORDER} is Carry out already."
        assert told in " ".join(seen(pilot).split())
        await press(pilot, "ctrl+s")
        assert told in " ".join(seen(pilot).split())
        assert await ask(pilot, lambda desk: desk.till.order(ORDER).version) == before


async def test_two_hundred_lines_are_shown_and_scrolled(tmp_path: Path) -> None:
    desk = shop(tmp_path)
    desk.till.new_basket({"ou": "AMS"}, [{"product": "CU", "quantity": 1}] * 250)
    async with at_order(desk) as pilot:
        await press(pilot, "G", "G")
        assert order_screen(pilot).line_table.count == 250
        assert " 250  Cushion" in seen(pilot)


def full_basket(folder: Path) -> Desk:
    """A basket of four lamps and two cushions, not placed yet."""
    desk = shop(folder)
    desk.till.new_basket({"ou": "AMS"}, [{"product": "LN", "quantity": 4}, {"product": "CU", "quantity": 2}])
    return desk
