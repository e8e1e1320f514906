from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.rig.terminal import ROOT
from tests.tui.command_line import casedesk, new_desk
from tests.tui.verbs.hostile import HOSTILE, forbidden_in
from tui.verbs import workbook

pytestmark = pytest.mark.usefixtures("url")
TILL = Path(os.environ.get("CASEDESK_DATA") or ROOT.parent / "shared" / "data") / "online_retail.csv"
FORMULA = '=HYPERLINK("http://x")'
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def basket(*lines: str, **fields: str) -> str:
    casedesk(
        "put", "ou", "--set", "id=S1", "--set", "name=Shop 1", "--set", "kinds=shop", "--set", "currency=EUR"
    )
    words = [word for name, value in {"ou": "S1", **fields}.items() for word in ("--set", f"{name}={value}")]
    given = [word for line in lines for word in ("--line", line)]
    made = casedesk("new", "basket", *words, *given, "--format", "json")
    assert made.code == 0, made.err
    answer = made.json()
    assert isinstance(answer, dict)
    return str(answer["record"])


def csv_of(*words: str) -> list[dict[str, str]]:
    said = casedesk("export", *words)
    assert said.code == 0, said.err
    return list(csv.DictReader(io.StringIO(said.out)))


def cells(path: Path) -> Iterator[list[tuple[str, str]]]:
    """The rows of a workbook's one sheet, each cell with its type, read without the library that wrote it."""
    with zipfile.ZipFile(path) as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314  # we have just written it
    assert not list(sheet.iter(f"{SHEET}f"))
    assert not list(sheet.iter(f"{SHEET}hyperlink"))
    for row in sheet.iter(f"{SHEET}row"):
        yield [
            (cell.get("t", "n"), "".join(text.text or "" for text in cell.iter() if text.text))
            for cell in row.iter(f"{SHEET}c")
        ]


def test_an_order_is_a_row_for_each_line_and_its_heading_stands_on_every_one() -> None:
    number = basket(
        "product=A,quantity=2,unit_price=1.50", "product=B,quantity=1,unit_price=3.00", customer="C1"
    )
    rows = csv_of("orders")
    assert [(row["number"], row["line"], row["product"], row["quantity"]) for row in rows] == [
        (number, f"{number}/1", "A", "2"),
        (number, f"{number}/2", "B", "1"),
    ]
    assert {(row["customer"], row["total"], row["status"], row["goods"]) for row in rows} == {
        ("C1", "6.00", "basket", "yes")
    }


def test_baskets_alone_are_exported_and_one_without_a_line_is_a_row() -> None:
    placed = basket("product=A,quantity=1,unit_price=1.00,type=carry_out")
    assert casedesk("do", "place", placed).code == 0
    empty = basket()
    assert [(row["number"], row["line"]) for row in csv_of("baskets")] == [(empty, "")]
    assert [row["number"] for row in csv_of("orders")] == [placed, empty]
    assert [row["number"] for row in csv_of("orders", "--where", "status:open")] == [placed]


def test_orders_in_json_are_one_a_line_with_their_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.verbs.exporting.PAGE", 2)
    numbers = [basket(f"product=P{place},quantity=1,unit_price=1.00") for place in range(5)]
    said = casedesk("export", "orders", "--format", "json").out.splitlines()
    orders = [json.loads(line) for line in said]
    assert [(order["number"], order["lines"][0]["product"]) for order in orders] == [
        (number, f"P{place}") for place, number in enumerate(numbers)
    ]


def test_what_a_spreadsheet_would_run_is_defused_in_csv_and_a_text_in_a_workbook(tmp_path: Path) -> None:
    basket("product=A,quantity=-2,unit_price=1.50", address=FORMULA)
    [row] = csv_of("orders")
    assert (row["address"], row["quantity"], row["total"]) == (f"'{FORMULA}", "-2", "-3.00")
    file = tmp_path / "orders.xlsx"
    assert casedesk("export", "orders", "--to", str(file)).out == ""
    header, line = cells(file)
    by_name = {name: cell for (_, name), cell in zip(header, line, strict=True)}
    assert by_name["address"] == ("inlineStr", FORMULA)
    assert (by_name["quantity"], by_name["total"]) == (("n", "-2"), ("n", "-3"))


def test_a_workbook_of_cases_holds_them_all(tmp_path: Path) -> None:
    for place in range(3):
        casedesk("new", "case", "--set", f"short_description=case {place}")
    file = tmp_path / "cases.xlsx"
    assert casedesk("export", "cases", "--to", str(file), "--where", "case").code == 0
    header, *rows = cells(file)
    place = [name for _, name in header].index("short_description")
    assert [row[place] for row in rows] == [("inlineStr", f"case {each}") for each in range(3)]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_no_cell_of_a_workbook_holds_a_character_that_steers(text: str) -> None:
    cell = workbook.cell_of("address", text)
    assert isinstance(cell, str)
    assert not forbidden_in(cell)


