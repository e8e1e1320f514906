"""What was done to an order is taken back: fields and lines, goods, and all that was made of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.books import wrong_books
from models.desk.desk import Desk
from models.errors import Refused
from tests.models.conftest import Clock
from tests.models.desk.at_till import Till
from tests.models.desk.undo.content import changed, content
from tests.models.desk.watched_till import template
from tests.tui.shop import placed_order

Do = Callable[[Till, str], object]


@pytest.fixture
def till(tmp_path: Path, clock: Clock) -> Iterator[Till]:
    """The watched till, with its stock, under a clock that stands still."""
    path = shutil.copy(template(), tmp_path / "undone.db")
    made = Till.at(Desk.open(f"sqlite:///{path}", agent="ann", clock=clock))
    yield made
    made.desk.close()


def mixed(till: Till) -> str:
    """A basket with a line of each type; what there is no more of is ordered by itself."""
    number = till.basket(("P", 2), ("P", 3), ("Q", 2), ("P", 4), customer="C1")
    for position, kind in enumerate(("delivery", "reserve"), 2):
        till.do("set_type", f"{number}/{position}", type=kind)
    return number


def placed(till: Till) -> str:
    number = mixed(till)
    till.do("place", number)
    return number


def sold(till: Till) -> str:
    number = till.basket(("P", 2))
    till.do("place", number)
    till.do("ship", number)
    till.do("pay", number, amount="20.00")
    return number


def owed(till: Till) -> str:
    """An order of which money has to go back."""
    number = till.basket(("P", 2))
    till.do("place", number)
    till.do("pay", number, amount="20.00")
    till.do("cancel", number, reason="changed")
    return number


def oversold(till: Till) -> str:
    """An order of more than lies in stock, all of it carried out."""
    number = till.basket(("P", 9))
    till.do("set_type", number, type="carry_out")
    till.do("place", number)
    return number


def asked_to_count(till: Till) -> str:
    number = oversold(till)
    till.do("ship", number)
    return number


def back(till: Till, number: str) -> str:
    """The basket with what comes back of an order, placed."""
    basket = returned(till, number)
    till.do("place", basket)
    return basket


def returned(till: Till, number: str) -> str:
    """The basket with what comes back of an order."""
    answer = till.run("do", record=number, action="return", inputs={"lines": {f"{number}/1": 1}})
    return str(next(each["record"] for each in answer["changes"] if each["field"] == "state"))


def act(action: str, on: str = "{}", **inputs: object) -> Do:
    return lambda till, number: till.run("do", record=on.format(number), action=action, inputs=inputs)


LINE: dict[str, object] = {"product": "P", "quantity": 1, "unit_price": "1.00"}
DEEDS: dict[str, tuple[Callable[[Till], str], Do]] = {
    "place": (mixed, act("place")),
    "pay": (placed, act("pay", amount="30.00", method="cash", tendered="50.00")),
    "refund": (owed, act("pay", amount="-20.00")),
    "ship": (placed, act("ship")),
    "ship what is not there": (oversold, act("ship")),
    "receive": (placed, act("receive")),
    "cancel": (placed, act("cancel", reason="changed")),
    "cancel a basket": (mixed, act("cancel", reason="changed")),
    "cancel some": (placed, act("cancel", "{}/2", reason="changed", quantity=1)),
    "split": (placed, act("split", "{}/4", quantity=1)),
    "set_type": (placed, act("set_type", "{}/2", type="reserve")),
    "set_pickup": (placed, act("set_pickup", pickup="B")),
    "suspend": (mixed, act("suspend", description="comes back")),
    "resume": (lambda till: till.do("suspend", mixed(till))["number"], act("resume")),
    "lock": (placed, act("lock")),
    "unlock": (lambda till: till.do("lock", placed(till))["number"], act("unlock")),
    "set_custom_status": (placed, act("set_custom_status", status="Urgent")),
    "set_custom_status again": (
        lambda till: till.do("set_custom_status", placed(till), status="Urgent")["number"],
        act("set_custom_status", status="Urgent"),
    ),
    "set_purpose": (
        lambda till: till.basket(("P", 1)),
        act("set_purpose", purpose="return_to_supplier", supplier="ACME", reason="broken"),
    ),
    "return": (sold, lambda till, number: act("return", lines={f"{number}/1": 1})(till, number)),
    "bring back": (lambda till: back(till, sold(till)), act("ship")),
    "add": (mixed, lambda till, number: till.run("add", record=number, fields=LINE)),
    "set": (mixed, lambda till, number: till.run("set", record=number, fields={"address": "Street 9"})),
    "set a line": (mixed, lambda till, number: till.run("set", record=f"{number}/1", fields={"quantity": 5})),
    "delete": (mixed, lambda till, number: till.run("delete", record=f"{number}/2")),
    "new": (mixed, lambda till, _: till.basket(("P", 1), ("Q", 2), customer="C1")),
    "note": (placed, lambda till, number: till.run("note", record=number, text="Called")),
    "count": (asked_to_count, lambda till, _: act("count", "RCT0001001", counted=3)(till, "")),
}  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS)
def test_it_leaves_nothing_but_its_history(till: Till, clock: Clock, deed: str) -> None:
    begin, do = DEEDS[deed]
    number = begin(till)
    before = content(till.desk)
    do(till, number)
    assert changed(till.desk, before)
    clock.now += 9_999
    till.run("undo")
    assert not changed(till.desk, before)
    assert not list(wrong_books(till.desk.session.database))


GONE: dict[str, tuple[dict[str, object], str]] = {
    "pay": ({"amount": "10.00"}, "The money of SO0001001 went out at"),
    "ship": ({}, "The goods of SO0001001 have been gone since"),
}


@pytest.mark.parametrize("action", GONE)
def test_what_has_gone_out_is_not_undone(till: Till, clock: Clock, action: str) -> None:
    number, (inputs, said) = placed(till), GONE[action]
    till.run("do", record=number, action=action, inputs=inputs)
    [waits] = till.desk.outbox()
    assert (waits.record, waits.due_at, waits.gone) == (number, clock.now + 10_000, False)
    clock.now += 10_000
    assert till.desk.outbox()[0].gone
    with pytest.raises(Refused, match=f"{said} 09:00:10, so this can't be undone"):
        till.desk.undo()
    assert till.desk.outbox() == (waits._replace(gone=True),)


def test_what_was_undone_never_goes_out(till: Till, clock: Clock) -> None:
    number = placed(till)
    till.do("pay", number, amount="10.00")
    till.desk.undo()
    assert till.desk.outbox() == ()
    assert till.show(number)["paid"] == "0.00"


def test_what_reaches_the_world_is_a_column_of_the_rule(till: Till, clock: Clock) -> None:
    rules = till.desk.export_rules("order").replace('code = "place"', 'code = "place"\noutside = "goods"')
    till.desk.load_rules(rules)
    number = placed(till)
    assert [(each.record, each.outside) for each in till.desk.outbox()] == [(number, "goods")]
    clock.now += 10_000
    with pytest.raises(Refused, match="have been gone since"):
        till.desk.undo()


def test_what_was_done_before_there_was_an_outbox_has_gone_out(till: Till) -> None:
    number = placed(till)
    till.do("pay", number, amount="10.00")
    till.desk.session.database.run("DELETE FROM outbox")
    with pytest.raises(Refused, match="went out"):
        till.desk.undo()


def test_goods_that_others_have_sold_meanwhile_can_not_be_taken_back(till: Till) -> None:
    number = till.basket(("P", 2), customer="C1")
    till.do("set_type", number, type="delivery")
    till.do("place", number)
    till.do("cancel", number, reason="changed")
    till.stock(1, "W")
    with pytest.raises(Refused, match=r"W has 1 of P \(sellable\) left, and this needs 2"):
        till.desk.undo(till.desk.journal(number)[0].id)


def test_what_others_brought_back_stays_brought_back(till: Till, clock: Clock) -> None:
    number = sold(till)
    shipped = till.desk.journal(number)[1].id
    bob = till.desk.as_agent("bob")
    bob.do("return", number, {"lines": {f"{number}/1": 2}})
    with pytest.raises(Refused, match="has moved on since: bob did"):
        till.desk.undo()
    with pytest.raises(Refused, match="has moved on since: bob did"):
        till.desk.undo(shipped)


def test_what_comes_back_in_another_basket_stays_shipped(till: Till) -> None:
    number = till.basket(("P", 2))
    till.do("place", number)
    till.do("ship", number)
    line = {"product": "P", "quantity": -1, "unit_price": "10.00", "returns": f"{number}/1"}
    before = content(till.desk)
    till.desk.as_agent("bob").till.new_basket({"ou": "A"}, [line])
    with pytest.raises(Refused, match="SO0001002 has moved on since: bob did New"):
        till.desk.undo()
    till.desk.as_agent("bob").undo()
    assert not changed(till.desk, before)
    till.run("undo")
    assert till.show(number)["status"] == "open"


def test_a_basket_that_goods_came_back_in_is_worked_on(till: Till) -> None:
    born = returned(till, sold(till))
    till.desk.as_agent("bob").add_line(born, LINE)
    with pytest.raises(Refused, match=f"{born}/2 has moved on since: bob|{born} has moved on since: bob"):
        till.desk.undo()


def test_a_shelf_that_two_orders_moved_at_once_is_moved_back_once(till: Till) -> None:
    orders = [mixed(till) for _ in range(2)]
    before = content(till.desk)
    with till.desk.together():
        for number in orders:
            till.do("place", number)
    till.desk.undo()
    assert not changed(till.desk, before)
    assert not list(wrong_books(till.desk.session.database))


def test_what_followed_from_a_line_is_taken_back_before_the_line(tmp_path: Path) -> None:
    desk = placed_order(tmp_path)
    new_case = {"short_description": "Lamps", "order": "SO0001001"}
    case = desk.new_case(new_case, [{"about": "SO0001001/1", "requested_quantity": 1}]).record
    desk.do("submit", case)
    desk.do("assign_to_me", case)
    before = content(desk)
    accepted = desk.do("accept", "ORDCSL0001001")
    between = content(desk)
    [proposal] = desk.till.proposals(accepted)
    desk.till.follow(proposal)
    assert desk.undo().record == "SO0001001"
    assert not changed(desk, between)
    assert desk.undo().record == "ORDCSL0001001"
    assert not changed(desk, before)
