"""The search for a product: what is typed is looked for at once, and what is chosen starts a line."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models import Desk, ProductView
from tests.rig.pictures import Picture, rows, settled
from tests.tui.at_case import press, seen
from tests.tui.desks import NOON
from tests.tui.shop import shop
from tui.app import CasedeskApp
from tui.dialogs.product_search import LIMIT, ProductSearch


class Searching:
    """The console with the search in front, and what was chosen in it."""

    def __init__(self, desk: Desk) -> None:
        self.app = CasedeskApp(desk, now=lambda: NOON)
        self.chosen: list[ProductView | None] = []

    async def open(self, pilot: Pilot[None]) -> None:
        await settled(pilot)
        self.app.push_screen(ProductSearch("Add line", "SO0001001", "AMS"), self.chosen.append)
        await settled(pilot)


@pytest.mark.parametrize(
    ("keys", "product"),
    [
        (["enter"], "CT"),
        (["type:nora", "enter"], "LN"),
        (["type:nora", "down", "enter"], "SN"),
        (["type:nora", "down", "up", "enter"], "LN"),
        (["type:linen shade", "enter"], "SN"),
        (["type:cu", "enter"], "CU"),
        (["type:lampx", "backspace", "enter"], "LN"),
        (["pagedown", "enter"], "SN"),
    ],
    ids=str,
)
async def test_what_is_typed_is_found_and_enter_takes_it(
    tmp_path: Path, keys: list[str], product: str
) -> None:
    searching = Searching(shop(tmp_path))
    async with searching.app.run_test(size=(100, 30)) as pilot:
        await searching.open(pilot)
        await press(pilot, *keys)
        assert searching.chosen[0] is not None
        assert searching.chosen[0].id == product
        assert searching.chosen[0].price


async def test_escape_takes_nothing(tmp_path: Path) -> None:
    searching = Searching(shop(tmp_path))
    async with searching.app.run_test(size=(100, 30)) as pilot:
        await searching.open(pilot)
        await press(pilot, "type:nora", "escape")
        assert searching.chosen == [None]


async def test_an_id_that_the_desk_does_not_know_is_offered_last(tmp_path: Path) -> None:
    searching = Searching(shop(tmp_path))
    async with searching.app.run_test(size=(100, 30)) as pilot:
        await searching.open(pilot)
        await press(pilot, "type:nora")
        assert "+ take up nora" in seen(pilot)
        await press(pilot, *["backspace"] * 4, "type:ln")
        assert "take up" not in seen(pilot)
        await press(pilot, *["backspace"] * 2, "type:NEW-77")
        assert "This desk has no product NEW-77." in seen(pilot)
        await press(pilot, "enter")
        assert searching.chosen == [ProductView("NEW-77", "", "", 0)]


async def test_enter_waits_for_the_words_that_were_typed(tmp_path: Path) -> None:
    searching = Searching(shop(tmp_path))
    async with searching.app.run_test(size=(100, 30)) as pilot:
        await searching.open(pilot)
        held, asked = asyncio.Event(), []
        call = searching.app.bench.work.call

        async def slow(question):  # type: ignore[no-untyped-def]  # any question
            asked.append(question)
            await held.wait()
            return await call(question)

        object.__setattr__(searching.app.bench.work, "call", slow)
        await pilot.press(*"sha", "enter")
        await pilot.pause()
        assert searching.chosen == []
        held.set()
        await settled(pilot)
        assert [product and product.id for product in searching.chosen] == ["SN"]
        assert len(asked) == 3


async def test_many_products_are_cut_and_said_so(tmp_path: Path) -> None:
    desk = shop(tmp_path)
    admin = desk.as_agent("mia")
    with admin.transaction():
        for number in range(LIMIT + 10):
            admin.put("product", {"id": f"P{number:03}", "name": f"Part {number}", "price": "1.00"})
    searching = Searching(desk)
    async with searching.app.run_test(size=(100, 30)) as pilot:
        await searching.open(pilot)
        await press(pilot, "type:part")
        assert f"the first {LIMIT}; more words find less" in seen(pilot)
        await press(pilot, "type: 59")
        assert "1 product" in seen(pilot)


async def test_the_names_stand_over_their_columns_however_many_are_found(tmp_path: Path) -> None:
    desk = shop(tmp_path)
    for number in range(30):
        desk.as_agent("mia").put("product", {"id": f"X{number}", "name": "Many", "price": "5.00"})
    desk.as_agent("mia").put("product", {"id": "Q", "name": "Quilt", "price": "80.00"})
    searching = Searching(desk)
    async with searching.app.run_test(size=(80, 24)) as pilot:
        await searching.open(pilot)
        for key in ("q", "backspace"):
            # With one key the bar to scroll with goes, and with one it comes back.
            await press(pilot, key)
            shown = seen(pilot).splitlines()
            price = next(line.index("Price") + len("Price") for line in shown if "Price" in line)
            found = next(line for line in shown if ".00" in line)
            assert found.index(".00") + len(".00") == price


async def test_the_search_looks_as_it_should(tmp_path: Path, picture: Picture) -> None:
    searching = Searching(shop(tmp_path))
    async with searching.app.run_test(size=(100, 26)) as pilot:
        await searching.open(pilot)
        await press(pilot, "type:no", "down")
        await picture(pilot)


async def test_the_search_looks_as_it_should_at_80_columns(tmp_path: Path, picture: Picture) -> None:
    searching = Searching(shop(tmp_path))
    async with searching.app.run_test(size=(80, 24)) as pilot:
        await searching.open(pilot)
        await press(pilot, "type:NEW-1")
        await picture(pilot)


async def test_no_name_of_a_product_can_steer_the_terminal(tmp_path: Path) -> None:
    desk = shop(tmp_path)
    desk.as_agent("mia").put("product", {"id": "EVIL", "name": "a\u202eb[/x]", "price": "1.00"})
    searching = Searching(desk)
    async with searching.app.run_test(size=(100, 30)) as pilot:
        await searching.open(pilot)
        await press(pilot, "type:evil")
        assert "[/x]" in rows(searching.app)
        assert all(char.isprintable() for char in rows(searching.app) if char != "\n")
