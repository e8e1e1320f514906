"""What comes back: tied to what was sold where customer, product and quantity find it, loose where not."""

from __future__ import annotations

import io

import pytest

from models import Desk, import_orders
from models.imports import batches
from tests.models.imports.conftest import everything
from tests.models.imports.exports import sold, till
from tests.models.imports.orders.conftest import Take, lines_of, order_of


def ties(desk: Desk, number: str) -> list[object]:
    return [line["returns"] for line in lines_of(order_of(desk, number))]


def test_a_return_counts_on_the_line_that_was_sold(desk: Desk, take_orders: Take) -> None:
    report = take_orders(till(sold("7", "A", 6), sold("7", "B", 2), sold("C8", "B", -1)))
    assert (report.lines_tied, report.lines_loose, report.warnings) == (1, 0, ())
    sale, back = order_of(desk, "7"), order_of(desk, "C8")
    assert [line["returned"] for line in lines_of(sale)] == [0, 1]
    assert ties(desk, "C8") == [f"{sale['number']}/2"]
    assert (back["status"], back["total"], back["paid"], back["type"]) == (
        "completed", "-2.55", "-2.55", "carry_out",
    )  # fmt: skip
    assert (sale["version"], sale["status"]) == (2, "completed")
    told = desk.journal(str(back["number"]))[0]
    assert (f"{sale['number']}/2", "returned", "0", "1") in [
        (change.record, change.field, change.before, change.after) for change in told.changes
    ]


@pytest.mark.parametrize(
    "row",
    [
        sold("C8", "A", -7),
        sold("C8", "B", -1),
        sold("C8", "A", -1, CustomerID="2"),
        sold("C8", "A", -1, CustomerID=""),
        sold("C8", "A", -1, InvoiceDate="11/30/10 8:26"),
    ],
    ids=["too many", "another product", "another customer", "nobody", "before it was sold"],
)
def test_what_finds_no_sale_is_loose_with_a_warning_and_a_note(
    desk: Desk, take_orders: Take, row: dict[str, str]
) -> None:
    report = take_orders(till(sold("7", "A", 6), row))
    assert (report.lines_tied, report.lines_loose, report.exit_code) == (0, 1, 0)
    [warning] = report.warnings
    assert (warning.line, "kept as a loose return" in warning.reason) == (3, True)
    back = order_of(desk, "C8")
    assert ties(desk, "C8") == [None]
    [note] = desk.activity(str(back["number"]), kind="notes")
    assert (note.kind, note.text) == (
        "work_note",
        f"Loose return: nothing was found that {back['number']}/1 could bring back.",
    )


def test_pieces_come_back_once(desk: Desk, take_orders: Take) -> None:
    report = take_orders(
        till(sold("7", "A", 6), sold("C8", "A", -4), sold("C9", "A", -3), sold("C10", "A", -2))
    )
    assert (report.lines_tied, report.lines_loose) == (2, 1)
    assert [bool(ties(desk, number)[0]) for number in ("C8", "C9", "C10")] == [True, False, True]
    [line] = lines_of(order_of(desk, "7"))
    assert (line["returned"], line["version"]) == (6, 3)


def test_of_several_sales_that_at_the_same_price_is_meant_and_else_the_youngest(
    desk: Desk, take_orders: Take
) -> None:
    take_orders(
        till(
            sold("5", "A", 6, "2.00"),
            sold("6", "A", 6, "3.00", InvoiceDate="12/2/10 8:00"),
            sold("7", "A", 6, "4.00", InvoiceDate="12/3/10 8:00"),
            sold("C8", "A", -1, "3.00", InvoiceDate="12/4/10 8:00"),
            sold("C9", "A", -1, "9.00", InvoiceDate="12/4/10 8:00"),
        )
    )
    assert ties(desk, "C8") == [f"{order_of(desk, '6')['number']}/1"]
    assert ties(desk, "C9") == [f"{order_of(desk, '7')['number']}/1"]


def test_a_return_in_a_later_file_finds_what_an_earlier_file_sold(desk: Desk, take_orders: Take) -> None:
    take_orders(till(sold("7", "A", 6)))
    content = till(sold("C8", "A", -5), sold("C9", "A", -5))
    dry = take_orders(content, dry_run=True)
    report = take_orders(content)
    assert (report.lines_tied, report.lines_loose) == (dry.lines_tied, dry.lines_loose) == (1, 1)
    assert report.warnings == dry.warnings
    assert lines_of(order_of(desk, "7"))[0]["returned"] == 5


def test_rows_in_any_order_are_taken_by_their_time(desk: Desk, take_orders: Take) -> None:
    back = sold("C8", "A", -1, InvoiceDate="12/2/10 8:00")
    assert take_orders(till(back, sold("7", "A", 6))).lines_tied == 1
    assert ties(desk, "C8") == [f"{order_of(desk, '7')['number']}/1"]


def test_a_negative_quantity_under_a_number_of_a_sale_is_never_looked_for(
    desk: Desk, take_orders: Take
) -> None:
    report = take_orders(till(sold("7", "A", 6), sold("8", "A", -1, "0")))
    [warning] = report.warnings
    assert warning.reason == (
        "Order 8: the quantity is negative, but the number doesn't begin with C; kept as a loose return."
    )
    assert ties(desk, "8") == [None]
    assert lines_of(order_of(desk, "7"))[0]["returned"] == 0


def test_an_order_of_both_is_kept_and_said_to_be_none_that_the_rules_allow(
    desk: Desk, take_orders: Take
) -> None:
    report = take_orders(till(sold("7", "A", 2), sold("C8", "A", -1), sold("C8", "B", 3)))
    [warning] = report.warnings
    assert warning.reason == "Order C8 is a return, but this line sells; kept as a sale."
    mixed = order_of(desk, "C8")
    assert (mixed["status"], mixed["type"], mixed["total"]) == ("completed", "mixed", "5.10")
    assert desk.journal(str(mixed["number"]))[0].irregular
    assert not desk.journal(str(order_of(desk, "7")["number"]))[0].irregular


def test_what_an_agent_brings_back_later_is_no_longer_found(desk: Desk, take_orders: Take) -> None:
    take_orders(till(sold("7", "A", 6)))
    number = str(order_of(desk, "7")["number"])
    desk.do("return", number, {"lines": {f"{number}/1": 5}})
    assert take_orders(till(sold("C8", "A", -2))).lines_loose == 1
    before = everything(desk)
    take_orders(till(sold("7", "A", 6), sold("C8", "A", -2)))
    assert everything(desk) == before


def test_what_was_sold_later_is_no_original_in_a_later_file_either(desk: Desk, take_orders: Take) -> None:
    take_orders(till(sold("7", "A", 6)))
    assert take_orders(till(sold("C8", "A", -1, InvoiceDate="11/30/10 8:26"))).lines_loose == 1


def test_what_a_colleague_takes_back_between_two_batches_counts(
    desk: Desk, take_orders: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_orders(till(sold("7", "A", 6)))
    number = str(order_of(desk, "7")["number"])
    monkeypatch.setattr(batches, "BATCH", 1)

    def colleague(done: int, total: int) -> None:
        if (done, total) == (1, 2):
            desk.as_agent("bob").do("return", number, {"lines": {f"{number}/1": 4}})

    content = io.BytesIO(till(sold("C8", "A", -1), sold("C9", "A", -2)))
    report = import_orders(desk, content, "online-retail", progress=colleague)
    assert (report.lines_tied, report.lines_loose) == (1, 1)
    assert lines_of(order_of(desk, "7"))[0]["returned"] == 5
