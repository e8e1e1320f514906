"""What is odd about orders and kept: headings that disagree, prices, line ends, formats."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import BadFile, Desk
from models.imports.orders.pricing import priced
from tests.models.imports.conftest import everything
from tests.models.imports.exports import TILL, sold, till
from tests.models.imports.orders.conftest import Take, lines_of, order_of


def test_lines_that_end_in_cr_alone_and_commas_in_quoted_text_are_read(desk: Desk, take_orders: Take) -> None:
    rows = [sold("7", "A", 1, Description="CAKESTAND, 3 TIER"), sold("7", "B", 2), sold("8", "A", 1)]
    content = till(*rows, end="\r")
    assert b"\n" not in content
    report = take_orders(content)
    assert (report.rows, report.orders_new, report.rejected) == (3, 2, ())
    assert lines_of(order_of(desk, "7"))[0]["description"] == "CAKESTAND, 3 TIER"


def test_of_two_customers_in_one_invoice_the_first_holds_and_a_gap_is_filled(
    desk: Desk, take_orders: Take
) -> None:
    rows = [sold("7", "A", 1, CustomerID=""), sold("7", "B", 1), sold("7", "C", 1, CustomerID="2")]
    report = take_orders(till(*rows))
    [warning] = report.warnings
    assert (warning.line, warning.reason) == (
        4,
        "CustomerID or Customer ID of order 7 is '2' here and '17850' in line 3; the first one holds.",
    )
    assert order_of(desk, "7")["customer"] == "17850"
    assert len(lines_of(order_of(desk, "7"))) == 3


def test_the_same_line_twice_is_two_lines_and_stays_two(desk: Desk, take_orders: Take) -> None:
    content = till(sold("7", "A", 1), sold("7", "A", 1))
    take_orders(content)
    assert len(lines_of(order_of(desk, "7"))) == 2
    assert take_orders(content).orders_unchanged == 1


def test_a_product_is_called_what_most_rows_call_it_and_a_line_without_a_name_is_called_so_too(
    desk: Desk, take_orders: Take
) -> None:
    rows = [sold("7", "A", 1, Description=text) for text in ("amazon", "LAMP", "LAMP", "?", "")]
    take_orders(till(*rows, sold("7", "B", 1, Description="")))
    names = [line["description"] for line in lines_of(order_of(desk, "7"))]
    assert names == ["amazon", "LAMP", "LAMP", "LAMP", "LAMP", "B"]
    assert desk.session.database.all("SELECT id, name FROM product ORDER BY id") == [
        ("A", "LAMP"),
        ("B", "B"),
    ]


def test_charges_are_kept_as_no_goods_whatever_their_letters(desk: Desk, take_orders: Take) -> None:
    take_orders(till(sold("7", "POST", 1), sold("7", "m", 1), sold("C8", "D", -1), sold("7", "PAD", 1)))
    database = desk.session.database
    assert database.all("SELECT product_id, is_product FROM order_lines ORDER BY 1") == [
        ("D", 0), ("PAD", 1), ("POST", 0), ("m", 0),
    ]  # fmt: skip


def test_nothing_to_pay_makes_no_payment_and_is_completed(desk: Desk, take_orders: Take) -> None:
    take_orders(till(sold("7", "A", 3, "0")))
    assert order_of(desk, "7")["status"] == "completed"
    assert desk.rows("payments") == ()
    assert [(row["quantity"], row["amount"]) for row in desk.rows("invoices")] == [(3, "0.00")]
    assert [line["invoiced"] for line in lines_of(order_of(desk, "7"))] == [3]


@pytest.mark.parametrize(
    ("pieces", "price", "lines", "amount"),
    [
        (8, "0.125", [(4, "0.12"), (4, "0.13")], "1.00"),
        (1000, "0.0015", [(850, "0.00"), (150, "0.01")], "1.50"),
        (3, "1.115", [(1, "1.11"), (2, "1.12")], "3.35"),
        (-8, "0.125", [(-4, "0.12"), (-4, "0.13")], "-1.00"),
        (1, "2.999", [(1, "3.00")], "3.00"),
        (2, "3.10000", [(2, "3.10")], "6.20"),
    ],
)
def test_a_price_with_more_decimals_comes_to_the_same_in_two_lines(
    desk: Desk, take_orders: Take, pieces: int, price: str, lines: list[tuple[int, str]], amount: str
) -> None:
    report = take_orders(till(sold("7" if pieces > 0 else "C7", "A", pieces, price)))
    order = order_of(desk, "7" if pieces > 0 else "C7")
    assert [(line["quantity"], line["unit_price"]) for line in lines_of(order)] == lines
    assert (order["total"], order["status"]) == (amount, "completed")
    exact = pieces * Decimal(price)
    assert report.totals[0].desk == amount
    assert (report.totals[0].file == amount) == (exact == Decimal(amount))
    decimals = [remark for remark in report.warnings if "more decimals than GBP" in remark.reason]
    assert len(decimals) == (price != "3.10000")
    assert all(("rounded" in remark.reason) == (exact != Decimal(amount)) for remark in decimals)


@given(
    pieces=st.integers(1, 10_000),
    price=st.decimals("-1000", "1000", places=4),
)
def test_whatever_the_price_its_lines_differ_from_the_row_by_half_a_penny_at_most(
    pieces: int, price: Decimal
) -> None:
    parts = priced(pieces, price, "EUR").parts
    assert sum(part.pieces for part in parts) == pieces
    assert all(part.pieces > 0 for part in parts)
    amount = sum(part.pieces * part.unit_price_minor for part in parts)
    assert abs(amount - pieces * price * 100) <= Decimal("0.5")


def test_json_and_json_lines_are_read_as_csv_is(desk: Desk, take_orders: Take) -> None:
    row = {"number": 1, "product": "A", "quantity": 2, "unit_price": 2.5, "goods": False, "paid": None}
    take_orders(json.dumps([row]).encode(), "orders")
    take_orders(json.dumps({**row, "number": 2}).encode(), "orders")
    assert [order_of(desk, number)["total"] for number in ("1", "2")] == ["5.00", "5.00"]


def test_a_unit_that_is_there_is_taken_as_it_is_and_a_missing_one_is_made(
    desk: Desk, take_orders: Take
) -> None:
    desk.put("ou", {"id": "S1", "name": "Shop 1", "kinds": ["shop", "pickup"], "currency": "USD"})
    text = (
        "number,product,quantity,unit_price,ou,ou_kind,currency,ou_country\n"
        "1,A,1,2.00,S1,warehouse,GBP,\n2,A,1,2.00,W1,web_shop,GBP,GB\n"
    )
    report = take_orders(f"{text}3,A,1,2.00,W 1,,GBP,\n".encode(), "orders")
    assert [remark.line for remark in report.rejected] == [4]
    assert report.units_new == 1
    units = {unit.id: (unit.name, unit.kinds, unit.currency) for unit in desk.till.units()}
    assert units == {
        "S1": ("Shop 1", ("pickup", "shop"), "USD"),
        "W1": ("W1", ("web_shop",), "GBP"),
    }
    assert order_of(desk, "1")["currency"] == "GBP"


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("ou_country", "United Kingdom", "no code of a country"),
        ("ou_kind", "kiosk", "none of shop, web_shop, pickup, warehouse"),
        ("goods", "maybe", "neither yes nor no"),
        ("requested_date", "soon", "no day"),
    ],
)
def test_what_only_describes_is_left_out_with_a_warning(
    desk: Desk, take_orders: Take, column: str, cell: str, said: str
) -> None:
    text = f"number,placed_at,product,quantity,unit_price,{column}\n1,2026-03-01,A,1,2.00,{cell}\n"
    report = take_orders(text.encode(), "orders")
    [warning] = report.warnings
    assert (said in warning.reason, "it is left out" in warning.reason) == (True, True)
    assert order_of(desk, "1")["status"] == "completed"


def test_an_order_is_found_by_its_number_at_the_source_and_by_where_it_went(
    desk: Desk, take_orders: Take
) -> None:
    take_orders(till(sold("536365", "A", 1), sold("536370", "A", 1, Country="Germany")))
    assert [row["number"] for row in desk.rows("orders", where="536365")] == ["SO0001001"]
    assert [row["number"] for row in desk.rows("orders", where="germany")] == ["SO0001002"]
    desk.do("set_custom_status", "SO0001001", {"status": custom(desk)})
    assert [row["number"] for row in desk.rows("orders", where="536365")] == ["SO0001001"]


def custom(desk: Desk) -> str:
    return desk.put("custom_status", {"name": "Checked"}).record


CELL = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    [
        "7",
        "C7",
        "A",
        "B",
        "-1",
        "2",
        "2.55",
        "0.125",
        "12/1/10 8:26",
        "17850",
        "=1+1",
        '"',
        "\r",
        ",",
        "\0",
        "?",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.fixed_dictionaries(dict.fromkeys(TILL, CELL)), max_size=6) | st.just([]),
    st.binary(max_size=20),
)
def test_no_file_ends_in_a_traceback_or_in_half_an_order(
    desk: Desk, take_orders: Take, rows: list[dict[str, str]], tail: bytes
) -> None:
    content = till(*rows, sold("77", "A", 1)) + tail
    try:
        dry = take_orders(content, dry_run=True)
        report = take_orders(content)
    except BadFile:
        return
    assert (dry.rejected, dry.lines_new, dry.totals) == (report.rejected, report.lines_new, report.totals)
    before = everything(desk)
    assert take_orders(content).orders_new == 0
    assert everything(desk) == before
    assert (
        desk.session.database.all(
            "SELECT id FROM orders "
            "WHERE last_line <> (SELECT COUNT(*) FROM order_lines WHERE order_id = orders.id) "
            "OR (state <> 'completed' AND to_pay_minor = 0 AND is_shipped = 1)"
        )
        == []
    )
