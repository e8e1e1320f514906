"""Organization units: the tree, the settings with where they come from, and what their keys do."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Desk, SettingView
from tests.rig.pictures import Picture
from tests.tui.at_case import ask, press, seen
from tests.tui.at_place import at_place, type_ahead
from tests.tui.desks import empty_desk
from tests.tui.shop import shop
from tui.commands import Keymap
from tui.screens.units import UnitsScreen
from tui.text import clean

MIXED = "Orders:AllowMixed"
HOSTILE = "\x1b[31mred\x1b]52;c;aGk=\x07[/x][@click=app.quit]x"


def tree(folder: Path, agent: str = "mia") -> Desk:
    """Two shops and a web shop below a warehouse in the Netherlands, one setting on at each level."""
    desk = shop(folder, agent=agent)
    setup = desk.as_agent("mia")
    setup.put("country", {"id": "BE", "name": "Belgium", "allows_mixed": False, "currency": "EUR"})
    web = {"id": "WEB", "name": "Web shop", "kinds": ["web_shop"], "parent": "AMS", "country": "BE"}
    setup.put("ou", web)
    for ou, name in (
        ("NL-W", "App:Checkout:AllowChangingShippingMethod"),
        ("AMS", MIXED),
        ("", "Orders:OrderInvoiceStrategy"),
    ):
        setup.put("setting", {"ou": ou, "name": name, "value": True})
    return desk


def setting(desk: Desk, unit: str, name: str = MIXED) -> SettingView:
    """A setting as it holds in a unit."""
    [view] = [each for each in desk.till.units() if each.id == unit]
    return next(each for each in view.settings if each.name == name)


async def test_the_settings_tree_looks_as_it_should_at_132_columns(tmp_path: Path, picture: Picture) -> None:
    async with at_place(tree(tmp_path), UnitsScreen()) as pilot:
        await press(pilot, "j", "enter", "j", "j")
        await picture(pilot)


async def test_the_settings_tree_looks_as_it_should_at_80_columns(tmp_path: Path, picture: Picture) -> None:
    async with at_place(tree(tmp_path), UnitsScreen(), (80, 24)) as pilot:
        await press(pilot, "j")
        await picture(pilot)


async def test_a_form_of_a_unit_looks_as_it_should(tmp_path: Path, picture: Picture) -> None:
    async with at_place(tree(tmp_path), UnitsScreen(), (80, 24)) as pilot:
        await press(pilot, "j", "e")
        await picture(pilot)


async def test_each_setting_says_where_in_the_tree_its_value_comes_from(tmp_path: Path) -> None:
    async with at_place(tree(tmp_path), UnitsScreen()) as pilot:
        await press(pilot, "j", "j")
        rows = {row.split("▏")[-1].strip() for row in seen(pilot).splitlines()}
        told = {" ".join(row.split()) for row in rows if row[:1] in ("√", "○")}
        assert "Web shop" in seen(pilot)
        assert told == {
            "√ on OrderLine:LineActionType:OrderWhenOutOfStock default",
            "√ on App:Checkout:AllowChangingShippingMethod from Warehouse Utrecht",
            "○ off RequiredData:RequireOrderTransferForNonPaidPickup default",
            "√ on Orders:OrderInvoiceStrategy from the desk",
            "√ on Orders:AllowMixed from Amsterdam 01",
        }
        await press(pilot, "k")
        assert "√ on   Orders:AllowMixed" in seen(pilot)
        assert "here" in seen(pilot)


async def test_space_sets_a_value_here_and_backspace_lets_it_be_inherited_again(tmp_path: Path) -> None:
    async with at_place(tree(tmp_path), UnitsScreen()) as pilot:
        await press(pilot, "j", "j", "enter", "G", "space")
        turned = await ask(pilot, lambda desk: setting(desk, "WEB"))
        assert (turned.value, turned.from_unit) == (False, "WEB")
        assert "Orders:AllowMixed is off in Web shop, set here." in seen(pilot)
        await press(pilot, "backspace")
        again = await ask(pilot, lambda desk: setting(desk, "WEB"))
        assert (again.value, again.from_name) == (True, "Amsterdam 01")
        await press(pilot, "backspace")
        assert "has no value of its own in Web shop: on from Amsterdam 01." in seen(pilot)


async def test_the_cursor_stays_on_its_setting_and_its_unit_when_one_is_turned(tmp_path: Path) -> None:
    async with at_place(tree(tmp_path), UnitsScreen()) as pilot:
        await press(pilot, "j", "enter", "j", "space", "space")
        screen = pilot.app.screen
        assert isinstance(screen, UnitsScreen)
        assert screen.record() == "AMS"
        assert screen.settings.highlighted is not None
        assert screen.settings.highlighted.name == "App:Checkout:AllowChangingShippingMethod"
        assert screen.in_detail


async def test_keys_typed_ahead_mean_what_they_would_have_meant_one_by_one(tmp_path: Path) -> None:
    async with at_place(tree(tmp_path), UnitsScreen()) as pilot:
        await type_ahead(pilot, "j", "enter", "G", "space", "k", "space", "space", "space", "escape", "j")
        mixed, strategy = await ask(
            pilot, lambda desk: (setting(desk, "AMS"), setting(desk, "AMS", "Orders:OrderInvoiceStrategy"))
        )
        assert (mixed.value, mixed.from_unit) == (False, "AMS")
        assert (strategy.value, strategy.from_unit) == (False, "AMS")
        screen = pilot.app.screen
        assert isinstance(screen, UnitsScreen)
        assert screen.record() == "WEB"
        assert not screen.in_detail


async def test_a_role_that_may_not_is_told_why_at_once(tmp_path: Path) -> None:
    async with at_place(tree(tmp_path, "ann"), UnitsScreen()) as pilot:
        for keys in (("e",), ("+",), ("c",), ("enter", "space"), ("backspace",)):
            await press(pilot, *keys)
            assert "is barred" in seen(pilot), keys
            assert "Changing units, settings and labels needs the role admin; ann is" in seen(pilot)
            await press(pilot, "escape")
        assert not await ask(pilot, lambda desk: desk.journal(limit=1)[0].agent == "ann")


async def test_a_role_that_was_taken_away_meanwhile_is_told_why(tmp_path: Path) -> None:
    desk = tree(tmp_path)
    desk.put("agent", {"name": "zoe", "role": "admin"})
    async with at_place(desk, UnitsScreen()) as pilot:
        await ask(pilot, lambda desk: desk.as_agent("zoe").put("agent", {"name": "mia", "role": "viewer"}))
        await press(pilot, "enter", "space")
        assert "Turn is barred" in seen(pilot)
        assert "mia is viewer" in seen(pilot)


async def test_settings_are_turned_only_where_one_has_the_focus(tmp_path: Path) -> None:
    async with at_place(tree(tmp_path), UnitsScreen()) as pilot:
        before = await ask(pilot, lambda desk: desk.journal(limit=1))
        await press(pilot, "space")
        assert "Choose the setting first" in seen(pilot)
        assert await ask(pilot, lambda desk: desk.journal(limit=1)) == before


async def test_a_unit_is_edited_and_made_in_a_form(tmp_path: Path) -> None:
    async with at_place(tree(tmp_path), UnitsScreen()) as pilot:
        await press(pilot, "j", "e", "type: South", "ctrl+s")
        assert "Amsterdam 01 South" in seen(pilot)
        await press(pilot, "+", "type:UTR", "enter", "type:Utrecht", "enter")
        await press(pilot, "type:Web shop, pickup", "enter", "type:NL-W", "ctrl+s")
        made = await ask(pilot, lambda desk: next(unit for unit in desk.till.units() if unit.id == "UTR"))
        assert (made.kinds, made.parent, made.depth) == (("pickup", "web_shop"), "NL-W", 1)
        assert isinstance(pilot.app.screen, UnitsScreen)
        assert pilot.app.screen.record() == "UTR"


async def test_a_taken_id_and_an_unknown_parent_are_said_in_the_form(tmp_path: Path) -> None:
    async with at_place(tree(tmp_path), UnitsScreen()) as pilot:
        await press(pilot, "+", "type:AMS", "enter", "type:Another", "ctrl+s")
        assert "× AMS is the id of Amsterdam 01 already; choose another." in seen(pilot)
        await press(pilot, "escape", "j", "e", "enter", "enter", *["backspace"] * 4, "type:XX", "ctrl+s")
        assert "× parent: there is no parent 'XX' on this desk" in seen(pilot)


async def test_the_country_is_changed_after_a_question_that_names_what_it_does(tmp_path: Path) -> None:
    async with at_place(tree(tmp_path), UnitsScreen()) as pilot:
        await press(pilot, "c")
        assert "From now on no order of all 3 units in Netherlands may mix types" in seen(pilot)
        await press(pilot, "enter")
        assert await ask(pilot, lambda desk: desk.till.countries()[1].allows_mixed)
        await press(pilot, "c", "y")
        assert not await ask(pilot, lambda desk: desk.till.countries()[1].allows_mixed)
        assert "× no mixed orders" in seen(pilot)


async def test_an_empty_desk_says_how_a_unit_comes_in(tmp_path: Path) -> None:
    async with at_place(empty_desk(tmp_path), UnitsScreen()) as pilot:
        assert "No organization unit yet: + makes one." in seen(pilot)
        await press(pilot, "enter", "space", "backspace", "e", "c", "escape", "j")
        assert pilot.app.is_running


async def test_hostile_names_are_shown_clean(tmp_path: Path) -> None:
    desk = tree(tmp_path)
    desk.put("ou", {"id": "[x]", "name": HOSTILE, "kinds": ["shop"], "country": "[@click]"})
    desk.put("setting", {"ou": "[x]", "name": MIXED, "value": True})
    async with at_place(desk, UnitsScreen(), (80, 24)) as pilot:
        await press(pilot, "G", "enter", "G", "space", "escape")
        # Once whole in the title, once cut in the tree.
        assert seen(pilot).count(clean(HOSTILE)) == 1
        assert seen(pilot).count(clean(HOSTILE)[:30]) == 2
        await press(pilot, "e")
        assert clean(HOSTILE) in seen(pilot)
        await press(pilot, "escape", "c", "escape")
        assert pilot.app.is_running


@pytest.mark.parametrize("size", [(80, 24), (160, 48)], ids=["small", "large"])
async def test_a_long_tree_is_walked_to_its_end(size: tuple[int, int], tmp_path: Path) -> None:
    desk = tree(tmp_path)
    with desk.transaction():
        for number in range(300):
            desk.put("ou", {"id": f"X{number:03}", "name": f"Shop {number}", "parent": "NL-W"})
    async with at_place(desk, UnitsScreen(), size) as pilot:
        await press(pilot, "G")
        assert "Shop 299" in seen(pilot)
        assert "304 units" in seen(pilot)
        assert "AllowMixed" in seen(pilot)


async def test_the_palette_has_the_commands_of_the_place(tmp_path: Path) -> None:
    async with at_place(tree(tmp_path), UnitsScreen()) as pilot:
        await press(pilot, "ctrl+p", "type:New unit")
        await press(pilot, "enter")
        assert "Stands below (id)" in seen(pilot)


async def test_keys_follow_the_focus_and_the_users_keymap(tmp_path: Path) -> None:
    async with at_place(tree(tmp_path), UnitsScreen(), keymap=Keymap({"unit.turn": "o"})) as pilot:
        bar = seen(pilot).splitlines()[-1]
        assert "enter Settings" in bar
        assert "Turn" not in bar
        await press(pilot, "right")
        bar = seen(pilot).splitlines()[-1]
        assert "o Turn" in bar
        assert "enter Settings" not in bar
        await press(pilot, "o", "?")
        assert "o         Turn the setting here" in seen(pilot)
