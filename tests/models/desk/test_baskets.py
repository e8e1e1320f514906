"""Baskets as they are filled: purposes, return lines and what they name, types, and what is shown."""

from __future__ import annotations

import pytest

from tests.models.desk.at_till import Shown, Till


@pytest.fixture
def till(till: Till) -> Till:
    till.stock(9)
    return till


def new(till: Till, *lines: dict[str, object], **fields: object) -> Shown:
    """The answer to making a basket, whatever it is."""
    born: dict[str, object] = {"product": "P", "quantity": 1, "unit_price": "10.00"}
    made = [born | line for line in lines or ({},)]
    basket = {"ou": "A", **fields}
    return till.operations.run({"op": "new", "kind": "basket", "fields": basket, "lines": made})


def say(till: Till, op: str, record: str, **rest: object) -> Shown:
    return till.operations.run({"op": op, "record": record, **rest})


def sold(till: Till, pieces: int) -> str:
    """An order of so many pieces that is paid and handed over."""
    number = till.basket(("P", pieces))
    till.do("place", number)
    till.do("ship", number)
    till.do("pay", number, amount=f"{pieces}0.00")
    return number


def returned(till: Till, number: str) -> list[int]:
    return [line["returned"] for line in till.show(number)["lines"]]


def test_a_basket_may_be_born_for_a_purpose_and_lacks_what_it_needs_until_place(till: Till) -> None:
    number = str(new(till, purpose="return_to_supplier")["record"])
    assert till.show(number)["purpose"] == "return_to_supplier"
    assert till.no("place", number) == {"purpose_incomplete"}
    whole = {"purpose": "return_to_supplier", "supplier": "ACME", "reason": "broken"}
    number = str(new(till, {"label": "sellable"}, **whole)["record"])
    assert till.do("place", number)["status"] == "paid"
    assert till.do("ship", number)["status"] == "completed"


def test_a_basket_is_not_born_for_a_transfer_that_can_not_be(till: Till) -> None:
    refused = new(till, purpose="interstore", target="W", shipping_method="van")
    assert (refused["error"], {each["code"] for each in refused["reasons"]}) == ("refused", {"no_shop"})
    refused = new(till, purpose="interstore", ou="B", target="A")
    assert {each["code"] for each in refused["reasons"]} == {"no_interbranch"}
    number = str(new(till, purpose="interstore", target="B", shipping_method="van")["record"])
    for action, status in (("place", "paid"), ("ship", "shipped"), ("receive", "completed")):
        assert till.do(action, number)["status"] == status


@pytest.mark.parametrize(
    "fields",
    [
        {"purpose": "gift"},
        {"purpose": "return_to_supplier", "customer": "C1"},
        {"purpose": "return_to_supplier", "supplier": "Nobody", "reason": "x"},
        {"purpose": "return_to_supplier", "target": "B"},
        {"purpose": "interstore", "target": "Nowhere"},
        {"supplier": "ACME"},
    ],
    ids=str,
)
def test_a_purpose_takes_only_what_it_has_a_use_for(till: Till, fields: dict[str, object]) -> None:
    assert new(till, **fields)["error"] == "invalid"


def test_a_basket_that_is_no_sale_takes_neither_customer_nor_type_nor_charges(till: Till) -> None:
    number = str(new(till, purpose="return_to_supplier")["record"])
    till.run(
        "put", kind="product", fields={"id": "Z", "name": "Postage", "price": "5.00", "is_product": False}
    )
    assert say(till, "set", number, fields={"customer": "C1"})["error"] == "invalid"
    assert say(till, "add", number, fields={"product": "Z"})["error"] == "invalid"
    line: dict[str, object] = {"product": "P", "unit_price": "1.00"}
    assert say(till, "add", number, fields=line | {"type": "delivery"})["error"] == "invalid"
    refused = say(till, "add", number, fields=line | {"quantity": -1})
    assert [each["code"] for each in refused["reasons"]] == ["return_line"]


def test_damaged_stock_goes_back_to_the_supplier(till: Till) -> None:
    till.run("put", kind="stock", fields={"ou": "A", "product": "P", "quantity": 2, "label": "damaged"})
    whole = {"purpose": "return_to_supplier", "supplier": "ACME", "reason": "broken"}
    number = str(new(till, {"label": "damaged", "quantity": 3}, **whole)["record"])
    till.do("place", number)
    shown = till.do("ship", number)
    assert (shown["marks"], shown["lines"][0]["shipped"]) == (["part_shipped"], 2)
    assert till.no("ship", number) == {"nothing_ready"}
    said = str(say(till, "do", number, action="ship")["message"])
    assert f"Nothing of {number} is ready to be handed over: Shop A has no damaged stock of " in said


