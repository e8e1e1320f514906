"""The real till lines of an online retailer: 450 invoices, to the penny."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from models import Desk
from tests.models.imports.conftest import everything
from tests.models.imports.orders.conftest import Take
from tests.models.imports.test_servicenow_export import FOLDER

TILL = FOLDER / "online_retail.csv"
Line = dict[str, str]
pytestmark = pytest.mark.skipif(
    not TILL.exists(),
    reason=f"the real till lines are not there: {TILL} (CASEDESK_DATA names another folder)",
)


@pytest.fixture(scope="module")
def whole() -> bytes:
    return TILL.read_bytes()


def rows(content: bytes) -> list[Line]:
    """The file in plain Python, which knows nothing of casedesk."""
    return list(csv.DictReader(io.StringIO(content.decode(), newline=None)))


def invoices(content: bytes) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for row in rows(content):
        found[row["InvoiceNo"]].append(row)
    return found


def amount(line: Line) -> Decimal:
    return int(line["Quantity"]) * Decimal(line["UnitPrice"])


def minor(lines: list[Line]) -> int:
    total = sum(map(amount, lines), Decimal(0)) * 100
    assert total == int(total)
    return int(total)


def tied_in_plain_python(content: bytes) -> int:
    """How many return lines find an earlier sale to the customer with as many pieces of the product left."""
    sales: dict[tuple[str, str], list[tuple[datetime, Decimal, list[int]]]] = defaultdict(list)
    tied = 0
    for number, lines in invoices(content).items():
        at = datetime.strptime(lines[0]["InvoiceDate"], "%m/%d/%y %H:%M").replace(tzinfo=UTC)
        for line in lines:
            key, pieces = (line["CustomerID"], line["StockCode"]), int(line["Quantity"])
            price = Decimal(line["UnitPrice"])
            if pieces > 0 and not number.startswith("C"):
                sales[key].append((at, price, [pieces]))
            elif number.startswith("C") and key[0]:
                fitting = [each for each in sales[key] if each[0] <= at and each[2][0] >= -pieces]
                if fitting:
                    max(fitting, key=lambda each: (each[1] == price, each[0]))[2][0] += pieces
                    tied += 1
    return tied


def test_every_invoice_is_an_order_that_is_placed_paid_and_shipped(
    desk: Desk, take_orders: Take, whole: bytes
) -> None:
    report = take_orders(whole)
    assert (report.rows, report.rejected, report.exit_code) == (8164, (), 0)
    assert (report.orders_new, report.sales, report.returns) == (450, 382, 38 + 30)
    database = desk.session.database
    facts = "state, status, is_paid, is_shipped, is_open, is_due, is_ready, waits, to_pay_minor"
    assert database.all(f"SELECT {facts}, COUNT(*) FROM orders GROUP BY {facts}") == [
        ("completed", "completed", 1, 1, 0, 0, 0, 0, 0, 450)
    ]
    wanted = {number: (minor(lines), len(lines)) for number, lines in invoices(whole).items()}
    held = database.all(
        "SELECT source_number, total_minor, paid_minor, last_line, "
        "(SELECT COUNT(*) FROM order_lines WHERE order_id = orders.id) FROM orders"
    )
    assert {number: (total, lines) for number, total, _, lines, _ in held} == wanted
    assert all(paid == total and last == lines for _, total, paid, last, lines in held)


def test_file_and_desk_agree_to_the_penny_and_the_import_says_so(
    desk: Desk, take_orders: Take, whole: bytes
) -> None:
    report = take_orders(whole)
    wanted = minor(rows(whole))
    assert wanted == 16132222
    [total] = report.totals
    assert total == ("GBP", "161322.22", "161322.22")
    assert "File total 161,322.22 GBP, desk total the same." in report.sentence()
    database = desk.session.database
    for summed in (
        "SELECT SUM(total_minor) FROM orders",
        "SELECT SUM(quantity * unit_price_minor) FROM order_lines",
        "SELECT SUM(amount_minor) FROM payment",
        "SELECT SUM(amount_minor) FROM invoice",
    ):
        assert database.one(summed) == (wanted,), summed


def test_returns_are_tied_where_an_earlier_sale_fits_and_loose_with_a_warning_where_not(
    desk: Desk, take_orders: Take, whole: bytes
) -> None:
    report = take_orders(whole)
    tied = tied_in_plain_python(whole)
    negative = [row for row in rows(whole) if int(row["Quantity"]) < 0]
    assert 0 < tied == report.lines_tied
    assert report.lines_loose == len(negative) - tied
    database = desk.session.database
    assert database.one("SELECT COUNT(*) FROM order_lines WHERE quantity < 0 AND returns <> ''") == (tied,)
    originals = database.all(
        "SELECT back.quantity, sale.returned, sale.product_id = back.product_id, "
        "bought.customer_id = brought.customer_id, bought.placed_at <= brought.placed_at "
        "FROM order_lines back JOIN orders brought ON brought.id = back.order_id "
        "JOIN order_lines sale ON back.returns = printf('SO%07d/%d', sale.order_id, sale.position) "
        "JOIN orders bought ON bought.id = sale.order_id"
    )
    assert len(originals) == tied
    assert all(-back <= returned and same for back, returned, *same in originals)  # type: ignore[operator]  # numbers, all of them
    assert database.one("SELECT SUM(returned) FROM order_lines") == (
        -sum(int(str(back)) for back, *_ in originals),
    )
    loose = [remark for remark in report.warnings if "loose return" in remark.reason]
    assert len(loose) == report.lines_loose


def test_the_thirty_stock_corrections_are_loose_returns_with_a_warning_each(
    desk: Desk, take_orders: Take, whole: bytes
) -> None:
    report = take_orders(whole)
    corrections = {
        row["InvoiceNo"]
        for row in rows(whole)
        if int(row["Quantity"]) < 0 and not row["InvoiceNo"].startswith("C")
    }
    assert len(corrections) == 30
    warned = [remark for remark in report.warnings if "doesn't begin with C" in remark.reason]
    assert len(warned) == 30
    assert all(any(number in remark.reason for number in corrections) for remark in warned)
    held = desk.session.database.all(
        "SELECT source_number, l.quantity < 0, l.unit_price_minor, l.returns, customer_id, status "
        "FROM orders JOIN order_lines l ON l.order_id = orders.id "
        "WHERE l.quantity < 0 AND source_number NOT LIKE 'C%'"
    )
    assert sorted(held) == sorted((number, 1, 0, "", None, "completed") for number in corrections)


def test_what_is_no_product_is_kept_as_such_and_quoted_commas_are_one_text(
    desk: Desk, take_orders: Take, whole: bytes
) -> None:
    take_orders(whole)
    charges = {"POST", "DOT", "C2", "M", "D", "BANK CHARGES"}
    wanted = Counter(row["StockCode"] for row in rows(whole) if row["StockCode"] in charges)
    database = desk.session.database
    held = database.all("SELECT product_id, COUNT(*) FROM order_lines WHERE is_product = 0 GROUP BY 1")
    assert {str(code): count for code, count in held} == wanted
    assert {code for (code,) in database.all("SELECT id FROM product WHERE is_product = 0")} == charges
    commas = [row["Description"].strip() for row in rows(whole) if "," in row["Description"]]
    assert commas
    held = database.all("SELECT description FROM order_lines WHERE description LIKE '%,%'")
    assert Counter(commas) == Counter(text for (text,) in held)


def test_no_stock_is_touched_and_all_that_was_missing_is_taken_up(
    desk: Desk, take_orders: Take, whole: bytes
) -> None:
    report = take_orders(whole)
    database = desk.session.database
    for table in ("stock", "shipment", "nasc", "recount"):
        assert database.one(f"SELECT COUNT(*) FROM {table}") == (0,)
    customers = {row["CustomerID"] for row in rows(whole)} - {""}
    products = {row["StockCode"] for row in rows(whole)}
    assert (report.customers_new, report.products_new, report.units_new) == (len(customers), len(products), 1)
    nobody = sum(not lines[0]["CustomerID"] for lines in invoices(whole).values())
    assert report.without_customer == nobody == 67
    assert database.one("SELECT COUNT(*) FROM journal WHERE imported = 1 AND action = 'import'") == (450,)


def test_a_dry_run_says_the_same_and_writes_nothing_and_a_second_import_changes_nothing(
    desk: Desk, take_orders: Take, whole: bytes
) -> None:
    empty = everything(desk)
    dry = take_orders(whole, dry_run=True)
    assert everything(desk) == empty
    report = take_orders(whole)
    assert (dry.totals, dry.warnings, dry.rejected) == (report.totals, report.warnings, report.rejected)
    assert dry.sentence().replace("would be ", "") == report.sentence()
    before = everything(desk)
    again = take_orders(whole)
    assert (again.orders_new, again.orders_unchanged, again.lines_new) == (0, 450, 0)
    assert again.totals == report.totals
    assert everything(desk) == before


def test_one_invoice_with_two_times_keeps_the_first(desk: Desk, take_orders: Take, whole: bytes) -> None:
    report = take_orders(whole)
    [odd] = [remark for remark in report.warnings if "536591" in remark.reason]
    assert "InvoiceDate of order 536591 is 2010-12-01T16:58:00Z here and 2010-12-01T16:57:00Z" in odd.reason
    assert "the first one holds" in odd.reason
