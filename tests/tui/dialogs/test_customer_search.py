"""The customer of a basket is looked for by id and name; one that nobody knows is never taken up unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from models import Desk
from tests.rig.pictures import Picture
from tests.tui.at_case import ask, press, seen
from tests.tui.at_order import at_order, at_orders
from tests.tui.at_place import type_ahead
from tests.tui.shop import ORDER, shop
from tui.dialogs.form_dialog import FormDialog

NAMES = {"C70": "Kim Okafor", "D1": "Blue Door", "D2": "Doorn & Zn"}


def known(folder: Path) -> Desk:
    """The shop with some customers, and a basket of nobody."""
    desk = shop(folder)
    for code, name in NAMES.items():
        desk.as_agent("mia").put("customer", {"id": code, "name": name})
    desk.till.new_basket({"ou": "AMS"}, [{"product": "CU", "quantity": 1}])
    return desk


async def to_customer(pilot: Pilot[None]) -> FormDialog:
    """Open the form of a new basket and go to its customer."""
    await press(pilot, "+", "a", "tab")
    dialog = pilot.app.screen
    assert isinstance(dialog, FormDialog)
    return dialog


@pytest.mark.parametrize(
    ("keys", "customer"),
    [
        (["type:brandt", "enter"], "C7"),
        (["type:kim", "enter"], "C7"),
        (["type:kim", "down", "enter"], "C70"),
        (["type:c7", "enter"], "C7"),
        (["type:C7", "enter"], "C7"),
        (["type:okafor kim", "enter"], "C70"),
        (["type:door", "down", "enter"], "D2"),
        (["type:kim", "down", "down", "enter"], "kim"),
        (["type:C9", "enter"], "C9"),
        (["enter"], ""),
        (["type:kim", "tab"], "kim"),
        (["type:kimx", "backspace", "enter"], "C7"),
    ],
    ids=str,
)
async def test_what_is_typed_is_found_and_enter_takes_it(
    tmp_path: Path, keys: list[str], customer: str
) -> None:
    async with at_orders(known(tmp_path)) as pilot:
        dialog = await to_customer(pilot)
        await press(pilot, *keys)
        assert dialog.form.chosen("customer") == customer
        assert dialog.form.values().keys() >= {"address"}
        # On to the next field.
        assert dialog.focused is not None
        assert dialog.focused.parent is not None
        assert dialog.focused.parent.id == "field-address"


async def test_keys_that_come_faster_than_the_answer_take_what_they_mean(tmp_path: Path) -> None:
    async with at_orders(known(tmp_path)) as pilot:
        dialog = await to_customer(pilot)
        await type_ahead(pilot, *"brandt", "enter")
        assert dialog.form.chosen("customer") == "C7"


async def test_who_is_known_is_named_and_who_is_not_is_said_to_be_new(tmp_path: Path) -> None:
    async with at_orders(known(tmp_path)) as pilot:
        await to_customer(pilot)
        await press(pilot, "type:c7", "enter")
        assert "Kim Brandt, Prinsengracht 5, Amsterdam" in seen(pilot)
        await press(pilot, "shift+tab", "end", "type:x")
        assert "+ take up C7x" in seen(pilot)
        await press(pilot, "tab")
        assert "C7x is new to this desk." in seen(pilot)
        assert "Kim Brandt" not in seen(pilot)


async def test_words_are_no_customer_until_one_is_chosen(tmp_path: Path, picture: Picture) -> None:
    async with at_orders(known(tmp_path)) as pilot:
        dialog = await to_customer(pilot)
        await type_ahead(pilot, *"kim", "ctrl+s")
        assert pilot.app.screen is dialog
        assert "kim is not the id of a customer: choose who is meant with ↑ ↓ and enter." in seen(pilot)
        await picture(pilot)
        await press(pilot, "down", "enter", "ctrl+s")
        assert await ask(pilot, lambda desk: desk.till.order("SO0001002").customer) == "C70"
        assert "kim" not in {each.id for each in await ask(pilot, lambda desk: desk.till.customers(""))}


@pytest.mark.parametrize(
    "way", [["ctrl+s"], ["tab", "ctrl+s"], ["tab", "shift+tab", "enter", "ctrl+s"]], ids=str
)
@pytest.mark.parametrize(("words", "told"), [("kim", "choose who is meant"), ("C9", "enter takes it up")])
async def test_nobody_is_taken_up_unless_that_is_chosen(
    tmp_path: Path, way: list[str], words: str, told: str
) -> None:
    async with at_orders(known(tmp_path)) as pilot:
        dialog = await to_customer(pilot)
        await press(pilot, f"type:{words}", *way)
        assert pilot.app.screen is dialog
        assert told in seen(pilot)
        await press(pilot, *(["down", "down"] if words == "kim" else []), "enter", "ctrl+s")
        assert await ask(pilot, lambda desk: desk.till.order("SO0001002").customer) == words


@pytest.mark.parametrize("way", [["ctrl+s"], ["tab", "ctrl+s"]], ids=str)
async def test_a_whole_id_is_a_choice(tmp_path: Path, way: list[str]) -> None:
    async with at_orders(known(tmp_path)) as pilot:
        await to_customer(pilot)
        await press(pilot, "type:C70", *way)
        assert await ask(pilot, lambda desk: desk.till.order("SO0001002").customer) == "C70"


async def test_words_of_a_draft_are_no_choice_either(tmp_path: Path) -> None:
    async with at_orders(known(tmp_path)) as pilot:
        await to_customer(pilot)
        await press(pilot, "type:kim", "escape", "+", "ctrl+s")
        assert "choose who is meant" in seen(pilot)


async def test_a_basket_for_somebody_new_says_so_once_it_is_open(tmp_path: Path) -> None:
    async with at_orders(known(tmp_path)) as pilot:
        await to_customer(pilot)
        await press(pilot, "type:C9", "enter", "ctrl+s")
        assert await ask(pilot, lambda desk: desk.till.order("SO0001002").customer) == "C9"
        assert "Customer C9 is new to this desk" in seen(pilot)


async def test_the_customer_of_a_basket_is_looked_for_when_it_is_edited(
    tmp_path: Path, picture: Picture
) -> None:
    async with at_order(known(tmp_path), size=(80, 24)) as pilot:
        await press(pilot, "E", "type:kim")
        await picture(pilot)
        await press(pilot, "down", "enter", "ctrl+s")
        assert (await ask(pilot, lambda desk: desk.till.order(ORDER))).customer_name == "Kim Okafor"


async def test_a_customer_that_is_held_is_named_and_left_alone(tmp_path: Path) -> None:
    desk = known(tmp_path)
    desk.set_fields(ORDER, {"customer": "C7"})
    async with at_order(desk) as pilot:
        await press(pilot, "E")
        assert "Kim Brandt, Prinsengracht 5" in seen(pilot)
        await press(pilot, "enter", "type:Dam 1", "ctrl+s")
        order = await ask(pilot, lambda desk: desk.till.order(ORDER))
        assert (order.customer, order.address) == ("C7", "Dam 1")


def test_the_one_whose_id_it_is_comes_first_and_a_list_has_an_end(tmp_path: Path) -> None:
    desk = known(tmp_path)
    for number in range(30):
        desk.as_agent("mia").put("customer", {"id": f"A{number:02}", "name": "Door c70"})
    found = desk.till.customers(" C70 ")
    assert (found[0].id, found[0].name, len(found)) == ("C70", "Kim Okafor", 20)
    assert [each.id for each in desk.till.customers("door blue")] == ["D1"]
    assert len(desk.till.customers("", limit=3)) == 3
    desk.close()