def test_what_was_not_received_is_said_to_keep_an_order_from_being_handed_over(till: Till) -> None:
    till.stock(0)
    number = till.basket(("P", 1), customer="C1")
    till.do("place", number)
    said = str(say(till, "do", number, action="ship")["message"])
    assert "what is open of it has not been received yet" in said
    till.do("receive", number)
    till.do("ship", number)
    assert "no piece of it is open" in str(say(till, "do", number, action="ship")["message"])


def test_what_a_transfer_lacks_is_called_as_the_form_calls_it(till: Till) -> None:
    number = till.basket(("P", 1))
    said = say(till, "do", number, action="set_purpose", inputs={"purpose": "interstore"})["message"]
    [target] = [ask.label for ask in till.desk.asks("set_purpose", number) if ask.name == "target"]
    assert f"needs the {target.lower()}" in str(said)


def test_a_customer_can_be_taken_off_a_basket(till: Till) -> None:
    number = till.basket(("P", 1), customer="C1")
    till.run("set", record=number, fields={"customer": ""})
    assert till.show(number)["customer"] is None


def test_a_return_line_counts_against_the_line_that_it_names_until_it_is_taken_out(till: Till) -> None:
    number = till.basket(("P", 4))
    till.do("place", number)
    till.do("ship", number, lines={"1": 3})
    back = str(new(till, {"quantity": -2, "returns": f"SO{int(number[2:])}/1"})["record"])
    assert till.show(back)["lines"][0]["returns"] == f"{number}/1"
    assert returned(till, number) == [2]
    assert till.no("return", number, lines={f"{number}/1": 2}) == {"not_returnable"}
    till.run("set", record=f"{back}/1", fields={"quantity": -3})
    assert returned(till, number) == [3]
    assert till.no("return", number, lines={"1": 1}) == {"not_returnable", "nothing_to_return"}
    till.run("set", record=f"{back}/1", fields={"quantity": -1})
    assert returned(till, number) == [1]
    refused = say(till, "set", f"{back}/1", fields={"quantity": -4})
    assert [each["code"] for each in refused["reasons"]] == ["not_returnable"]
    till.run("delete", record=f"{back}/1")
    assert returned(till, number) == [0]


def test_two_return_lines_of_one_basket_share_what_the_customer_has(till: Till) -> None:
    number = sold(till, 3)
    line: dict[str, object] = {"quantity": -2, "returns": f"{number}/1"}
    refused = new(till, line, line)
    assert [each["code"] for each in refused["reasons"]] == ["not_returnable"]
    assert returned(till, number) == [0]
    new(till, line, line | {"quantity": -1})
    assert returned(till, number) == [3]


@pytest.mark.parametrize("returns", ["SO0009999/1", "SO0001001/9", "SO0001001", "the lamp"])
def test_a_return_line_names_a_line_of_this_desk_or_none(till: Till, returns: str) -> None:
    sold(till, 1)
    assert new(till, {"quantity": -1, "returns": returns})["error"] == "invalid"
    assert new(till, {"quantity": 1, "returns": "SO0001001/1"})["error"] == "invalid"
    assert new(till, {"product": "Q", "quantity": -1, "returns": "SO0001001/1"})["error"] == "invalid"
    assert new(till, {"quantity": -1, "returns": ""})["ok"]


def test_a_basket_that_brings_goods_back_is_listed_with_its_amount(till: Till) -> None:
    number = sold(till, 2)
    till.do("return", number, lines={f"{number}/1": 2})
    [row] = till.desk.rows("baskets", where="P")
    assert (row["total"], row["to_pay"], row["type"]) == ("-20.00", "-20.00", "carry_out")


@pytest.mark.parametrize("method", ["van", "bike"])
def test_a_delivery_takes_only_a_method_of_its_unit_that_is_not_interbranch(till: Till, method: str) -> None:
    till.run("put", kind="shipping_method", fields={"id": "bike", "name": "Bike"})
    refused = new(till, {"type": "delivery", "shipping_method": method}, customer="C1")
    assert [each["code"] for each in refused["reasons"]] == ["shipping_method"]


def test_a_refusal_lists_as_open_what_other_answers_would_open(till: Till) -> None:
    number = till.basket(("P", 2))
    till.do("place", number)
    over = say(till, "do", number, action="pay", inputs={"amount": "99.00"})
    assert {"pay", "cancel", "split", "set_type"} <= set(over["open_actions"])


