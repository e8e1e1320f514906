"""Keys that are pressed ahead of a dialog wait for it, and do nothing to what is below."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from models import Desk
from tests.tui.at_case import CASE, ask, at_case, in_work, lamps, press, seen
from tests.tui.at_list import at_list, list_screen
from tests.tui.at_order import at_order, at_orders, order_list
from tests.tui.at_place import type_ahead
from tests.tui.desks import filled_desk
from tests.tui.shop import ORDER, mixed_basket, placed_order, shop
from tui.dialogs.form_dialog import FormDialog
from tui.dialogs.preview import Preview
from tui.dialogs.product_search import ProductSearch
from tui.dialogs.refusal import RefusalDialog
from tui.screens.list_screen import ListScreen
from tui.screens.order import OrderScreen
from tui.typed_ahead import FIRE, goes_on


def front(pilot: Pilot[None]) -> object:
    """The screen or dialog in front."""
    return pilot.app.screen


async def test_an_amount_that_is_typed_ahead_is_in_the_payment(tmp_path: Path) -> None:
    async with at_order(placed_order(tmp_path)) as pilot:
        await type_ahead(pilot, *"p25")
        dialog = front(pilot)
        assert isinstance(dialog, Preview)
        assert dialog.form.chosen("amount") == "25"


async def test_a_note_that_is_typed_ahead_fires_nothing_and_moves_nothing(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        before = list_screen(pilot).record(), list_screen(pilot).listing.view
        await type_ahead(pilot, *"nxj1k+cq/s:a")
        dialog = front(pilot)
        assert isinstance(dialog, FormDialog)
        assert dialog.form.chosen("text") == "xj1k+cq/s:a"
        assert (list_screen(pilot).record(), list_screen(pilot).listing.view) == before
        await press(pilot, "escape")
        assert isinstance(front(pilot), ListScreen)
        assert "is barred" not in seen(pilot)


async def test_keys_that_come_before_the_record_is_read_wait_for_the_dialog_of_the_first(
    tmp_path: Path,
) -> None:
    async with at_orders(placed_order(tmp_path)) as pilot:
        await type_ahead(pilot, "enter", *"nxcp")
        dialog = front(pilot)
        assert isinstance(dialog, FormDialog)
        assert dialog.form.chosen("text") == "xcp"
        assert len(pilot.app.screen_stack) == len(["list", "order", "note"])


async def test_a_product_that_is_typed_ahead_is_looked_for(tmp_path: Path) -> None:
    async with at_order(mixed_basket(tmp_path)) as pilot:
        await type_ahead(pilot, "+", *"cush")
        dialog = front(pilot)
        assert isinstance(dialog, ProductSearch)
        assert dialog.words == "cush"
        assert "Cushion" in seen(pilot)


async def test_a_product_is_taken_and_added_with_keys_that_come_before_it_is_found(tmp_path: Path) -> None:
    async with at_order(mixed_basket(tmp_path)) as pilot:
        await type_ahead(pilot, "+", *"cush", "enter", "3", "enter")
        line = (await ask(pilot, lambda desk: desk.till.order(ORDER))).lines[-1]
        assert (line.product, line.quantity) == ("CU", 3)


async def test_a_customer_is_taken_by_an_enter_that_comes_before_he_is_found(tmp_path: Path) -> None:
    async with at_orders(shop(tmp_path)) as pilot:
        await type_ahead(pilot, "+", "a", "tab", *"kim", "enter", "ctrl+s")
        assert (await ask(pilot, lambda desk: desk.till.order(ORDER))).customer == "C7"


async def test_what_is_typed_ahead_of_a_refusal_leaves_it_and_no_more(tmp_path: Path) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        before = await ask(pilot, lambda desk: desk.head(CASE).version)
        await type_ahead(pilot, *"caxn")
        assert isinstance(front(pilot), RefusalDialog)
        await press(pilot, "escape")
        assert not isinstance(front(pilot), FormDialog)
        assert await ask(pilot, lambda desk: desk.head(CASE).version) == before


def three_baskets(folder: Path) -> Desk:
    desk = shop(folder)
    for _ in range(3):
        desk.till.new_basket({"ou": "AMS", "customer": "C7"}, [{"product": "CU", "quantity": 1}])
    return desk


async def test_where_no_dialog_comes_up_nothing_else_is_done(tmp_path: Path) -> None:
    async with at_orders(three_baskets(tmp_path)) as pilot:
        first = order_list(pilot).record()
        await press(pilot, "L")
        assert (await ask(pilot, lambda desk: desk.till.order(first))).locked
        # Unlock asks for nothing: there is no dialog that could take the note.
        await type_ahead(pilot, *"Ujnx")
        assert not (await ask(pilot, lambda desk: desk.till.order(first))).locked
        assert isinstance(front(pilot), ListScreen)


async def test_who_may_make_no_record_fires_nothing_with_what_he_typed_of_it(tmp_path: Path) -> None:
    desk = three_baskets(tmp_path)
    desk.as_agent("mia").put("agent", {"name": "eli", "role": "viewer"})
    async with at_orders(desk.as_agent("eli")) as pilot:
        first = order_list(pilot).record()
        await type_ahead(pilot, "+", *"x1jn")
        assert order_list(pilot).record() == first
        assert "needs the role agent; eli is viewer" in seen(pilot)
        assert isinstance(front(pilot), ListScreen)


async def test_a_cursor_still_moves_where_no_dialog_comes_up(tmp_path: Path) -> None:
    async with at_orders(three_baskets(tmp_path)) as pilot:
        first = order_list(pilot).record()
        # Nobody knows the key: what can be done was asked for, and nothing came of it.
        await type_ahead(pilot, "j", *"Qj")
        assert order_list(pilot).record() == f"{first[:-1]}{int(first[-1]) - 2}"


async def test_a_quantity_goes_up_as_often_as_the_key_was_pressed(tmp_path: Path) -> None:
    async with at_order(mixed_basket(tmp_path)) as pilot:
        before = await ask(pilot, lambda desk: desk.till.order(ORDER).lines[0].quantity)
        await type_ahead(pilot, *"====")
        after = await ask(pilot, lambda desk: desk.till.order(ORDER).lines[0].quantity)
        assert after == before + 4


async def test_an_action_behind_a_quantity_finds_it_changed(tmp_path: Path) -> None:
    async with at_order(mixed_basket(tmp_path)) as pilot:
        before = await ask(pilot, lambda desk: desk.till.order(ORDER).lines[0].quantity)
        await type_ahead(pilot, *"==L")
        order = await ask(pilot, lambda desk: desk.till.order(ORDER))
        assert (order.lines[0].quantity, order.locked) == (before + 2, True)
        assert "were first" not in seen(pilot)


async def test_keys_after_a_dialog_act_on_what_is_below_again(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path)) as pilot:
        await type_ahead(pilot, "n", "h", "i", "escape")
        await press(pilot, "n", "type:later", "ctrl+s")
        entries = await ask(pilot, lambda desk: desk.activity("ORDCS0001001", kind="notes"))
        assert any("later" in entry.text for entry in entries)


async def test_an_action_that_is_typed_behind_another_acts_on_what_that_one_left(tmp_path: Path) -> None:
    async with at_order(placed_order(tmp_path)) as pilot:
        await type_ahead(pilot, *"p25", "ctrl+s", "S", "ctrl+s")
        order = await ask(pilot, lambda desk: desk.till.order(ORDER))
        assert (order.paid_minor, order.lines[0].shipped) == (2500, 4)
        assert "first" not in seen(pilot)


async def test_a_key_that_comes_before_a_screen_shows_what_was_done_is_not_lost(tmp_path: Path) -> None:
    async with at_order(placed_order(tmp_path)) as pilot:
        screen = front(pilot)
        assert isinstance(screen, OrderScreen)
        screen.fire("lock", ORDER)
        await screen.workers.wait_for_complete(goes_on(screen, FIRE))
        await type_ahead(pilot, "U")
        assert not (await ask(pilot, lambda desk: desk.till.order(ORDER))).locked
        assert "first" not in seen(pilot)


async def test_keys_behind_a_dialog_are_not_lost_while_its_answer_is_written(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path)) as pilot:
        # One note, sent off, and the next one begun without waiting for the first to be written.
        await type_ahead(pilot, "n", *"one", "ctrl+s", "n", *"two", "ctrl+s", "escape")
        entries = await ask(pilot, lambda desk: desk.activity(CASE, kind="notes"))
        assert [entry.text for entry in entries if entry.text in ("one", "two")] == ["two", "one"]
        assert isinstance(front(pilot), ListScreen)
