"""The scenarios of rules.md, 2.7, on a real desk, through operations as `apply` runs them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.desk.at_till import WORLD, Till

OUT_OF_STOCK = "OrderLine:LineActionType:OrderWhenOutOfStock"


def test_1_stock_decides_the_type_and_a_nasc_asks_for_one_recount(till: Till) -> None:
    till.stock(5)
    assert till.types(till.basket(("P", 2))) == ["carry_out"]
    till.stock(0)
    ordered = till.basket(("P", 2))
    assert till.types(ordered) == ["order"]
    assert till.warned(ordered) == set()
    till.setting(OUT_OF_STOCK, False)
    for _ in range(2):
        number = till.basket(("P", 2))
        assert till.types(number) == ["carry_out"]
        assert till.warned(number) == {"nasc"}
        assert "Shop A has none of " in till.show(number)["warnings"][0]["message"]
        till.do("place", number)
        till.do("ship", number)
        assert len(till.desk.rows("recounts")) == 1
    assert [(row["ou"], row["product"], row["quantity"]) for row in till.desk.rows("nasc")] == [
        ("A", "P", 2)
    ] * 2
    assert till.on_shelf("A") == -4


def test_2_what_is_short_becomes_an_order_line(till: Till) -> None:
    till.stock(2)
    number = till.basket(("P", 2))
    till.run("add", record=number, fields={"product": "P", "quantity": 1, "unit_price": "10.00"})
    assert till.types(number) == ["carry_out", "order"]
    assert till.show(number)["type"] == "mixed"
    short = till.basket(("P", 3))
    assert till.types(short) == ["order"]
    assert "shortage" in till.warned(short)
    [warning] = till.show(short)["warnings"]
    assert "split it off line" in warning["message"]
    assert "change its type" in warning["message"]


def test_3_a_mixed_order_needs_the_setting_and_the_country(till: Till) -> None:
    till.stock(5)
    number = till.basket(("P", 1), ("P", 1), customer="C1")
    assert till.do("set_type", number, type="delivery", line=f"{number}/2")["type"] == "mixed"
    assert "mixed_not_allowed" in till.warned(number)
    assert till.no("place", number) == {"mixed_not_allowed"}
    till.setting("Orders:AllowMixed", True)
    till.run("put", kind="country", fields={"id": "NL", "name": "Netherlands", "allows_mixed": False})
    refused = till.operations.run({"op": "do", "record": number, "action": "place"})
    assert "Netherlands" in str(refused["message"])
    till.run("put", kind="country", fields={"id": "NL", "name": "Netherlands"})
    assert till.do("place", number)["status"] == "open"


def test_4_a_delivery_needs_a_shipping_method(till: Till) -> None:
    till.stock(5, "B")
    bare = till.basket(("P", 1), ou="B")
    assert till.no("set_type", bare, type="delivery") == {"no_shipping_method"}
    till.stock(5)
    number = till.basket(("P", 1))
    assert till.do("set_type", number, type="delivery")["lines"][0]["shipping_method"] == "post"
    other = till.basket(("P", 1))
    till.run("put", kind="shipping_method", fields={"id": "bike", "name": "Bike"})
    unit = dict(WORLD[6][1]) | {"shipping_methods": ["post", "bike"]}
    till.run("put", kind="ou", fields=unit)
    assert till.do("set_type", other, type="delivery")["lines"][0]["shipping_method"] == "post"
    till.setting("App:Checkout:AllowChangingShippingMethod", True)
    assert till.no("set_type", number, type="delivery") == {"missing_input"}
    shown = till.do("set_type", number, type="delivery", shipping_method="bike")
    assert shown["lines"][0]["shipping_method"] == "bike"


@pytest.mark.parametrize(
    ("on", "paid", "sold_from"), [(False, False, "A"), (True, False, "B"), (True, True, "A")]
)
def test_5_an_unpaid_reservation_is_sold_where_it_is_fetched(
    on: bool, paid: bool, sold_from: str, till: Till
) -> None:
    till.setting("RequiredData:RequireOrderTransferForNonPaidPickup", on)
    number = till.basket(("P", 2), customer="C1")
    till.do("set_type", number, type="reserve")
    till.do("place", number)
    if paid:
        till.do("pay", number, amount="5.00")
    shown = till.do("set_pickup", number, pickup="B")
    assert (shown["originating"], shown["pickup"], shown["sold_from"]) == ("A", "B", sold_from)


@pytest.mark.parametrize(("on", "sold_from"), [(False, "A"), (True, "B")])
def test_5_where_it_is_sold_is_looked_at_when_it_is_placed(on: bool, sold_from: str, till: Till) -> None:
    till.setting("RequiredData:RequireOrderTransferForNonPaidPickup", on)
    number = till.basket(("P", 2), customer="C1", pickup="B")
    till.do("set_type", number, type="reserve")
    assert till.do("place", number)["sold_from"] == sold_from
    assert till.do("pay", number, amount="5.00")["sold_from"] == sold_from


@pytest.mark.parametrize(
    ("strategy", "when_paid", "when_handed_over"), [(True, [0, 2], [1, 2]), (False, [0, 0], [1, 2])]
)
def test_6_the_invoice_moment_of_order_lines_can_move(
    strategy: bool, when_paid: list[int], when_handed_over: list[int], till: Till
) -> None:
    till.setting("Orders:AllowMixed", True)
    till.setting("Orders:OrderInvoiceStrategy", strategy)
    till.stock(1)
    number = till.basket(("P", 1), ("P", 2), customer="C1")
    assert till.types(number) == ["carry_out", "order"]
    till.do("place", number)
    half = till.do("pay", number, amount="15.00")
    assert [line["invoiced"] for line in half["lines"]] == [0, 0]
    paid = till.do("pay", number, amount="15.00")
    assert [line["invoiced"] for line in paid["lines"]] == when_paid
    till.do("receive", number)
    shown = till.do("ship", number)
    assert [line["invoiced"] for line in shown["lines"]] == when_handed_over


def test_7_statuses_follow_from_what_is_paid_and_handed_over(till: Till) -> None:
    till.stock(5)
    number = till.basket(("P", 2))
    assert till.show(number)["status"] == "basket"
    assert till.do("place", number)["status"] == "open"
    half = till.do("pay", number, amount="10.00")
    assert (half["status"], half["marks"], half["to_pay"]) == ("open", ["part_paid"], "10.00")
    assert till.no("pay", number, amount="10.01") == {"over_payment"}
    assert till.do("pay", number, amount="10.00")["status"] == "paid"
    assert till.do("ship", number)["status"] == "completed"
    other = till.basket(("P", 1))
    till.do("place", other)
    assert till.do("ship", other)["status"] == "shipped"
    assert till.do("pay", other, amount="10.00")["statuses"] == ["completed", "shipped", "paid"]


def test_8_sale_and_return_in_one_order_come_to_one_amount(till: Till) -> None:
    till.stock(9)
    number = till.basket(("P", 8), ("P", -5))
    assert till.no("place", number) == {"mixed_not_allowed"}
    till.setting("Orders:AllowMixed", True)
    assert till.do("place", number)["to_pay"] == "30.00"
    assert till.do("pay", number, amount="30.00")["to_pay"] == "0.00"
    other = till.basket(("P", 5), ("P", -8))
    assert till.types(other) == ["carry_out", "carry_out"]
    assert till.do("place", other)["to_pay"] == "-30.00"
    assert till.no("pay", other, amount="-30.01") == {"over_refund"}
    assert till.do("pay", other, amount="-30.00")["to_pay"] == "0.00"


def test_9_the_whole_basket_becomes_a_delivery_and_what_is_shipped_stays(till: Till) -> None:
    till.setting("Orders:AllowMixed", True)
    till.stock(5)
    number = till.basket(("P", 1), ("P", 2), customer="C1")
    assert [line["type"] for line in till.do("set_type", number, type="delivery")["lines"]] == [
        "delivery"
    ] * 2
    till.do("set_type", number, type="carry_out")
    till.do("place", number)
    till.do("ship", number, lines={"1": 1})
    answer = till.run("do", record=number, action="set_type", inputs={"type": "delivery"})
    assert till.types(number) == ["carry_out", "delivery"]
    warnings: Any = answer["warnings"]
    stays = {"record": f"{number}/1", "code": "type_stays"}
    assert [{key: each[key] for key in stays} for each in warnings if each["code"] == "type_stays"] == [stays]
    assert till.no("set_type", f"{number}/1", type="delivery") == {"type_stays"}
    assert till.on_shelf("W") == 98


def test_what_a_supplier_or_a_store_is_sent_has_to_be_there_or_a_warning_stays(till: Till) -> None:
    till.stock(3)
    till.run("put", kind="stock", fields={"ou": "A", "product": "P", "quantity": 1, "label": "damaged"})
    lines = [{"product": "P", "quantity": 2, "unit_price": "1.00"} for _ in range(3)]
    lines[2] |= {"quantity": 1, "label": "damaged"}
    number = str(till.run("new", kind="basket", fields={"ou": "A"}, lines=lines)["record"])
    till.do("set_purpose", number, purpose="return_to_supplier", supplier="ACME", reason="broken")
    told = [(each["code"], each["message"]) for each in till.show(number)["warnings"]]
    assert told == [("not_in_stock", f"Shop A has 1 to sell of P; line {number}/2 sends 2.")]
    # It is no reason to refuse: the goods may be found.
    till.do("place", number)
    assert till.warned(number) == {"not_in_stock"}
    till.stock(4)
    assert not till.warned(number)
    other = till.basket(("Q", 2))
    till.do("set_purpose", other, purpose="interstore", target="B", shipping_method="van")
    [warning] = till.show(other)["warnings"]
    assert warning["message"] == f"Shop A has none to sell of Q; line {other}/1 sends 2."


def test_nobody_is_asked_where_goods_are_fetched_that_no_customer_gets(till: Till) -> None:
    number = till.basket(("P", 2))
    assert "set_pickup" in till.run("show", record=number)["open_actions"]
    for purpose, needs in (
        ("interstore", {"target": "B", "shipping_method": "van"}),
        ("return_to_supplier", {"supplier": "ACME", "reason": "broken"}),
    ):
        till.do("set_purpose", number, purpose=purpose, **needs)
        shown = till.run("show", record=number)
        assert "set_pickup" not in shown["open_actions"]
        [why] = [each["reasons"] for each in shown["barred_actions"] if each["action"] == "set_pickup"]
        assert [each["message"] for each in why] == [f"{number} is no sale: no customer fetches it."]
        assert till.no("set_pickup", number, pickup="B") == {"no_pickup"}
    till.do("set_purpose", number, purpose="sale")
    assert till.do("set_pickup", number, pickup="B")["pickup"] == "B"


def test_10_a_purpose_has_what_it_needs(till: Till) -> None:
    till.stock(5)
    number = till.basket(("P", 1))
    back = {"purpose": "return_to_supplier"}
    assert till.no("set_purpose", number, **back, reason="broken") == {"missing_input"}
    assert till.no("set_purpose", number, **back, supplier="ACME") == {"missing_input"}
    assert till.no("set_purpose", number, **back) == {"missing_input"}
    assert "no_shop" in till.no(
        "set_purpose", number, purpose="interstore", target="W", shipping_method="van"
    )
    bare = till.basket(("P", 1), ou="B")
    assert "no_interbranch" in till.no("set_purpose", bare, purpose="interstore", target="A")
    till.do("set_purpose", number, purpose="interstore", target="B", shipping_method="van")
    till.do("place", number)
    till.do("ship", number)
    assert till.do("receive", number)["status"] == "completed"
    assert (till.on_shelf("A"), till.on_shelf("B")) == (4, 1)
    returned = till.basket(("P", 2))
    till.do("set_purpose", returned, **back, supplier="ACME", reason="broken")
    till.do("place", returned)
    assert till.do("ship", returned)["status"] == "completed"
    assert till.on_shelf("A") == 2


def test_11_a_web_shop_carries_nothing_out(till: Till) -> None:
    till.stock(5, "X")
    number = till.basket(("P", 1), ou="X", customer="C1")
    assert till.types(number) == ["delivery"]
    assert till.no("set_type", number, type="carry_out") == {"web_shop"}
    carried = till.run("new", kind="basket", fields={"ou": "X", "customer": "C1"}, lines=[
        {"product": "P", "unit_price": "10.00", "type": "carry_out"}
    ])["record"]  # fmt: skip
    assert till.no("place", str(carried)) == {"web_shop"}


def test_12_a_custom_status_is_unique_and_leaves_the_four_alone(till: Till) -> None:
    status = {"name": "Urgent", "color": "red", "backend_id": "u1"}
    till.run("put", kind="custom_status", fields=status)
    for taken in (status, {"name": "Other", "backend_id": "u1"}, {"name": "Urgent"}):
        answer = till.operations.run({"op": "put", "kind": "custom_status", "fields": taken})
        assert answer["error"] == "refused"
    number = till.basket(("P", 1), customer="C1")
    before = till.do("place", number)["statuses"]
    labelled = till.do("set_custom_status", number, status="Urgent")
    assert (labelled["statuses"], labelled["custom_status"]) == (before, "Urgent")