def test_what_is_handed_over_offers_no_change_of_type_and_no_split(till: Till) -> None:
    number = till.basket(("P", 2))
    till.do("place", number)
    till.do("ship", number)
    answer = say(till, "show", number)
    assert not {"split", "set_type"} & set(answer["open_actions"])
    assert "type_stays" in till.no("set_type", number, type="reserve")
    one = till.basket(("P", 1))
    assert "split" not in say(till, "show", one)["open_actions"]


def test_a_change_of_type_that_changes_nothing_is_refused_and_leaves_no_trace(till: Till) -> None:
    till.stock(9)
    number = till.basket(("P", 2), ("P", 1), customer="C1")
    before = till.show(number), till.desk.journal(number)
    whole = say(till, "do", number, action="set_type", inputs={"type": "carry_out"})
    line = say(till, "do", f"{number}/2", action="set_type", inputs={"type": "carry_out"})
    assert [each["message"] for answer in (whole, line) for each in answer["reasons"]] == [
        f"Nothing would change: all that can change in {number} is Carry out already.",
        f"Nothing would change: line {number}/2 is Carry out already.",
    ]
    assert (till.show(number), till.desk.journal(number)) == before
    # Where one line changes, all of them may be asked to; and another warehouse is another delivery.
    till.do("set_type", f"{number}/2", type="delivery")
    assert [each["type"] for each in till.do("set_type", number, type="delivery")["lines"]] == [
        "delivery"
    ] * 2
    assert till.no("set_type", number, type="delivery") == {"type_as_before"}
    till.do("set_type", number, type="delivery", ship_from="W")
    till.do("place", number)
    assert till.no("set_type", number, type="delivery") == {"type_as_before"}


def test_a_line_shows_the_actions_that_can_be_fired_for_it(till: Till) -> None:
    number = till.basket(("P", 2), ("P", 1))
    first, second = (say(till, "show", f"{number}/{place}") for place in (1, 2))
    assert set(first["open_actions"]) == {"cancel", "split", "set_type"}
    assert set(second["open_actions"]) == {"cancel", "set_type"}
    assert [each["action"] for each in second["barred_actions"]] == ["split"]


def test_a_delivery_that_no_longer_names_a_warehouse_comes_from_the_nearest(till: Till) -> None:
    till.run("put", kind="ou", fields={"id": "W2", "kinds": ["warehouse"], "country": "NL"})
    number = till.basket(("P", 1), customer="C1")
    till.do("set_type", number, type="delivery", ship_from="W2")
    assert till.no("place", number) == {"no_stock"}
    assert till.do("set_type", number, type="delivery")["lines"][0]["ship_from"] is None
    assert till.do("place", number)["lines"][0]["ship_from"] == "W"


def test_the_ledger_of_custom_statuses_says_who_set_which(till: Till) -> None:
    for name in ("Urgent", "Calm"):
        till.run("put", kind="custom_status", fields={"name": name})
    number = till.basket(("P", 1))
    for agent, status in (("ann", "Urgent"), ("bob", "Calm")):
        inputs = {"status": status}
        done = say(till, "do", number, action="set_custom_status", inputs=inputs, agent=agent)
        assert [change["field"] for change in done["changes"]] == ["custom_status"]
    ledger = till.show(number)["custom_status_ledger"]
    assert [(each["custom_status"], each["agent"]) for each in ledger] == [("Calm", "bob"), ("Urgent", "ann")]
    assert ledger[0]["at"].endswith("Z")


def test_an_order_shows_the_cases_about_it(till: Till) -> None:
    number = till.basket(("P", 1))
    till.desk.new_case({"short_description": "Late"}, [{"about": f"{number}/1"}])
    assert till.show(number)["cases"] == [
        {"number": "ORDCS0001001", "state": "draft", "short_description": "Late"}
    ]


def test_what_was_placed_says_of_place_only_that_it_needs_a_basket(till: Till) -> None:
    number = till.basket(("P", 1), ("P", -1))
    assert till.no("place", number) == {"mixed_not_allowed"}
    till.do("suspend", number)
    assert till.no("place", number) == {"wrong_state", "mixed_not_allowed"}
    till.do("resume", number)
    till.setting("Orders:AllowMixed", True)
    till.do("place", number)
    till.setting("Orders:AllowMixed", False)
    assert till.no("place", number) == {"wrong_state"}


def test_a_line_is_taken_out_of_a_basket_only(till: Till) -> None:
    number = till.basket(("P", 1))
    till.do("place", number)
    refused = say(till, "delete", f"{number}/1")
    assert "Delete line needs Basket" in str(refused["message"])


def test_the_journal_of_a_basket_begins_with_its_state(till: Till) -> None:
    number = till.basket(("P", 1))
    [entry] = till.desk.journal(number)
    assert ("state", "basket") in [(change.field, change.after) for change in entry.changes]