def test_a_text_too_long_for_a_cell_is_cut_and_too_many_rows_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell = workbook.cell_of("address", "x" * 40_000)
    assert isinstance(cell, str)
    assert (len(cell), cell[-1]) == (32_767, "…")
    basket(*(f"product=P{place},quantity=1,unit_price=1.00" for place in range(3)))
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    said = casedesk("export", "orders", "--to", str(tmp_path / "orders.xlsx"))
    assert (said.code, "A sheet holds 2 rows" in said.err) == (2, True)
    assert not list(tmp_path.glob("orders*"))


@pytest.mark.parametrize("name", ["orders.csv", "orders.jsonl"])
def test_a_file_holds_what_is_printed_else(tmp_path: Path, name: str) -> None:
    basket("product=A,quantity=1,unit_price=1.00", address="Käthe\n=1")
    form = "json" if name.endswith("jsonl") else "csv"
    printed = casedesk("export", "orders", "--format", form).out
    said = casedesk("export", "orders", "--to", str(tmp_path / name))
    assert (said.code, said.out) == (0, "")
    assert (tmp_path / name).read_bytes().decode() == printed


@pytest.mark.parametrize("name", ["none/orders.csv", "none/orders.xlsx"])
def test_a_file_that_can_not_be_written_is_one_sentence(tmp_path: Path, name: str) -> None:
    basket("product=A,quantity=1,unit_price=1.00")
    said = casedesk("export", "orders", "--to", str(tmp_path / name))
    assert (said.code, said.out, len(said.err.splitlines())) == (2, "", 1)
    assert "can't be written" in said.err


def test_an_export_of_orders_is_no_table() -> None:
    said = casedesk("export", "baskets", "--format", "table")
    assert (said.code, "casedesk list baskets" in said.err) == (2, True)


@pytest.mark.parametrize("form", ["orders.csv", "orders.jsonl"])
def test_orders_go_to_another_desk_and_are_the_same_there(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = basket(
        "product=A,quantity=2,unit_price=1.50,type=carry_out",
        "product=B,quantity=1,unit_price=3.00,type=carry_out",
        customer="C1",
    )
    for words in (("place", done), ("pay", done, "--set", "amount=6.00"), ("ship", done)):
        assert casedesk("do", *words).code == 0
    opened = basket("product=A,quantity=3,unit_price=2.00", customer="C1")
    for words in (("place", opened), ("pay", opened, "--set", "amount=1.00")):
        assert casedesk("do", *words).code == 0
    basket("product=B,quantity=1,unit_price=2.00")
    file = tmp_path / form
    casedesk("export", "orders", "--to", str(file))
    kept = (
        "status", "total", "paid", "to_pay", "customer", "originating", "line_type", "product", "quantity",
        "unit_price", "shipped", "invoiced", "cancelled", "goods",
    )  # fmt: skip
    here = csv_of("orders")
    (tmp_path / "other").mkdir()
    monkeypatch.setenv("CASEDESK_DB", new_desk(tmp_path / "other"))
    taken = casedesk("import", "orders", str(file))
    assert (taken.code, "0 rows rejected" in taken.out) == (0, True), taken.err
    there = csv_of("orders")
    again = casedesk("import", "orders", str(file))
    assert again.out.startswith("0 orders made, 0 continued, 3 unchanged; 0 new lines")
    assert [[row[name] for name in kept] for row in there] == [[row[name] for name in kept] for row in here]
    assert [row["source_number"] for row in there] == [row["number"] for row in here]


@pytest.mark.skipif(not TILL.exists(), reason=f"the real till lines are not there: {TILL}")
def test_real_till_lines_come_in_by_the_name_of_their_map_and_go_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = casedesk("import", "orders", str(TILL), "--map", "online-retail")
    assert said.code == 0
    assert said.out.startswith("450 orders made (382 sales, 68 returns)")
    assert "File total 161,322.22 GBP, desk total the same. 0 rows rejected" in said.out
    file = tmp_path / "orders.csv"
    assert casedesk("export", "orders", "--to", str(file)).code == 0
    assert casedesk("import", "orders", str(file)).out.startswith("0 orders made, 0 continued, 450 unchanged")
    (tmp_path / "other").mkdir()
    monkeypatch.setenv("CASEDESK_DB", new_desk(tmp_path / "other"))
    again = casedesk("import", "orders", str(file))
    whole = said.out.partition(" rows rejected")[0]
    assert again.out.startswith(whole)
