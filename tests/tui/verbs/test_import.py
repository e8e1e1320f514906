from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.rig.terminal import ROOT
from tests.tui.command_line import casedesk, new_desk

pytestmark = pytest.mark.usefixtures("url")
INCIDENTS = ROOT.parent / "shared" / "data" / "servicenow_incidents.csv"
ROWS = "number,short_description,state,priority\nA1,Two short,new,2\nA2,Broken,resolved,1\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    written = tmp_path / "cases.csv"
    written.write_text(ROWS, encoding="utf-8")
    return written


def listed() -> list[dict[str, object]]:
    rows = casedesk("list", "cases", "--sort", "number", "--format", "json").json()
    assert isinstance(rows, list)
    return rows


def test_rows_become_cases_and_the_second_time_nothing_changes(file: Path) -> None:
    said = casedesk("import", "cases", str(file))
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("2 cases made")
    assert [(row["short_description"], row["state"]) for row in listed()] == [
        ("Two short", "new"),
        ("Broken", "resolved"),
    ]
    before = casedesk("export", "cases")
    again = casedesk("import", "cases", str(file))
    assert again.code == 0
    assert again.out.startswith("0 cases made, 0 continued, 2 unchanged")
    assert casedesk("export", "cases") == before


def test_a_dry_run_reports_the_same_and_writes_nothing(file: Path) -> None:
    said = casedesk("import", "cases", str(file), "--dry-run")
    assert said.code == 0
    assert said.out.startswith("2 cases would be made")
    assert listed() == []


def test_a_row_that_can_not_be_kept_is_told_with_file_line_and_reason_and_the_others_are_kept(
    file: Path,
) -> None:
    file.write_text(f"{ROWS}A3,Late,flying,1\nA4,Short\nA5,Good,new,3\n", encoding="utf-8")
    said = casedesk("import", "cases", str(file))
    assert said.code == 7
    assert [line.split(": ")[:2] for line in said.err.splitlines()] == [
        ["rejected", f"{file}:4"],
        ["rejected", f"{file}:5"],
    ]
    assert len(listed()) == 3


def test_the_report_in_json_is_one_object(file: Path) -> None:
    file.write_text(f"{ROWS}A4,Short\n", encoding="utf-8")
    said = casedesk("import", "cases", str(file), "--format", "json")
    assert said.code == 7
    report = json.loads(said.out)
    assert (report["ok"], report["cases_new"], report["rejected"][0]["line"]) == (False, 2, 4)


def test_standard_input_is_a_file_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ROWS.encode())))
    assert casedesk("import", "cases", "-").code == 0
    assert len(listed()) == 2


@pytest.mark.parametrize(
    "words",
    [["/does/not/exist.csv"], ["."], ["{file}", "--map", "no-such-map"], ["{file}", "--map", "{file}"]],
    ids=["missing", "folder", "no-map", "bad-map"],
)
def test_a_file_or_a_map_that_can_not_be_used_exits_with_seven(words: list[str], file: Path) -> None:
    said = casedesk("import", "cases", *(word.format(file=file) for word in words))
    assert (said.code, said.out) == (7, "")
    assert len(said.err.splitlines()) == 1


def test_a_file_without_a_column_that_the_map_requires_is_told_once_and_nothing_else_is(file: Path) -> None:
    file.write_text("short_description\nTwo short\n", encoding="utf-8")
    said = casedesk("import", "cases", str(file))
    assert (said.code, said.out) == (7, "")
    assert "lacks the column source_number" in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_export_can_be_imported_on_another_desk(
    form: str, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    casedesk("import", "cases", str(file))
    casedesk("add", "ORDCS0001001", "--set", "about=SO1/1")
    first = list(csv.DictReader(io.StringIO(casedesk("export", "cases").out)))
    exported = casedesk("export", "cases", "--format", form).out
    (tmp_path / "other").mkdir()
    monkeypatch.setenv("CASEDESK_DB", new_desk(tmp_path / "other"))
    copied = tmp_path / "export"
    copied.write_text(exported, encoding="utf-8")
    assert casedesk("import", "cases", str(copied)).code == 0
    again = list(csv.DictReader(io.StringIO(casedesk("export", "cases").out)))
    kept = ("short_description", "state", "priority", "source_number", "source")
    assert [[row[name] for name in kept] for row in again] == [[row[name] for name in kept] for row in first]


ORDERS = (
    "number,placed_at,customer,product,quantity,unit_price\n"
    "1,2026-03-01,C1,A,2,1.50\n1,2026-03-01,C1,B,x,1.00\n2,2026-03-02,C1,A,-1,1.50\n"
)


def test_orders_come_in_and_each_row_that_does_not_is_told(tmp_path: Path) -> None:
    written = tmp_path / "orders.csv"
    written.write_text(ORDERS, encoding="utf-8")
    dry = casedesk("import", "orders", str(written), "--dry-run")
    assert (dry.code, casedesk("list", "orders", "--format", "json").json()) == (7, [])
    said = casedesk("import", "orders", str(written))
    assert said.code == 7
    assert said.out == (
        "2 orders made (1 sale, 1 return), 0 continued, 0 unchanged; 2 new lines, of returns 1 tied to what "
        "was sold and 0 loose. File total 1.50 EUR, desk total the same. 1 row rejected, 0 warnings.\n"
    )
    assert said.err == (
        f"rejected: {written}:3: quantity is 'x', which is no whole number of pieces. "
        "Order 1 comes in without it.\n"
    )
    assert dry.out.replace("would be ", "") == said.out
    assert dry.err == said.err
    listed_orders = casedesk("list", "orders", "--sort", "number", "--format", "json").json()
    assert isinstance(listed_orders, list)
    assert [(row["status"], row["total"]) for row in listed_orders] == [
        ("completed", "3.00"),
        ("completed", "-1.50"),
    ]


def test_the_report_on_orders_in_json_has_the_figures(tmp_path: Path) -> None:
    written = tmp_path / "orders.csv"
    written.write_text(ORDERS, encoding="utf-8")
    said = casedesk("import", "orders", str(written), "--format", "json")
    assert said.code == 7
    report = json.loads(said.out)
    figures = ("ok", "orders_new", "sales", "returns", "lines_tied", "lines_loose")
    assert [report[name] for name in figures] == [False, 2, 1, 1, 1, 0]
    assert report["totals"] == [{"currency": "EUR", "file": "1.50", "desk": "1.50", "same": True}]
    assert [remark["line"] for remark in report["rejected"]] == [3]


def test_a_map_of_the_other_kind_is_told(file: Path) -> None:
    said = casedesk("import", "orders", str(file), "--map", "servicenow-incidents")
    assert (said.code, "reads cases, not orders" in said.err) == (7, True)


@pytest.mark.skipif(not INCIDENTS.exists(), reason="the real incidents are not beside this checkout")
def test_real_incidents_come_in_by_the_name_of_their_map() -> None:
    said = casedesk("import", "cases", str(INCIDENTS), "--map", "servicenow-incidents")
    assert said.code == 0
    assert said.out.startswith("500 cases made")
    assert "0 rows rejected" in said.out
