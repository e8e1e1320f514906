"""The list of orders: a place of its own beside the cases, with views, filters and single keys."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from tests.rig.pictures import Picture
from tests.tui.at_case import ask, press, seen
from tests.tui.at_list import NARROW, at_list, list_screen
from tests.tui.at_order import at_orders, order_list, order_screen
from tests.tui.desks import empty_desk, filled_desk
from tests.tui.shop import ORDER, afternoon, placed_order
from tui.screens.order_list import OrderListScreen

ALL = "7"


async def go_to_cases(pilot: Pilot[None]) -> None:
    """Go on from place to place until the cases are in front again."""
    while pilot.app.current_mode != "cases":
        await press(pilot, "tab")


async def test_the_list_looks_as_it_should_at_132_columns(tmp_path: Path, picture: Picture) -> None:
    async with at_orders(afternoon(tmp_path)) as pilot:
        await press(pilot, ALL)
        await picture(pilot)


async def test_the_list_looks_as_it_should_at_80_columns(tmp_path: Path, picture: Picture) -> None:
    async with at_orders(afternoon(tmp_path), NARROW) as pilot:
        await press(pilot, ALL)
        await picture(pilot)


async def test_an_empty_desk_says_what_would_fill_it(tmp_path: Path) -> None:
    async with at_orders(empty_desk(tmp_path), NARROW) as pilot:
        assert "This desk has no order yet" in seen(pilot)
        assert "+ writes the first one" in seen(pilot)


async def test_a_basket_on_a_desk_without_a_shop_says_where_shops_are_made(tmp_path: Path) -> None:
    async with at_orders(empty_desk(tmp_path), NARROW) as pilot:
        await press(pilot, "+")
        assert "this desk has none yet; tab goes to the units" in " ".join(seen(pilot).split())
        await press(pilot, "tab")
        assert "Units" in seen(pilot).splitlines()[0]


async def test_tab_goes_round_and_each_place_is_as_it_was_left(tmp_path: Path) -> None:
    desk = filled_desk(tmp_path)
    async with at_list(desk) as pilot:
        await press(pilot, "4", "j", "j")
        before = list_screen(pilot).record()
        await press(pilot, "tab")
        assert pilot.app.current_mode == "orders"
        await go_to_cases(pilot)
        assert list_screen(pilot).record() == before
        assert list_screen(pilot).listing.view == "all"


async def test_the_list_begins_with_the_first_view_that_holds_something(tmp_path: Path) -> None:
    async with at_orders(placed_order(tmp_path)) as pilot:
        assert order_list(pilot).listing.view == "to_pay"
        assert ORDER in seen(pilot)


async def test_every_view_shows_what_it_says(tmp_path: Path) -> None:
    async with at_orders(afternoon(tmp_path)) as pilot:
        shown = {}
        for number, view in enumerate(order_list(pilot).views, start=1):
            await press(pilot, str(number))
            assert order_list(pilot).listing.view == view.code
            shown[view.code] = [row.status for row in order_list(pilot).table.window.rows]
        assert set(shown["suspended"]) == {"suspended"}
        assert set(shown["open_baskets"]) == {"basket"}
        assert set(shown["completed"]) == {"completed"}
        assert set(shown["to_pay"]) == {"open"}
        assert shown["to_receive"] == ["paid"]
        assert len(shown["all"]) == 8


async def test_the_filter_finds_by_every_field_of_an_order(tmp_path: Path) -> None:
    async with at_orders(afternoon(tmp_path)) as pilot:
        await press(pilot, ALL)
        for query, numbers in (
            ("status:shipped", ["1002", "1001"]),
            ("type:mixed", ["1008"]),
            ("ou:AMS amount:>130 amount:<150", ["1002", "1001"]),
            ("customer:brandt product:shade", ["1008", "1003"]),
            ("date:2026-05-04 is:locked", ["1006"]),
        ):
            await press(pilot, "/", f"type:{query}", "enter")
            found = [row.number[-4:] for row in order_list(pilot).table.window.rows]
            assert (query, found) == (query, numbers)
            await press(pilot, "escape")


async def test_a_key_fires_on_the_highlighted_order(tmp_path: Path) -> None:
    async with at_orders(placed_order(tmp_path)) as pilot:
        await press(pilot, "L")
        assert f"{ORDER} Lock" in seen(pilot)
        assert (await ask(pilot, lambda desk: desk.till.order(ORDER))).locked
        await press(pilot, "p")
        assert "Pay is barred" in seen(pilot)
        assert "locked" in seen(pilot)


async def test_enter_opens_and_escape_comes_back(tmp_path: Path) -> None:
    async with at_orders(placed_order(tmp_path)) as pilot:
        await press(pilot, "enter")
        assert order_screen(pilot).number == ORDER
        await press(pilot, "escape")
        assert pilot.app.screen is order_list(pilot)


async def test_what_changed_in_another_place_is_read_when_the_agent_comes_back(tmp_path: Path) -> None:
    async with at_orders(placed_order(tmp_path)) as pilot:
        screen = order_list(pilot)
        screen.outdated = True
        await ask(pilot, lambda desk: desk.do("ship", ORDER))
        await go_to_cases(pilot)
        await press(pilot, "tab")
        assert order_list(pilot) is screen
        assert "► Shipped" in seen(pilot)


async def test_the_sort_key_goes_through_the_orders_own_fields(tmp_path: Path) -> None:
    async with at_orders(afternoon(tmp_path)) as pilot:
        await press(pilot, ALL, "f")
        assert order_list(pilot).listing.sort == "-amount"
        totals = [row.total_minor for row in order_list(pilot).table.window.rows]
        assert totals == sorted(totals, reverse=True)
        await press(pilot, "f", "f")
        assert order_list(pilot).listing.sort == "-number"


async def test_a_number_typed_alone_means_an_order_here(tmp_path: Path) -> None:
    async with at_orders(placed_order(tmp_path)) as pilot:
        await press(pilot, ":", "type:1001", "enter")
        assert order_screen(pilot).number == ORDER


async def test_places_are_found_by_name(tmp_path: Path) -> None:
    async with at_list(placed_order(tmp_path)) as pilot:
        await press(pilot, ":", "type:orders", "enter")
        assert isinstance(pilot.app.screen, OrderListScreen)
