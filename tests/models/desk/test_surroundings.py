"""What surrounds orders: settings that are inherited, labels with their ledger, recounts that end once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models import Desk, Invalid, Refused, Unknown
from tests.models.conftest import Clock, Run
from tests.models.desk.test_bounded import traced

MIXED = "Orders:AllowMixed"


@pytest.fixture
def stores(staffed: Desk) -> Desk:
    """A warehouse with a shop below it, under fay, who is the admin."""
    desk = staffed.as_agent("fay")
    desk.put("country", {"id": "NL", "name": "Netherlands", "currency": "EUR"})
    desk.put("ou", {"id": "W", "name": "Warehouse", "kinds": ["warehouse"], "country": "NL"})
    desk.put("ou", {"id": "A", "name": "Amsterdam", "kinds": ["shop"], "parent": "W", "country": "NL"})
    desk.put("product", {"id": "P", "name": "Lamp", "price": "10.00"})
    return desk


def source(desk: Desk, unit: str = "A") -> tuple[bool, str, str]:
    """The value of one setting in a unit, and where it comes from."""
    [view] = [each for each in desk.till.units() if each.id == unit]
    [setting] = [each for each in view.settings if each.name == MIXED]
    return setting.value, setting.from_unit, setting.from_name


def recount(desk: Desk) -> str:
    """A recount of the lamp in Amsterdam, asked for by a sale of three that the stock knows nothing of."""
    name = "OrderLine:LineActionType:OrderWhenOutOfStock"
    desk.put("setting", {"ou": "A", "name": name, "value": False})
    order = desk.till.new_basket({"ou": "A"}, [{"product": "P", "quantity": 3}]).record
    desk.do("place", order)
    desk.do("ship", order)
    [task] = [each for each in desk.till.recounts() if each.state == "open"]
    return task.number


@pytest.mark.parametrize("nothing", [None, "", "null"], ids=["null", "empty", "the word"])
def test_a_setting_without_a_value_of_its_own_is_inherited_again(nothing: object, stores: Desk) -> None:
    stores.put("setting", {"ou": "W", "name": MIXED, "value": True})
    stores.put("setting", {"ou": "A", "name": MIXED, "value": False})
    assert source(stores) == (False, "A", "Amsterdam")
    stores.put("setting", {"ou": "A", "name": MIXED, "value": nothing})
    assert source(stores) == (True, "W", "Warehouse")
    stores.put("setting", {"ou": "W", "name": MIXED, "value": nothing})
    assert source(stores) == (False, "", "default")


def test_the_journal_says_whose_setting_went_from_what_to_what(stores: Desk) -> None:
    for value in (True, False, None):
        stores.put("setting", {"ou": "A", "name": MIXED, "value": value})
    told = [each.changes[0] for each in stores.journal(limit=3)]
    assert {each.record for each in told} == {f"setting A {MIXED}"}
    assert [(each.before, each.after) for each in told] == [("false", ""), ("true", "false"), ("", "true")]


def test_only_an_admin_takes_a_settings_value_away(stores: Desk) -> None:
    stores.put("setting", {"ou": "A", "name": MIXED, "value": True})
    with pytest.raises(Refused, match="needs the role admin"):
        stores.as_agent("ann").put("setting", {"ou": "A", "name": MIXED, "value": None})
    assert source(stores) == (True, "A", "Amsterdam")


def test_a_setting_can_be_inherited_again_over_the_pipe(run: Run) -> None:
    fields = {"name": MIXED, "value": None}
    assert run(op="put", kind="setting", fields=fields | {"value": True})["ok"]
    answer = run(op="put", kind="setting", fields=fields)
    assert answer["changes"] == [
        {"record": MIXED, "field": "value", "from": "true", "to": None, "because": "put"}
    ]


def test_a_new_unit_never_replaces_one(stores: Desk) -> None:
    with pytest.raises(Invalid, match="A is the id of Amsterdam already"):
        stores.till.new_unit({"id": "A", "name": "Another"})
    assert stores.till.new_unit({"id": "B", "name": "Another"}).record == "B"
    assert [unit.name for unit in stores.till.units()] == ["Another", "Warehouse", "Amsterdam"]


def test_an_edit_of_a_unit_leaves_the_other_fields_alone(stores: Desk) -> None:
    stores.put("shipping_method", {"id": "van", "name": "Van"})
    stores.till.edit_unit("A", {"shipping_methods": "van", "country": ""})
    stores.till.edit_unit("A", {"name": "Amsterdam 01"})
    unit = next(each for each in stores.till.units() if each.id == "A")
    assert (unit.name, unit.kinds, unit.parent, unit.country) == ("Amsterdam 01", ("shop",), "W", "")
    assert unit.methods == ("van",)
    with pytest.raises(Unknown):
        stores.till.edit_unit("Z", {"name": "nowhere"})


def test_a_country_keeps_its_name_and_currency_when_mixed_orders_are_switched(stores: Desk) -> None:
    before = stores.till.countries()[0]
    stores.till.allow_mixed("NL", allowed=False)
    assert stores.till.countries()[0] == before._replace(allows_mixed=False)
    with pytest.raises(Refused):
        stores.as_agent("ann").till.allow_mixed("NL", allowed=True)


def test_countries_say_whether_orders_may_mix_there(stores: Desk) -> None:
    stores.put("country", {"id": "BE", "name": "Belgium", "allows_mixed": False})
    assert [(each.id, each.allows_mixed) for each in stores.till.countries()] == [("BE", False), ("NL", True)]


def test_the_ledger_of_a_custom_status_has_the_newest_first_and_an_end(stores: Desk, clock: Clock) -> None:
    stores.put("custom_status", {"name": "Fragile", "color": "amber"})
    orders: list[str] = []
    for _ in range(3):
        clock.now += 1000
        number = stores.till.new_basket({"ou": "A"}, [{"product": "P", "quantity": 1}]).record
        stores.as_agent("ann").do("set_custom_status", number, {"status": "Fragile"})
        orders.insert(0, number)
    entries = stores.till.ledger("Fragile")
    assert [each.order for each in entries] == orders
    assert [each.at for each in entries] == [clock.now, clock.now - 1000, clock.now - 2000]
    assert {each.agent for each in entries} == {"ann"}
    assert [each.order for each in stores.till.ledger("Fragile", limit=2)] == orders[:2]
    assert stores.till.ledger("none") == ()


def test_one_of_the_four_types_can_not_be_switched_off(stores: Desk) -> None:
    with pytest.raises(Invalid, match="Carry out is one of the four"):
        stores.till.set_active("type", "carry_out", active=False)
    assert all(label.active for label in stores.till.labels("type"))
    with pytest.raises(Unknown):
        stores.till.set_active("type", "none", active=False)


def test_a_recount_tells_what_came_of_it(stores: Desk, clock: Clock) -> None:
    number = recount(stores)
    [task] = stores.till.recounts()
    assert (task.unit_name, task.product_name, task.system) == ("Amsterdam", "Lamp", -3)
    assert stores.till.counting(number) is None
    clock.now += 5000
    stores.as_agent("ann").till.count_again(number, "7")
    ended = stores.till.counting(number)
    assert ended is not None
    assert (ended.agent, ended.at, ended.before, ended.after) == ("ann", clock.now, -3, 7)


def test_a_viewer_counts_nothing(stores: Desk) -> None:
    number = recount(stores)
    with pytest.raises(Refused, match="Counting again needs the role agent; eli is viewer"):
        stores.as_agent("eli").till.count_again(number, 7)
    assert stores.till.counting(number) is None


@pytest.mark.parametrize(
    ("counted", "said"), [("-1", "can't be below zero"), ("many", "is a whole number"), ("", "whole number")]
)
def test_a_count_is_a_number_of_pieces(counted: str, said: str, stores: Desk) -> None:
    number = recount(stores)
    with pytest.raises(Invalid, match=said):
        stores.till.count_again(number, counted)


def test_a_recount_ends_once(stores: Desk) -> None:
    number = recount(stores)
    stores.till.count_again(number, 2)
    with pytest.raises(Invalid, match="has been counted already"):
        stores.till.count_again(number, 3)


READS: dict[str, Callable[[Desk], object]] = {
    "units": lambda desk: desk.till.units(),
    "countries": lambda desk: desk.till.countries(),
    "labels": lambda desk: (desk.till.labels("status"), desk.till.labels("type")),
    "ledger": lambda desk: desk.till.ledger("Fragile"),
    "recounts": lambda desk: desk.till.recounts(),
    "counting": lambda desk: desk.till.counting("RCT0001001"),
}


@pytest.mark.parametrize("name", READS)
def test_every_read_is_a_few_queries_with_an_end(name: str, stores: Desk) -> None:
    stores.put("custom_status", {"name": "Fragile"})
    number = recount(stores)
    stores.till.count_again(number, 2)
    with traced(stores) as few:
        READS[name](stores)
    for unit in range(5):
        stores.put("ou", {"id": f"U{unit}", "parent": "A", "country": f"C{unit}"})
        stores.put("custom_status", {"name": f"Fragile {unit}"})
    with traced(stores) as many:
        READS[name](stores)
    asked = [text for text in many if text.startswith("SELECT")]
    assert len(many) == len(few) <= 6
    assert asked
    assert [text for text in asked if "LIMIT" not in text] == []


@pytest.mark.parametrize(
    ("agent", "barred"),
    [("fay", set()), ("ann", {"put", "switch"}), ("eli", {"put", "switch", "count"})],
    ids=["admin", "agent", "viewer"],
)
def test_the_till_says_what_a_role_may_not(agent: str, barred: set[str], stores: Desk) -> None:
    till = stores.as_agent(agent).till
    assert {what for what in ("put", "switch", "count") if till.barred(what)} == barred
