"""Recount tasks: what is to be counted, ending one with a number, and what came of those that ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Desk
from tests.rig.pictures import Picture
from tests.tui.at_case import ask, press, seen
from tests.tui.at_place import at_place
from tests.tui.desks import HOUR, NOON, Clock, empty_desk
from tests.tui.shop import shop
from tui.screens.recounts import RecountsScreen
from tui.text import clean

STAYS = "OrderLine:LineActionType:OrderWhenOutOfStock"
FIRST, SECOND, THIRD = (f"RCT000{number}" for number in (1001, 1002, 1003))


def to_count(folder: Path, agent: str = "ann") -> Desk:
    """Three tasks from three sales of what the stock knew nothing of; the lamp's has ended."""
    clock = Clock(NOON - 30 * HOUR)
    desk = shop(folder, clock, agent)
    setup = desk.as_agent("mia")
    for ou in ("AMS", "RTM"):
        setup.put("setting", {"ou": ou, "name": STAYS, "value": False})
    for hours, ou, product, pieces in ((30, "AMS", "LN", 7), (6, "RTM", "CT", 1), (2, "AMS", "SN", 3)):
        clock.now = NOON - hours * HOUR
        seller = desk.as_agent("ann")
        order = seller.till.new_basket({"ou": ou}, [{"product": product, "quantity": pieces}]).record
        seller.do("place", order)
        seller.do("ship", order)
    clock.now = NOON - 28 * HOUR
    tasks = sorted(each.number for each in desk.till.recounts())
    desk.as_agent("bob").till.count_again(tasks[0], 4)
    clock.now = NOON
    return desk


@pytest.mark.parametrize("size", [(132, 30), (80, 24)], ids=["wide", "narrow"])
async def test_recounts_look_as_they_should(size: tuple[int, int], tmp_path: Path, picture: Picture) -> None:
    async with at_place(to_count(tmp_path), RecountsScreen(), size) as pilot:
        await picture(pilot)
        await press(pilot, "G")
        await picture(pilot, "ended")


async def test_the_form_of_a_count_looks_as_it_should(tmp_path: Path, picture: Picture) -> None:
    async with at_place(to_count(tmp_path), RecountsScreen(), (80, 24)) as pilot:
        await press(pilot, "enter", "type:-1", "enter")
        await picture(pilot)


async def test_the_open_ones_stand_first_with_what_the_desk_believes(tmp_path: Path) -> None:
    async with at_place(to_count(tmp_path), RecountsScreen()) as pilot:
        rows = [row for row in seen(pilot).splitlines() if "RCT000" in row]
        assert [row[3:7] for row in rows] == ["Open", "Open", "Done"]
        assert "Shade Nora, linen" in rows[0]
        assert " -3 " in rows[0]
        assert "2 open of 3" in seen(pilot)


async def test_enter_asks_for_the_number_and_ends_the_task(tmp_path: Path) -> None:
    async with at_place(to_count(tmp_path), RecountsScreen()) as pilot:
        await press(pilot, "enter", "type:11", "enter")
        [task] = [each for each in await ask(pilot, lambda desk: desk.till.recounts()) if each.counted == 11]
        assert (task.product, task.state) == ("SN", "done")
        assert "Amsterdam 01 has 11 of Shade Nora, linen." in seen(pilot)
        [stock] = await ask(pilot, lambda desk: desk.till.products("shade", "AMS"))
        assert stock.sellable == 11
        assert "-3 → 11  14 more" in seen(pilot)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-1", "× Pieces counted can't be below zero."),
        ("many", "× Pieces counted is a whole number"),
        ("", "× Pieces counted is required."),
    ],
    ids=["below zero", "no number", "nothing"],
)
async def test_what_is_no_count_is_refused_with_a_sentence(typed: str, said: str, tmp_path: Path) -> None:
    async with at_place(to_count(tmp_path), RecountsScreen()) as pilot:
        await press(pilot, "enter", f"type:{typed}", "ctrl+s")
        assert said in seen(pilot)
        assert "End the recount" in seen(pilot)
        assert [each.state for each in await ask(pilot, lambda desk: desk.till.recounts())].count("open") == 2


async def test_one_that_somebody_else_has_ended_meanwhile_is_not_counted_twice(tmp_path: Path) -> None:
    async with at_place(to_count(tmp_path), RecountsScreen()) as pilot:
        await press(pilot, "enter", "type:5")
        screen = next(each for each in pilot.app.screen_stack if isinstance(each, RecountsScreen))
        number = screen.record()
        await ask(pilot, lambda desk: desk.as_agent("bob").till.count_again(number, 9))
        await press(pilot, "enter")
        assert f"× {number} has been counted already." in seen(pilot)
        await press(pilot, "escape", "f5")
        assert "1 open of 3" in seen(pilot)


async def test_one_that_has_ended_says_what_came_of_it(tmp_path: Path) -> None:
    async with at_place(to_count(tmp_path), RecountsScreen()) as pilot:
        await press(pilot, "G")
        assert "-2 → 4  6 more" in seen(pilot)
        assert "1d ago" in seen(pilot)
        assert "by bob" in seen(pilot)
        assert "Count" not in seen(pilot).splitlines()[-1].replace("Counted", "")
        await press(pilot, "enter")
        assert "has ended: 4 counted." in seen(pilot)


async def test_a_viewer_is_told_why_he_counts_nothing(tmp_path: Path) -> None:
    desk = to_count(tmp_path)
    desk.as_agent("mia").put("agent", {"name": "eli", "role": "viewer"})
    async with at_place(desk.as_agent("eli"), RecountsScreen()) as pilot:
        await press(pilot, "enter")
        assert "Count is barred" in seen(pilot)
        assert "Counting again needs the role agent; eli is viewer." in seen(pilot)


async def test_an_empty_list_says_what_fills_it(tmp_path: Path) -> None:
    async with at_place(empty_desk(tmp_path), RecountsScreen(), (80, 24)) as pilot:
        assert "Nothing to count." in seen(pilot)
        await press(pilot, "enter", "j", "G")
        assert pilot.app.is_running


async def test_hostile_names_are_shown_clean(tmp_path: Path) -> None:
    desk = to_count(tmp_path)
    setup = desk.as_agent("mia")
    product, unit = "\x1b[31mred\x07[/x]", "\x1b]0;own\x07[@click=x]"
    setup.put("product", {"id": "SN", "name": product})
    setup.till.edit_unit("AMS", {"name": unit})
    async with at_place(desk, RecountsScreen()) as pilot:
        row = next(row for row in seen(pilot).splitlines() if "RCT0001003" in row)
        # In the list, and beside it in the title.
        assert row.count(clean(product)) == 1
        assert seen(pilot).count(clean(product)) == 2
        assert clean(unit)[:12] in row
        await press(pilot, "enter")
        assert f"{clean(product)} in {clean(unit)}." in seen(pilot)
        await press(pilot, "type:2", "enter")
        assert f"{clean(unit)} has 2 of {clean(product)}." in seen(pilot)
