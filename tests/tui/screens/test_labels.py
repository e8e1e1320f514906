"""Custom statuses and types: how they are listed, made and switched, and the ledger of a status."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from models import Desk, LabelView
from tests.rig.pictures import Picture
from tests.tui.at_case import ask, press, seen
from tests.tui.at_place import at_place, type_ahead
from tests.tui.desks import HOUR, NOON, Clock, empty_desk
from tests.tui.shop import shop
from tui.screens.labels import LabelsScreen
from tui.text import clean

HOSTILE = "\x1b[31mred\x07[/x][@click=app.quit]x"


def labelled(folder: Path, agent: str = "mia") -> Desk:
    """Three statuses, one of them given to three orders, one off; two types of its own, one in use."""
    clock = Clock(NOON - 60 * HOUR)
    desk = shop(folder, clock, agent)
    setup = desk.as_agent("mia")
    setup.put(
        "custom_status",
        {
            "name": "Fragile",
            "color": "amber",
            "backend_id": "ext-17",
            "description": "Glass or stone in it: two people carry, nothing is stacked on it",
        },
    )
    setup.put("custom_status", {"name": "Gift", "color": "violet"})
    setup.put("custom_status", {"name": "Old campaign", "color": "red", "backend_id": "spring"})
    setup.till.set_active("status", "Old campaign", active=False)
    setup.put("custom_type", {"name": "Assembly", "color": "green", "behaves_like": "delivery"})
    setup.put(
        "custom_type", {"name": "Locker", "color": "blue", "behaves_like": "reserve", "backend_id": "L"}
    )
    for who, hours in (("ann", 50), ("bob", 3), ("ann", 1)):
        clock.now = NOON - hours * HOUR
        line = {"product": "LN", "quantity": 1, "type": "Assembly", "shipping_method": "courier"}
        number = desk.as_agent(who).till.new_basket({"ou": "AMS", "customer": "C7"}, [line]).record
        desk.as_agent(who).do("set_custom_status", number, {"status": "Fragile"})
    clock.now = NOON
    return desk


def place(pilot: Pilot[None]) -> LabelsScreen:
    """The screen, in front or under a dialog."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, LabelsScreen))


def label(desk: Desk, code: str, kind: str = "status") -> LabelView:
    """A status or type by its code."""
    return next(each for each in desk.till.labels(kind) if each.code == code)


@pytest.mark.parametrize("size", [(132, 30), (80, 24)], ids=["wide", "narrow"])
async def test_a_custom_status_looks_as_it_should(
    size: tuple[int, int], tmp_path: Path, picture: Picture
) -> None:
    async with at_place(labelled(tmp_path), LabelsScreen(), size) as pilot:
        await picture(pilot)


async def test_the_form_of_a_type_looks_as_it_should(tmp_path: Path, picture: Picture) -> None:
    async with at_place(labelled(tmp_path), LabelsScreen(), (80, 24)) as pilot:
        await press(pilot, "t", "type:Express", "enter", "2", "enter", "enter", "5")
        await picture(pilot)


async def test_the_cursor_passes_over_the_headings(tmp_path: Path) -> None:
    async with at_place(labelled(tmp_path), LabelsScreen()) as pilot:
        screen = place(pilot)
        walked = [screen.record()]
        for _ in range(9):
            await press(pilot, "j")
            walked.append(screen.record())
        four = ["carry_out", "delivery", "order", "reserve"]
        assert walked == ["Fragile", "Gift", "Old campaign", *four, "Assembly", "Locker", "Locker"]
        await press(pilot, "g", "g")
        assert screen.record() == "Fragile"
        await press(pilot, "G", *["k"] * 6)
        assert screen.record() == "Old campaign"


async def test_the_first_heading_comes_back_into_sight(tmp_path: Path) -> None:
    desk = labelled(tmp_path)
    for number in range(20):
        desk.put("custom_status", {"name": f"Status {number}"})
    async with at_place(desk, LabelsScreen(), (80, 24)) as pilot:
        await press(pilot, "G")
        assert "Custom statuses" not in seen(pilot)
        await press(pilot, "g", "g")
        assert "Custom statuses" in seen(pilot)


async def test_the_ledger_says_who_gave_the_status_to_which_order_when(tmp_path: Path) -> None:
    async with at_place(labelled(tmp_path), LabelsScreen()) as pilot:
        rows = [row.split("▏")[-1].split() for row in seen(pilot).splitlines() if "SO000" in row]
        assert [row[:2] for row in rows] == [["SO0001003", "ann"], ["SO0001002", "bob"], ["SO0001001", "ann"]]
        assert rows[1][2:5] == ["4", "May", "2026"]
        await press(pilot, "enter", "j")
        assert place(pilot).in_detail
        await press(pilot, "escape", "j")
        assert "no order has had it" in seen(pilot)
        await press(pilot, "enter")
        assert not place(pilot).in_detail
        assert "No order has had this status yet." in seen(pilot)


