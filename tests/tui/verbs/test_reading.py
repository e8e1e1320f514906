from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from models import shipped_rules
from tests.tui.command_line import casedesk

pytestmark = pytest.mark.usefixtures("url")


def new_case(text: str, *words: str) -> None:
    assert casedesk("new", "case", "--set", f"short_description={text}", *words).code == 0


def numbers(*words: str) -> list[str]:
    rows = casedesk("list", "cases", *words, "--format", "json").json()
    assert isinstance(rows, list)
    return [row["number"][-2:] for row in rows]


def test_an_empty_desk_lists_nothing_and_says_so_beside_the_table() -> None:
    said = casedesk("list", "cases")
    assert (said.code, said.out, said.err) == (0, "", "No cases match.\n")
    assert casedesk("list", "cases", "--format", "json").out == "[]\n"


def test_a_list_is_filtered_sorted_and_cut() -> None:
    new_case("broken lamp", "--set", "priority=1")
    new_case("broken chair", "--set", "account=Acme Hotels")
    new_case("late", "--set", "priority=2")
    assert numbers() == ["03", "02", "01"]
    assert numbers("--sort", "number") == ["01", "02", "03"]
    assert numbers("--sort", "priority") == ["01", "03", "02"]
    assert numbers("--sort=-priority") == ["02", "03", "01"]
    assert numbers("--where", "broken") == ["02", "01"]
    assert numbers("--where", "broken priority:1") == ["01"]
    assert numbers("--where", 'account:"acme hotels"') == ["02"]
    assert numbers("--where", "state:closed") == []
    assert numbers("--limit", "2") == ["03", "02"]
    assert (
        casedesk("list", "cases", "--limit", "2").err
        == "There are more than 2 cases; --limit N shows more of them.\n"
    )
    assert casedesk("list", "cases", "--limit", "3").err == ""


def test_a_view_is_a_filter_by_name() -> None:
    new_case("mine")
    new_case("other")
    casedesk("do", "submit", "1001")
    casedesk("do", "assign_to_me", "1001")
    assert numbers("--view", "my") == ["01"]
    assert numbers("--view", "unassigned") == ["02"]
    assert casedesk("list", "cases", "--view", "none").code == 1


def test_a_table_of_cases_shows_progress_and_times_to_the_minute() -> None:
    new_case("one", "--line", "about=SO1/1", "--line", "about=SO1/2")
    casedesk("do", "cancel", "ORDCSL0001001")
    header, row = casedesk("list", "cases").out.splitlines()
    assert header.split() == [
        "number",
        "state",
        "priority",
        "short",
        "description",
        "account",
        "assigned",
        "to",
        "lines",
        "opened",
        "at",
    ]
    assert " 1/2 " in row
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\dZ$", row)


def test_a_line_and_a_case_each_show_their_own_label_of_a_state(tmp_path: Path) -> None:
    case_rules, line_rules = shipped_rules().split('code = "line"')
    file = tmp_path / "rules.toml"
    file.write_text(
        case_rules + 'code = "line"' + line_rules.replace('label = "Draft"', 'label = "Sketch"', 1),
        encoding="utf-8",
    )
    assert casedesk("rules", "load", str(file)).code == 0
    said = casedesk("new", "case", "--set", "short_description=x", "--line", "about=SO1/1").out
    assert "ORDCS0001001  state: – → ○ Draft" in said
    assert "ORDCSL0001001  state: – → ○ Sketch" in said
    assert "○ Sketch" in casedesk("list", "lines").out
    assert "○ Draft" in casedesk("list", "cases").out


def test_tables_show_labels_and_json_and_csv_keep_codes() -> None:
    new_case("one")
    casedesk("do", "submit", "1001")
    casedesk("do", "assign_to_me", "1001")
    assert "► Work in Progress" in casedesk("list", "cases").out
    rows = list(csv.DictReader(io.StringIO(casedesk("list", "cases", "--format", "csv").out)))
    assert rows[0]["state"] == "work_in_progress"


