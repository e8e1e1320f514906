"""Baskets, open and cancelled orders: they come in as far as their source says, and are worked on here."""

from __future__ import annotations

import pytest

from models import Desk
from tests.models.imports.orders.conftest import Take, lines_of, order_of

HEADER = "number,state,paid,product,quantity,unit_price,line_type,shipped,cancelled\n"


def test_an_open_order_comes_in_as_far_as_it_was_and_is_worked_on_here(desk: Desk, take_orders: Take) -> None:
    text = f"{HEADER}1,placed,4.00,A,3,2.00,delivery,1,0\n1,placed,4.00,B,2,1.00,carry_out,0,1\n"
    report = take_orders(text.encode(), "orders")
    assert [remark.reason for remark in report.warnings] == [
        "Order 1 has no date; the time of the import stands in.",
        "Order 1: A is still to be delivered; it is on order here.",
    ]
    order = order_of(desk, "1")
    assert (order["status"], order["marks"]) == ("open", ["part_paid", "part_shipped"])
    assert (order["total"], order["paid"], order["to_pay"]) == ("7.00", "4.00", "3.00")
    number = str(order["number"])
    desk.do("receive", number)
    desk.do("ship", number)
    desk.do("pay", number, {"amount": "3.00"})
    done = order_of(desk, "1")
    assert (done["status"], [line["invoiced"] for line in lines_of(done)]) == ("completed", [3, 1])
    assert take_orders(text.encode(), "orders").orders_unchanged == 1


@pytest.mark.parametrize(
    ("row", "status", "to_pay"),
    [
        ("1,basket,,A,2,2.00,carry_out,,", "basket", "4.00"),
        ("1,suspended,,A,2,2.00,carry_out,,", "suspended", "4.00"),
        ("1,placed,,A,2,2.00,carry_out,,", "open", "4.00"),
        ("1,placed,4.00,A,2,2.00,carry_out,,", "paid", "0.00"),
        ("1,placed,,A,2,2.00,delivery,2,", "shipped", "4.00"),
        ("1,completed,,A,2,2.00,delivery,,", "completed", "0.00"),
        ("1,,,A,2,2.00,,,", "completed", "0.00"),
        ("1,Canceled,,A,2,2.00,,,", "cancelled", "0.00"),
        ("1,cancelled,4.00,A,2,2.00,,,", "cancelled", "-4.00"),
        ("1,completed,1.00,A,2,2.00,,,", "shipped", "3.00"),
    ],
)
def test_the_statuses_follow_from_what_the_file_says(
    desk: Desk, take_orders: Take, row: str, status: str, to_pay: str
) -> None:
    report = take_orders(f"{HEADER}{row}\n".encode(), "orders")
    assert report.rejected == ()
    order = order_of(desk, "1")
    assert (order["status"], order["to_pay"]) == (status, to_pay)
    assert [each["status"] for each in desk.rows("orders")] == [status]
    assert bool(report.totals[0].file == report.totals[0].desk)


def test_rows_of_one_order_share_the_state_that_the_first_of_them_says(desk: Desk, take_orders: Take) -> None:
    rows = (
        "1,placed,,A,2,2.00,,,",
        "1,,,B,1,1.00,,,",
        "2,cancelled,,A,2,2.00,,,",
        "2,completed,,B,1,1.00,,,",
    )
    report = take_orders((HEADER + "\n".join(rows)).encode(), "orders")
    assert [remark.line for remark in report.warnings if "the first one holds" in remark.reason] == [5]
    assert [order_of(desk, number)["status"] for number in ("1", "2")] == ["open", "cancelled"]
    assert [line["cancelled"] for line in lines_of(order_of(desk, "2"))] == [2, 1]


def test_an_imported_basket_is_placed_by_the_rules_of_this_desk(desk: Desk, take_orders: Take) -> None:
    take_orders(f"{HEADER}1,basket,,A,2,2.00,carry_out,,\n".encode(), "orders")
    number = str(order_of(desk, "1")["number"])
    desk.do("place", number)
    desk.do("pay", number, {"amount": "4.00"})
    desk.do("ship", number)
    assert order_of(desk, "1")["status"] == "completed"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1,flying,,A,2,2.00,,,", "state is 'flying', in which no order comes in. Map it to one of: Basket"),
        (
            "1,,,A,2,2.00,by bike,,",
            "line_type or type is 'by bike', which is no type of a line.",
        ),
        ("1,,x,A,2,2.00,,,", "paid is 'x', which is no amount with 2 decimals."),
        ("1,,,A,2,2.00,,3,", "shipped is '3', not a number of pieces from 0 to 2."),
        ("1,,,A,2,2.00,,2,1", "shipped is '2', not a number of pieces from 0 to 1."),
        ("1,,,A,2,2.00,,,-1", "cancelled is '-1', not a number of pieces from 0 to 2."),
    ],
)
def test_what_decides_has_to_be_right(take_orders: Take, row: str, said: str) -> None:
    [remark] = take_orders(f"{HEADER}{row}\n".encode(), "orders").rejected
    assert said in remark.reason