async def test_only_the_newest_fifty_of_a_ledger_are_read(tmp_path: Path) -> None:
    desk = labelled(tmp_path)
    with desk.transaction():
        for _ in range(60):
            number = desk.till.new_basket({"ou": "AMS"}, [{"product": "LN", "quantity": 1}]).record
            desk.do("set_custom_status", number, {"status": "Gift"})
    async with at_place(desk, LabelsScreen()) as pilot:
        await press(pilot, "j")
        assert "the newest 50" in seen(pilot)
        await press(pilot, "enter", "G")
        screen = place(pilot)
        assert len(screen.ledger.records) == 50
        assert "SO0001014" in seen(pilot)


async def test_a_status_is_made_in_a_form_whose_colours_are_drawn(tmp_path: Path) -> None:
    async with at_place(labelled(tmp_path), LabelsScreen()) as pilot:
        await press(pilot, "+", "type:Urgent", "enter", "enter", "7", "enter", "type:u-1", "enter")
        made = await ask(pilot, lambda desk: label(desk, "Urgent"))
        assert (made.name, made.colour, made.backend_id) == ("Urgent", "red", "u-1")
        screen = place(pilot)
        assert screen.record() == "Urgent"


async def test_a_taken_name_is_said_in_the_form(tmp_path: Path) -> None:
    async with at_place(labelled(tmp_path), LabelsScreen()) as pilot:
        await press(pilot, "+", "type:Gift", "ctrl+s")
        assert "× There is a status or type with the name Gift already" in seen(pilot)
        assert "Open now" not in seen(pilot)


async def test_a_type_is_made_and_says_what_it_behaves_like(tmp_path: Path) -> None:
    async with at_place(labelled(tmp_path), LabelsScreen()) as pilot:
        await press(pilot, "t", "type:Express", "ctrl+s")
        assert "× Behaves like is required." in seen(pilot)
        await press(pilot, "2", "ctrl+s")
        made = await ask(pilot, lambda desk: label(desk, "Express", "type"))
        assert made.behaves == "delivery"
        assert "like Delivery" in seen(pilot)


async def test_z_switches_one_in_use_off_and_on_again(tmp_path: Path) -> None:
    async with at_place(labelled(tmp_path), LabelsScreen()) as pilot:
        await press(pilot, "z")
        assert not (await ask(pilot, lambda desk: label(desk, "Fragile"))).active
        assert "Fragile is off; orders that have it keep it." in seen(pilot)
        order = await ask(pilot, lambda desk: desk.till.order("SO0001003"))
        assert order.custom_status == "Fragile"
        await press(pilot, "z")
        assert (await ask(pilot, lambda desk: label(desk, "Fragile"))).active


async def test_keys_typed_ahead_mean_what_they_would_have_meant_one_by_one(tmp_path: Path) -> None:
    async with at_place(labelled(tmp_path), LabelsScreen()) as pilot:
        await type_ahead(pilot, "j", "z", "z", "z", "k", "enter")
        assert [each.active for each in await ask(pilot, lambda desk: desk.till.labels("status"))] == [
            True,
            False,
            False,
        ]
        assert place(pilot).in_detail
        assert place(pilot).record() == "Fragile"


async def test_the_four_types_stay_on(tmp_path: Path) -> None:
    async with at_place(labelled(tmp_path), LabelsScreen()) as pilot:
        await press(pilot, "G", "k", "k")
        assert "Off or on" not in seen(pilot).splitlines()[-1]
        await press(pilot, "z")
        assert "is one of the four types of every desk" in seen(pilot)
        assert all(each.active for each in await ask(pilot, lambda desk: desk.till.labels("type")))


async def test_a_role_that_may_not_is_told_why(tmp_path: Path) -> None:
    async with at_place(labelled(tmp_path, "ann"), LabelsScreen()) as pilot:
        for key in ("+", "t", "z"):
            await press(pilot, key)
            assert "is barred" in seen(pilot)
            assert "needs the role admin; ann" in seen(pilot)
            await press(pilot, "escape")


async def test_without_one_of_ones_own_the_headings_say_how_one_comes_in(tmp_path: Path) -> None:
    async with at_place(empty_desk(tmp_path), LabelsScreen()) as pilot:
        assert "none yet: + makes one" in seen(pilot)
        assert "t makes one of your own" in seen(pilot)
        await press(pilot, "enter", "k", "escape")
        assert "Statuses have a ledger" not in seen(pilot)
        assert pilot.app.is_running


async def test_hostile_names_are_shown_clean(tmp_path: Path) -> None:
    desk = labelled(tmp_path)
    hostile = {"name": f"A{HOSTILE}", "description": HOSTILE, "backend_id": HOSTILE}
    desk.put("custom_status", hostile)
    desk.put("custom_type", hostile | {"name": f"Z{HOSTILE}", "behaves_like": "order"})
    async with at_place(desk, LabelsScreen()) as pilot:
        for letter in "AZ":
            # The name is whole at the right and cut in the list; the description is whole.
            assert clean(f"{letter}{HOSTILE}") in seen(pilot)
            assert seen(pilot).count(clean(f"{letter}{HOSTILE}")[:25]) == 2
            assert f" {clean(HOSTILE)}" in seen(pilot)
            await press(pilot, "z", "t", "escape", "G")
