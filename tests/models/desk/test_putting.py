"""What `put` makes and replaces around orders: settings, units, flags, custom statuses and types."""

from __future__ import annotations

import pytest

from tests.models.desk.at_till import WORLD, Shown, Till
from tests.models.desk.test_till import OUT_OF_STOCK

MIXED = "Orders:AllowMixed"


def put(till: Till, kind: str, **fields: object) -> Shown:
    return till.operations.run({"op": "put", "kind": kind, "fields": fields})


@pytest.mark.parametrize("nothing", [None, ""])
def test_a_setting_that_is_taken_away_is_inherited_again(till: Till, nothing: object) -> None:
    till.stock(0)
    till.setting(OUT_OF_STOCK, False, "W")
    till.setting(OUT_OF_STOCK, True)
    assert till.types(till.basket(("P", 1))) == ["order"]
    till.run("put", kind="setting", fields={"ou": "A", "name": OUT_OF_STOCK, "value": nothing})
    assert till.types(till.basket(("P", 1))) == ["carry_out"]
    assert [row["ou"] for row in till.desk.rows("settings") if row["name"] == OUT_OF_STOCK] == [None, "W"]


def test_a_setting_without_a_value_is_no_setting(till: Till) -> None:
    for fields in ({"value": "none"}, {"value": 1}, {}):
        assert put(till, "setting", ou="A", name=MIXED, **fields)["error"] == "invalid"


def test_a_unit_is_replaced_as_a_whole(till: Till) -> None:
    unit = dict(WORLD[6][1])
    unit.pop("shipping_methods")
    till.run("put", kind="ou", fields=unit)
    number = till.basket(("P", 1), customer="C1")
    assert till.no("set_type", number, type="delivery") == {"no_shipping_method"}


def test_what_is_null_is_as_if_it_were_left_out(till: Till) -> None:
    nothing = ("name", "kinds", "parent", "country", "currency", "shipping_methods", "suppliers")
    till.run("put", kind="ou", fields={"id": "N", **dict.fromkeys(nothing)})
    for kind, names in (
        ("country", ("name", "allows_mixed", "currency")),
        ("customer", ("name", "address")),
        ("product", ("name", "price", "is_product")),
        ("shipping_method", ("name", "delivery_type")),
    ):
        till.run("put", kind=kind, fields={"id": "N", **dict.fromkeys(names)})


def test_a_method_that_is_said_twice_is_configured_once(till: Till) -> None:
    till.run("put", kind="ou", fields=dict(WORLD[6][1]) | {"shipping_methods": ["post", "van", "post"]})
    [unit] = [each for each in till.desk.till.units() if each.id == "A"]
    assert unit.methods == ("post", "van")


def test_flags_may_be_words_as_the_command_line_sends_them(till: Till) -> None:
    till.run("put", kind="product", fields={"id": "F", "price": "1.00", "is_product": "false"})
    till.stock(5)
    till.run("put", kind="country", fields={"id": "NL", "name": "Netherlands", "allows_mixed": "False"})
    till.setting(MIXED, True)
    assert till.no("place", till.basket(("P", 2), ("P", -1))) == {"mixed_not_allowed"}
    assert put(till, "country", id="NL", allows_mixed="maybe")["error"] == "invalid"
    assert put(till, "country", id="NL", allows_mixed=1)["error"] == "invalid"


def test_a_price_is_not_below_zero(till: Till) -> None:
    assert put(till, "product", id="F", price="-1.00")["error"] == "invalid"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("custom_status", "Paid"),
        ("custom_status", "open"),
        ("custom_status", "Suspended"),
        ("custom_status", "gift WRAP"),
        ("custom_type", "Delivery"),
        ("custom_type", "carry_out"),
        ("custom_type", "Mixed"),
        ("custom_type", "Night VAN"),
    ],
)
def test_a_name_serves_once_among_all_statuses_and_all_types(till: Till, kind: str, name: str) -> None:
    till.run("put", kind="custom_status", fields={"name": "Gift wrap"})
    till.run("put", kind="custom_type", fields={"name": "Night van", "behaves_like": "delivery"})
    more = {"behaves_like": "order"} if kind == "custom_type" else {}
    assert put(till, kind, name=name, **more)["error"] == "refused"


def test_custom_names_come_back_as_they_were_given(till: Till) -> None:
    till.stock(5)
    till.run("put", kind="custom_status", fields={"name": "Gift wrap"})
    till.run("put", kind="custom_type", fields={"name": "Night van", "behaves_like": "delivery"})
    line = {"product": "P", "quantity": 1, "unit_price": "1.00", "type": "night van"}
    fields = {"ou": "A", "customer": "C1"}
    number = str(till.run("new", kind="basket", fields=fields, lines=[line])["record"])
    shown = till.do("set_custom_status", number, status="gift wrap")
    assert (shown["type"], shown["custom_status"]) == ("Night van", "Gift wrap")
    assert shown["lines"][0]["shipping_method"] == "post"
    assert till.do("place", number)["lines"][0]["ship_from"] == "W"
    [row] = till.desk.rows("orders", where='type:"Night van" status:"Gift wrap"')
    assert (row["type"], row["custom_status"]) == ("Night van", "Gift wrap")