@pytest.mark.parametrize("kind", ["cases", "lines", "statuses", "agents", "views", "settings"])
def test_json_of_every_list_is_one_array_of_objects(kind: str) -> None:
    new_case("one", "--line", "about=SO1/1")
    rows = casedesk("list", kind, "--format", "json").json()
    assert isinstance(rows, list)
    assert rows
    assert all(isinstance(row, dict) for row in rows)


def test_a_case_is_shown_with_its_lines_actions_reasons_and_journal() -> None:
    new_case("Two short", "--line", "about=SO1/1")
    said = casedesk("show", "1001")
    assert said.code == 0
    for part in (
        "short description  Two short",
        "Lines (1)",
        "ORDCSL0001001  ○ Draft",
        "Open actions",
        "  submit  Submit",
        "Barred actions",
        "Close Case needs Resolved; this case is Draft.",
        "Line ORDCSL0001001 (SO1/1) is still open: Draft.",
        "Journal",
    ):
        assert part in said.out


def test_show_in_json_is_the_answer_of_apply_with_the_journal() -> None:
    new_case("Two short", "--line", "about=SO1/1")
    answer = casedesk("show", "ORDCS0001001", "--format", "json").json()
    assert isinstance(answer, dict)
    assert (answer["ok"], answer["record"]["number"]) == (True, "ORDCS0001001")
    assert answer["open_actions"] == ["submit", "cancel"]
    assert answer["journal"][0]["action"] == "new"
    assert answer["journal"][0]["at"].endswith("Z")


def test_show_in_csv_is_one_row_of_the_records_own_fields() -> None:
    new_case("Two short", "--line", "about=SO1/1")
    (row,) = csv.DictReader(io.StringIO(casedesk("show", "1001", "--format", "csv").out))
    assert (row["number"], row["state"]) == ("ORDCS0001001", "draft")
    assert "lines" not in row


@pytest.mark.parametrize("number", ["9999", "ORDCSL0009999", "nonsense"])
def test_a_record_that_is_not_there_exits_with_one(number: str) -> None:
    said = casedesk("show", number)
    assert (said.code, said.out) == (1, "")
    assert len(said.err.splitlines()) == 1
    assert json.loads(casedesk("show", number, "--format", "json").err)["error"] == "unknown"


def test_the_journal_tells_of_one_record_or_of_the_desk() -> None:
    new_case("one")
    new_case("two")
    casedesk("do", "submit", "1001")
    entries = casedesk("journal", "--format", "json").json()
    assert isinstance(entries, list)
    assert [(entry["id"], entry["action"], entry["record"]) for entry in entries] == [
        (3, "submit", "ORDCS0001001"),
        (2, "new", "ORDCS0001002"),
        (1, "new", "ORDCS0001001"),
    ]
    assert entries[0]["changes"][0]["because"] == "submit"
    table = casedesk("journal", "1001").out
    assert "○ Draft  ● New" in table
    assert "ORDCS0001002" not in table
    assert casedesk("journal", "9999").code == 1


def test_an_export_in_csv_is_safe_to_open_and_holds_every_case() -> None:
    new_case('=HYPERLINK("http://x")')
    new_case("plain, with comma")
    rows = list(csv.DictReader(io.StringIO(casedesk("export", "cases").out)))
    assert [row["short_description"] for row in rows] == ['\'=HYPERLINK("http://x")', "plain, with comma"]
    assert [row["priority"] for row in rows] == ["4", "4"]


def test_an_export_in_json_is_one_case_a_line_with_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.verbs.exporting.PAGE", 2)
    for place in range(5):
        new_case(f"case {place}", "--line", f"about=SO{place}/1")
    cases = [json.loads(line) for line in casedesk("export", "cases", "--format", "json").out.splitlines()]
    assert [case["short_description"] for case in cases] == [f"case {place}" for place in range(5)]
    assert cases[4]["lines"][0]["about"] == "SO4/1"
    some = casedesk("export", "cases", "--format", "json", "--where", "number:1003").out.splitlines()
    assert len(some) == 1


def test_an_export_is_no_table() -> None:
    assert casedesk("export", "cases", "--format", "table").code == 2
