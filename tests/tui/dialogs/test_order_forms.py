"""Forms at the till: a basket is opened, a line is added in a few keys, both are changed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.rig.pictures import Picture
from tests.tui.at_case import ask, press, seen
from tests.tui.at_order import at_orders
from tests.tui.dialogs.at_till import at_till
from tests.tui.shop import ORDER, mixed_basket, shop
from tui.dialogs.basket_form import edit_order, new_basket
from tui.dialogs.form_dialog import FormDialog
from tui.dialogs.order_line_form import add_order_line, edit_order_line
from tui.dialogs.product_search import ProductSearch


async def test_a_basket_is_opened_with_a_unit_by_its_letter_and_a_customer(tmp_path: Path) -> None:
    async with at_till(shop(tmp_path), new_basket) as (pilot, came_to):
        await press(pilot, "r", "enter", "type:C7", "ctrl+s")
        assert came_to[0] is not None
        order = await ask(pilot, lambda desk: desk.till.order(ORDER))
        assert (order.originating, order.customer_name) == ("RTM", "Kim Brandt")
        assert f"{ORDER} is open." in seen(pilot)


async def test_a_basket_without_a_unit_is_not_opened_and_nothing_typed_is_lost(tmp_path: Path) -> None:
    async with at_till(shop(tmp_path), new_basket) as (pilot, came_to):
        await press(pilot, "enter", "type:C7", "ctrl+s")
        assert "× Organization unit is required." in seen(pilot)
        await press(pilot, "a", "ctrl+s")
        assert came_to[0] is not None
        assert (await ask(pilot, lambda desk: desk.till.order(ORDER))).customer == "C7"


async def test_what_is_wrong_with_a_field_is_said_by_its_label(tmp_path: Path) -> None:
    async with at_orders(shop(tmp_path)) as pilot:
        await press(pilot, "+", "a", "tab", "tab", "tab", "tab", "type:2", "ctrl+s")
        assert "Requested date is a day like 2026-03-31, not '2'." in seen(pilot)


async def test_a_new_line_is_two_enters_away_from_its_product(tmp_path: Path) -> None:
    desk = mixed_basket(tmp_path)
    asked = partial(add_order_line, order=desk.till.order(ORDER), label="Add line", version=None)
    async with at_till(desk, asked) as (pilot, came_to):
        await press(pilot, "type:cush", "enter", "enter")
        assert came_to[0] is not None
        line = (await ask(pilot, lambda desk: desk.till.order(ORDER))).lines[-1]
        assert (line.product, line.quantity, line.amount_minor) == ("CU", 1, 2400)


async def test_more_can_be_said_of_a_new_line_a_return_among_it(tmp_path: Path) -> None:
    desk = mixed_basket(tmp_path)
    asked = partial(add_order_line, order=desk.till.order(ORDER), label="Add line", version=None)
    async with at_till(desk, asked) as (pilot, came_to):
        await press(pilot, "type:cush", "enter", "type:-2", "tab", "type:19.90", "enter")
        assert came_to[0] is not None
        line = (await ask(pilot, lambda desk: desk.till.order(ORDER))).lines[-1]
        assert (line.quantity, line.amount_minor) == (-2, -3980)


async def test_a_product_that_is_taken_up_needs_a_price(tmp_path: Path) -> None:
    desk = mixed_basket(tmp_path)
    asked = partial(add_order_line, order=desk.till.order(ORDER), label="Add line", version=None)
    async with at_till(desk, asked) as (pilot, came_to):
        await press(pilot, "type:NEW-77", "enter", "enter")
        assert came_to == []
        assert "×" not in seen(pilot)
        await press(pilot, "type:5,50", "enter")
        assert came_to[0] is not None
        line = (await ask(pilot, lambda desk: desk.till.order(ORDER))).lines[-1]
        assert (line.product, line.amount_minor) == ("NEW-77", 550)


async def test_escape_goes_one_step_back_with_the_words_kept(tmp_path: Path) -> None:
    desk = mixed_basket(tmp_path)
    asked = partial(add_order_line, order=desk.till.order(ORDER), label="Add line", version=None)
    async with at_till(desk, asked) as (pilot, came_to):
        await press(pilot, "type:nora", "enter")
        assert isinstance(pilot.app.screen, FormDialog)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ProductSearch)
        assert "Shade Nora" in seen(pilot)
        assert "Chair" not in seen(pilot)
        await press(pilot, "escape")
        assert came_to == [None]
        assert (await ask(pilot, lambda desk: desk.till.order(ORDER))).lines_total == 4


async def test_somebody_elses_change_beneath_a_new_line_is_said(tmp_path: Path) -> None:
    desk = mixed_basket(tmp_path)
    asked = partial(add_order_line, order=desk.till.order(ORDER), label="Add line", version=None)
    async with at_till(desk, asked) as (pilot, came_to):
        await ask(pilot, lambda desk: desk.as_agent("bob").set_fields(ORDER, {"description": "for Friday"}))
        await press(pilot, "type:cush", "enter", "enter")
        assert "bob was first: " in seen(pilot)
        await press(pilot, "enter")
        assert came_to[0] is not None


async def test_the_form_of_a_new_line_looks_as_it_should(tmp_path: Path, picture: Picture) -> None:
    desk = mixed_basket(tmp_path)
    asked = partial(add_order_line, order=desk.till.order(ORDER), label="Add line", version=None)
    async with at_till(desk, asked, (80, 24)) as (pilot, _):
        await press(pilot, "type:nora", "enter")
        await picture(pilot)


async def test_an_edit_of_a_line_begins_with_what_it_holds_and_sends_what_was_changed(tmp_path: Path) -> None:
    desk = mixed_basket(tmp_path)
    order = desk.till.order(ORDER)
    asked = partial(edit_order_line, order=order, line=order.lines[0], label="Edit line", version=None)
    async with at_till(desk, asked) as (pilot, came_to):
        assert "89.00" in seen(pilot)
        await press(pilot, "backspace", "type:3", "ctrl+s")
        assert came_to[0] is not None
        assert [change.field for change in came_to[0].changes][:1] == ["quantity"]
        line = (await ask(pilot, lambda desk: desk.till.order(ORDER))).lines[0]
        assert (line.quantity, line.unit_price_minor) == (3, 8900)


async def test_an_edit_of_an_order_sends_what_was_changed(tmp_path: Path) -> None:
    desk = mixed_basket(tmp_path)
    asked = partial(edit_order, order=desk.till.order(ORDER), label="Edit", version=None)
    async with at_till(desk, asked) as (pilot, came_to):
        await press(pilot, "enter", "type:Damrak 1", "ctrl+s")
        assert came_to[0] is not None
        order = await ask(pilot, lambda desk: desk.till.order(ORDER))
        assert (order.address, order.customer) == ("Damrak 1", "C7")


async def test_an_edit_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    desk = mixed_basket(tmp_path)
    asked = partial(edit_order, order=desk.till.order(ORDER), label="Edit", version=None)
    async with at_till(desk, asked) as (pilot, came_to):
        await press(pilot, "ctrl+s")
        assert came_to == [None]