def test_a_custom_status_that_is_switched_off_stays_where_it_is_used_and_is_not_set_again(till: Till) -> None:
    till.run("put", kind="custom_status", fields={"name": "Urgent", "backend_id": "u1"})
    number = till.basket(("P", 1), customer="C1")
    till.do("set_custom_status", number, status="Urgent")
    till.run("put", kind="custom_status", fields={"name": "Urgent", "active": False})
    assert till.show(number)["custom_status"] == "Urgent"
    again = {"op": "do", "record": number, "action": "set_custom_status", "inputs": {"status": "Urgent"}}
    assert till.operations.run(again)["error"] == "invalid"
    assert put(till, "custom_status", name="Urgent")["error"] == "refused"
    till.run("put", kind="custom_status", fields={"name": "Urgent", "active": True})
    till.run("do", record=number, action="set_custom_status", inputs={"status": "Urgent"})
    assert put(till, "custom_status", name="Nobody", active=False)["error"] == "invalid"


def test_a_custom_type_that_is_switched_off_is_on_no_new_line(till: Till) -> None:
    till.run("put", kind="custom_type", fields={"name": "Night van", "behaves_like": "delivery"})
    till.run("put", kind="custom_type", fields={"name": "Night van", "active": "false"})
    line = {"product": "P", "quantity": 1, "unit_price": "1.00", "type": "Night van"}
    answer = till.operations.run({"op": "new", "kind": "basket", "fields": {"ou": "A"}, "lines": [line]})
    assert answer["error"] == "invalid"
    assert "Night van" not in str(answer["message"]).partition("one of")[2]
    assert put(till, "custom_type", name="Delivery", active=False)["error"] == "invalid"


def test_statuses_and_types_are_listed_with_all_that_was_said_of_them(till: Till) -> None:
    gift = {"name": "Gift wrap", "description": "ribbon", "color": "violet", "backend_id": "g1"}
    till.run("put", kind="custom_status", fields=gift)
    till.run("put", kind="custom_status", fields={"name": "Gift wrap", "active": False})
    rows = [row for row in till.desk.rows("statuses") if row["machine"] == "order"]
    assert [row["code"] for row in rows if row["kind"] == "status"] == [
        "completed",
        "shipped",
        "paid",
        "open",
    ]
    [row] = [row for row in rows if row["kind"] == "custom"]
    said = (row["label"], row["description"], row["colour"], row["backend_id"], row["active"])
    assert said == ("Gift wrap", "ribbon", "violet", "g1", False)
    till.run("put", kind="custom_type", fields={"name": "Night van", "behaves_like": "delivery"})
    types = {str(row["code"]): row["behaves_like"] for row in till.desk.rows("types")}
    four = {code: code for code in ("carry_out", "delivery", "reserve", "order")}
    assert types == four | {"Night van": "delivery"}


def test_a_recount_ends_with_what_was_counted_and_the_next_nasc_asks_again(till: Till) -> None:
    till.setting(OUT_OF_STOCK, False)
    for recount in ("RCT0001001", "RCT0001002"):
        till.stock(0)
        number = till.basket(("P", 1))
        till.do("place", number)
        till.do("ship", number)
        [row] = [row for row in till.desk.rows("recounts") if row["state"] == "open"]
        assert row["number"] == recount
        till.run("do", record=recount, action="count", inputs={"counted": "3"})
        [stock] = [row for row in till.desk.rows("stock") if row["ou"] == "A" and row["label"] == "sellable"]
        assert stock["quantity"] == 3
    for action, inputs in (
        ("count", {"counted": -1}),
        ("count", {}),
        ("ship", {}),
        ("count", {"counted": 3}),
    ):
        answer = till.operations.run({"op": "do", "record": "RCT0001002", "action": action, "inputs": inputs})
        assert answer["error"] == "invalid"


def test_a_viewer_counts_nothing(till: Till) -> None:
    till.setting(OUT_OF_STOCK, False)
    number = till.basket(("P", 1))
    till.do("place", number)
    till.do("ship", number)
    for name, role in (("vi", "viewer"), ("boss", "admin")):
        till.run("put", kind="agent", fields={"name": name, "role": role})
    count: dict[str, object] = {"op": "do", "record": "RCT0001001", "action": "count"}
    answer = till.operations.run(count | {"inputs": {"counted": 3}, "agent": "vi"})
    assert answer["error"] == "refused"


def test_a_custom_status_comes_off_again_and_the_ledger_keeps_who_had_set_it(till: Till) -> None:
    till.run("put", kind="custom_status", fields={"name": "Urgent"})
    number = till.basket(("P", 1))
    assert till.no("clear_custom_status", number) == {"no_custom_status"}
    till.do("set_custom_status", number, status="Urgent")
    shown = till.do("clear_custom_status", number)
    assert shown["custom_status"] is None
    assert [entry["agent"] for entry in shown["custom_status_ledger"]] == ["ann"]
    assert till.no("clear_custom_status", number) == {"no_custom_status"}
