"""Goods at the till: moved and never made, brought back once, told in the journal."""

from __future__ import annotations

from models.till.world import MAX_LINES
from tests.models.desk.at_till import Till


def test_stock_is_moved_and_never_made(till: Till) -> None:
    till.stock(4)
    number = till.basket(("P", 6), customer="C1")
    till.do("set_type", number, type="reserve")
    [line] = till.do("place", number)["lines"]
    assert (line["reserved"], line["ordered"]) == (4, 2)
    assert sum(int(str(row["quantity"])) for row in till.desk.rows("stock")) == 104
    till.do("receive", number)
    till.do("cancel", number, reason="too many", line=f"{number}/1", quantity=1)
    assert sum(int(str(row["quantity"])) for row in till.desk.rows("stock")) == 104
    till.do("ship", number)
    assert sum(int(str(row["quantity"])) for row in till.desk.rows("stock")) == 99


def test_a_whole_order_can_be_cancelled_until_it_is_handed_over(till: Till) -> None:
    number = till.basket(("P", 2), customer="C1")
    till.do("place", number)
    assert till.do("cancel", number, reason="changed his mind")["status"] == "cancelled"
    assert sum(int(str(row["quantity"])) for row in till.desk.rows("stock")) == 100


def test_what_was_handed_over_comes_back_in_a_basket_of_its_own(till: Till) -> None:
    till.stock(5)
    number = till.basket(("P", 2))
    for action, inputs in (("place", {}), ("pay", {"amount": "20.00"}), ("ship", {})):
        till.do(action, number, **inputs)
    till.do("return", number, lines={f"{number}/1": 1})
    back = till.show("SO0001002")
    assert (back["total"], back["lines"][0]["returns"]) == ("-10.00", f"{number}/1")
    assert till.no("return", number, lines={f"{number}/1": 2}) == {"not_returnable"}


def test_a_line_keeps_more_pieces_than_are_cancelled(till: Till) -> None:
    number = till.basket(("P", 3), ("P", 1))
    till.do("cancel", number, reason="fewer", line="1", quantity=2)
    for fewer in (1, 2):
        till.refused("set", record=f"{number}/1", fields={"quantity": fewer})
    till.run("set", record=f"{number}/1", fields={"quantity": 4})
    assert till.show(number)["total"] == "30.00"


def test_a_basket_whose_last_living_line_is_taken_out_is_cancelled(till: Till) -> None:
    number = till.basket(("P", 1), ("P", 1))
    till.do("cancel", number, reason="fewer", line="1")
    till.run("delete", record=f"{number}/2")
    assert till.show(number)["status"] == "cancelled"


def test_stock_that_is_put_tells_the_journal_what_it_was(till: Till) -> None:
    till.stock(5)
    done = till.run("put", kind="stock", fields={"ou": "A", "product": "P", "quantity": 3})
    [change] = done["changes"]
    assert change | {"because": ""} == {
        "record": "stock A P", "field": "sellable", "from": 5, "to": 3, "because": "",
    }  # fmt: skip


def test_no_less_is_put_on_a_shelf_than_orders_hold_there(till: Till) -> None:
    till.stock(2)
    fetched = till.basket(("P", 3), customer="C1", pickup="B")
    till.do("set_type", fetched, type="reserve")
    till.do("place", fetched)
    assert till.show(fetched)["lines"][0]["ordered"] == 3
    delivered = till.basket(("P", 2), customer="C1")
    till.do("set_type", delivered, type="delivery")
    till.do("place", delivered)
    moved = {"purpose": "interstore", "target": "B", "shipping_method": "van"}
    sent = till.basket(("P", 2), **moved)
    till.do("place", sent)
    till.do("ship", sent)
    till.do("receive", fetched, lines={"1": 1})
    for ou, label, held in (("B", "transit", 4), ("B", "reserved", 1), ("W", "reserved", 2)):
        shelf: dict[str, object] = {"ou": ou, "product": "P", "label": label}
        assert till.on_shelf(ou, label) == held
        assert f"hold {held}" in till.refused("put", kind="stock", fields=shelf | {"quantity": held - 1})
        till.run("put", kind="stock", fields=shelf | {"quantity": held})


def test_a_return_to_a_supplier_takes_goods_alone(till: Till) -> None:
    till.stock(5)
    till.run("put", kind="product", fields={"id": "POST", "name": "Postage", "is_product": False})
    number = till.basket(("P", 1), ("POST", 1))
    till.do("set_purpose", number, purpose="return_to_supplier", supplier="ACME", reason="broken")
    assert [line["cancelled"] for line in till.show(number)["lines"]] == [0, 1]
    till.refused("add", record=number, fields={"product": "POST", "unit_price": "1.00"})


def test_a_full_order_is_not_split(till: Till) -> None:
    number = till.basket(*[("P", 2)] * MAX_LINES)
    assert till.no("split", f"{number}/1", quantity=1) == {"too_many_lines"}
