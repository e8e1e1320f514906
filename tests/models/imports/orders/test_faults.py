"""What can't be kept of an order: each row with file, line and reason and what its order lacks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import BadFile, Desk, Refused, import_orders
from models.desk import history
from models.imports.orders import store, told
from tests.models.imports.conftest import everything
from tests.models.imports.exports import TILL, export, sold, till
from tests.models.imports.orders.conftest import Take, lines_of, order_of


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"Quantity": "1.5"}, "Quantity is '1.5', which is no whole number of pieces."),
        ({"Quantity": "six"}, "Quantity is 'six', which is no whole number of pieces."),
        ({"Quantity": "²"}, "Quantity is '²', which is no whole number of pieces."),
        ({"Quantity": ""}, "Quantity is empty, which is no whole number of pieces."),
        ({"Quantity": "0"}, "Quantity is '0', but a line has at least one piece."),
        ({"Quantity": "9" * 40}, "which is no whole number of pieces."),
        ({"UnitPrice": ""}, "UnitPrice or Price is empty, which is no price like 12.50."),
        ({"UnitPrice": "2,55"}, "UnitPrice or Price is '2,55', which is no price like 12.50."),
        ({"UnitPrice": "NaN"}, "UnitPrice or Price is 'NaN', which is no price like 12.50."),
        ({"UnitPrice": "1e5"}, "UnitPrice or Price is '1e5', which is no price like 12.50."),
        (
            {"UnitPrice": "999999999999", "Quantity": "9999999999"},
            "The row comes to more than the desk counts.",
        ),
        ({"InvoiceDate": "31/12/10 8:26"}, "InvoiceDate is '31/12/10 8:26', which is no time"),
        ({"StockCode": ""}, "The row has no StockCode."),
        ({"StockCode": "P" * 201}, "StockCode has more than 200 characters."),
        ({"CustomerID": "C" * 201}, "CustomerID or Customer ID has more than 200 characters."),
    ],
)
def test_one_bad_row_costs_that_row_only_and_the_report_names_the_order(
    desk: Desk, take_orders: Take, cells: dict[str, str], said: str
) -> None:
    report = take_orders(till(sold("7", "A", 1), {**sold("7", "B", 2), **cells}, sold("8", "A", 3)))
    [remark] = report.rejected
    assert remark.line == 3
    assert said in remark.reason
    assert remark.reason.endswith("Order 7 comes in without it.")
    assert (report.rows, report.orders_new, report.lines_new, report.exit_code) == (3, 2, 2, 7)
    assert [line["product"] for line in lines_of(order_of(desk, "7"))] == ["A"]


def test_an_order_of_which_no_row_can_be_kept_does_not_come_in(desk: Desk, take_orders: Take) -> None:
    report = take_orders(till(sold("7", "A", 0), sold("8", "A", 1)))
    assert report.rejected[0].reason.endswith("Order 7 does not come in.")
    assert report.orders_new == 1


def test_a_row_without_a_number_is_told_without_an_order(take_orders: Take) -> None:
    report = take_orders(till(sold("", "A", 1)))
    assert [remark.reason for remark in report.rejected] == ["The row has no InvoiceNo or Invoice."]
    assert "Nothing to add up." in report.sentence()


def test_damaged_lines_cost_themselves(desk: Desk, take_orders: Take) -> None:
    content = till(*(sold("7", code, 1) for code in "ABCDE")).split(b"\n")
    content[2] = content[2][:20]
    content[3] = content[3].replace(b"THING", b"TH\xe9NG")
    content[4] = content[4].replace(b"THING", b"TH\0NG")
    report = take_orders(b"\n".join(content))
    assert [remark.line for remark in report.rejected] == [3, 4, 5]
    assert [line["product"] for line in lines_of(order_of(desk, "7"))] == ["A", "E"]


def test_a_mended_file_brings_in_what_was_rejected_and_changes_nothing_else(
    desk: Desk, take_orders: Take
) -> None:
    rows = [sold("7", "A", 2, "1.00"), sold("7", "B", 1, "3.00"), sold("8", "A", 1)]
    take_orders(till(rows[0], {**rows[1], "Quantity": "x"}, rows[2]))
    other = order_of(desk, "8")
    report = take_orders(till(*rows))
    assert (report.orders_new, report.orders_continued, report.orders_unchanged) == (0, 1, 1)
    assert (report.lines_new, report.rejected) == (1, ())
    whole = order_of(desk, "7")
    assert [line["product"] for line in lines_of(whole)] == ["A", "B"]
    assert (whole["status"], whole["total"], whole["paid"], whole["to_pay"]) == (
        "completed", "5.00", "5.00", "0.00",
    )  # fmt: skip
    assert [line["invoiced"] for line in lines_of(whole)] == [2, 1]
    assert order_of(desk, "8") == other
    assert len(desk.journal(str(whole["number"]))) == 2
    before = everything(desk)
    assert take_orders(till(*rows)).orders_unchanged == 2
    assert everything(desk) == before


def test_an_order_that_says_something_else_by_now_is_left_alone_with_a_warning(
    desk: Desk, take_orders: Take
) -> None:
    take_orders(till(sold("7", "A", 2), sold("8", "A", 2)))
    before = everything(desk)
    report = take_orders(till(sold("7", "A", 3), sold("8", "A", 2, CustomerID="2")))
    assert [remark.line for remark in report.warnings] == [2, 3]
    assert all("it is left as it is" in remark.reason for remark in report.warnings)
    assert report.totals[0].sentence() == "file total 12.75 GBP, desk total 10.20 GBP"
    assert everything(desk) == before


def test_a_locked_order_takes_no_further_lines(desk: Desk, take_orders: Take) -> None:
    content = b"number,state,placed_at,product,quantity,unit_price\n1,placed,2026-03-01,A,1,2.00\n"
    take_orders(content, "orders")
    desk.do("lock", str(order_of(desk, "1")["number"]))
    before = everything(desk)
    [warning] = take_orders(content + b"1,placed,2026-03-01,B,1,2.00\n", "orders").warnings
    assert "it is locked, cancelled or not placed" in warning.reason
    assert everything(desk) == before


def test_a_row_in_another_currency_and_one_too_many_are_left_out(
    desk: Desk, take_orders: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(told, "MAX_LINES", 2)
    rows = [
        f"1,{code},1,2.00,{money}" for code, money in (("A", "EUR"), ("B", "GBP"), ("C", "EUR"), ("D", "EUR"))
    ]
    report = take_orders("\n".join(["number,product,quantity,unit_price,currency", *rows]).encode(), "orders")
    assert [(remark.line, remark.reason) for remark in report.rejected] == [
        (3, "The row is in GBP, the order in EUR. Order 1 comes in without it."),
        (5, "An order holds at most 2 lines. Order 1 comes in without it."),
    ]
    assert [line["product"] for line in lines_of(order_of(desk, "1"))] == ["A", "C"]


@pytest.mark.parametrize(
    "column", ["InvoiceNo", "StockCode", "Quantity", "UnitPrice", "InvoiceDate", "Country"]
)
def test_a_missing_column_is_one_clear_error(desk: Desk, take_orders: Take, column: str) -> None:
    before = everything(desk)
    with pytest.raises(BadFile, match=rf"input lacks the column {column}.*online-retail.*--map"):
        take_orders(export([sold("7", "A", 1)], [name for name in TILL if name != column]))
    assert everything(desk) == before


def test_a_map_of_cases_reads_no_orders(take_orders: Take) -> None:
    with pytest.raises(BadFile, match="The map cases reads cases, not orders"):
        take_orders(till(sold("7", "A", 1)), "cases")


def test_a_viewer_imports_nothing(desk: Desk) -> None:
    desk.put("agent", {"name": "vic", "role": "viewer"})
    desk.put("agent", {"name": "boss", "role": "admin"})
    with pytest.raises(Refused, match="needs the role agent; vic is viewer"):
        import_orders(desk.as_agent("vic"), Path("anything.csv"))


def test_a_failure_in_the_middle_leaves_whole_batches_and_no_half_order(
    desk: Desk, take_orders: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = till(*(sold(str(number), code, 1) for number in range(120) for code in "AB"))
    written = history.write_history
    count = iter(range(1000))

    def failing(*words: object, **named: object) -> int:
        if next(count) == 70:
            raise RuntimeError("the machine stops")
        return written(*words, **named)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(store, "write_history", failing)
    with pytest.raises(RuntimeError, match="the machine stops"):
        take_orders(content)
    database = desk.session.database
    assert database.one("SELECT COUNT(*), MIN(last_line), MAX(last_line) FROM orders") == (50, 2, 2)
    assert database.one("SELECT COUNT(*) FROM order_lines") == (100,)
    monkeypatch.undo()
    assert take_orders(content).orders_new == 70
