"""Orders are found by what their customer and their products are called now."""

from __future__ import annotations

import pytest

from models.desk.orders import renaming
from models.tables.orders import Order
from tests.models.desk.at_till import Till


def found(till: Till, words: str) -> list[str]:
    """The numbers of the orders that free words find."""
    return [row.number for row in till.desk.page("orders", query=words, sort="number").rows]


def name(till: Till, kind: str, code: str, called: str) -> None:
    till.run("put", kind=kind, fields={"id": code, "name": called})


def text(till: Till, number: str) -> object:
    """What free words look through."""
    select = Order.select(Order.search_text).where(Order.id == int(number[2:])).limit(1)
    row = till.desk.session.database.one(select)
    return row and row[0]


def test_a_product_and_a_customer_are_found_by_their_new_names_and_no_more_by_the_old(till: Till) -> None:
    name(till, "product", "LN", "Lamp Nora")
    name(till, "customer", "C5", "Kim Brandt")
    with_both = till.basket(("LN", 1), ("P", 1), customer="C5")
    with_other = till.basket(("P", 1))
    name(till, "product", "LN", "Leuchte Straße")
    name(till, "customer", "C5", "Ines Okafor")
    assert found(till, "leuchte") == found(till, "STRASSE okafor") == [with_both]
    assert found(till, "nora") == found(till, "brandt") == []
    # By their ids as ever.
    assert found(till, "LN") == found(till, "C5") == [with_both]
    assert found(till, "P") == [with_both, with_other]


def test_the_text_is_the_one_that_a_change_of_the_order_would_write(till: Till) -> None:
    number = till.basket(("P", 1), ("Q", 2), ("P", 3), customer="C1", description="for the hall")
    name(till, "product", "P", "Poster")
    name(till, "product", "Q", "Quilt")
    name(till, "customer", "C1", "Kim Brandt")
    renamed = text(till, number)
    till.run("set", record=number, fields={"description": "for the roof"})
    till.run("set", record=number, fields={"description": "for the hall"})
    assert text(till, number) == renamed


def test_an_order_stays_what_it_was_but_for_what_finds_it(till: Till) -> None:
    number = till.basket(("P", 1), customer="C1")
    before = till.show(number)
    name(till, "product", "P", "Poster")
    assert till.show(number) == before
    till.run("set", record=number, fields={"description": "x"}, version=before["version"])


def test_more_orders_than_are_read_at_once_are_all_found(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renaming, "BATCH", 3)
    orders = [till.basket(("P", 1), ("Q", 1), ("P", 2), customer="C1") for _ in range(8)]
    name(till, "product", "P", "Poster")
    assert found(till, "poster") == orders
    name(till, "customer", "C1", "Kim Brandt")
    assert found(till, "brandt") == orders


def test_a_name_that_stays_costs_no_look_at_orders(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    till.basket(("P", 1), customer="C1")
    name(till, "product", "P", "Poster")
    monkeypatch.delattr(renaming, "_naming")
    till.run("put", kind="product", fields={"id": "P", "name": "Poster", "price": "3.00"})
    assert found(till, "poster")
