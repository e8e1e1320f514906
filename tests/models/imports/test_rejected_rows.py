"""What can't be kept: each row with file, line and reason, the rest is kept and the exit code is 7."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import BadFile, Desk, Refused, import_cases
from tests.models.imports.conftest import Import, everything
from tests.models.imports.exports import COLUMNS, ROW, export, update


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"sys_updated_at": "31-02-2016 10:00"}, "sys_updated_at is '31-02-2016 10:00', which is no time"),
        ({"sys_updated_at": "02/29/2016 10:00"}, "sys_updated_at is '02/29/2016 10:00', which is no time"),
        ({"sys_updated_at": "?"}, "The row has no sys_updated_at."),
        ({"opened_at": "soon"}, "opened_at or sys_created_at is 'soon', which is no time"),
        ({"closed_at": "99-99-9999 99:99"}, "closed_at is '99-99-9999 99:99', which is no time"),
        (
            {"incident_state": "-100"},
            "incident_state is '-100', which is no state. Map it to one of: Draft, New",
        ),
        ({"incident_state": "?"}, "incident_state is empty, which is no state"),
        ({"priority": "9 - Odd"}, "priority is '9 - Odd', which is no priority"),
        ({"number": "?"}, "The row has no number."),
        ({"number": "I" * 201}, "number has more than 200 characters"),
        ({"assigned_to": "A" * 201}, "assigned_to has more than 200 characters"),
        ({"sys_mod_count": "-1"}, "sys_mod_count is '-1', not a whole number from 0"),
        ({"sys_mod_count": "²"}, "sys_mod_count is '²', not a whole number from 0"),
        ({"sys_mod_count": "9" * 40}, "not a whole number from 0"),
    ],
)
def test_a_row_is_rejected_with_its_reason_and_the_others_are_kept(
    desk: Desk, take: Import, cells: dict[str, str], said: str
) -> None:
    report = take(
        export(
            [update(0, "29-02-2016 01:23"), {**ROW, "sys_mod_count": "1", **cells}, {**ROW, "number": "INC2"}]
        )
    )
    [remark] = report.rejected
    assert (remark.file, remark.line) == ("input", 3)
    assert said in remark.reason
    assert remark.sentence().startswith("input:3: ")
    assert report.exit_code == 7
    assert (report.rows, report.cases_new, report.updates_new) == (3, 2, 2)
    assert desk.count().number == 2


def test_damaged_lines_are_reported_and_the_rest_of_a_case_is_kept(desk: Desk, take: Import) -> None:
    content = export(
        update(number, f"0{number + 1}-03-2016 10:00", assigned_to=f"R{number}") for number in range(6)
    ).split(b"\n")
    content[2] = content[2][:40]
    content[3] = content[3].replace(b"Caller", b"Call\xe9r")
    content[4] = content[4].replace(b"Caller", b"Call\0r")
    content[5] = content[5].replace(b"Caller", b'"Caller')
    report = take(b"\n".join(content))
    assert [remark.line for remark in report.rejected] == [3, 4, 5, 6]
    assert report.exit_code == 7
    assert desk.case("1001").assigned_to == "R5"
    assert len(desk.journal("1001")) == 2


def test_a_repaired_file_brings_in_what_was_rejected_and_the_case_stays_where_it_is(
    desk: Desk, take: Import
) -> None:
    rows = [
        update(0, "01-03-2016 10:00"),
        update(1, "01-03-2016 11:00", "Active", assigned_to="R1"),
        update(2, "01-03-2016 12:00", "Awaiting Vendor", assigned_to="R2"),
    ]
    broken = [rows[0], {**rows[1], "priority": "high noon"}, rows[2]]
    assert take(export(broken)).exit_code == 7
    before = desk.case("1001")
    report = take(export(rows))
    assert (report.updates_new, report.updates_known, report.exit_code) == (1, 2, 0)
    assert desk.case("1001") == before
    late = desk.journal("1001")[0]
    assert late.action == "import_late"
    assert late.at == desk.journal("1001")[2].at + 3_600_000
    assert ("state", "new", "work_in_progress") in [(c.field, c.before, c.after) for c in late.changes]


@pytest.mark.parametrize("column", ["number", "incident_state", "sys_mod_count", "priority", "u_symptom"])
def test_a_missing_column_is_one_clear_error(desk: Desk, take: Import, column: str) -> None:
    before = everything(desk)
    with pytest.raises(BadFile, match=rf"input lacks the column {column},.*servicenow-incidents.*--map"):
        take(export([ROW], [name for name in COLUMNS if name != column]))
    assert everything(desk) == before


def test_a_column_that_nothing_reads_is_a_warning(take: Import) -> None:
    report = take(export([{**ROW, "urgency": "1", "asignee": "x"}], [*COLUMNS, "urgency", "asignee"]))
    assert [remark.reason for remark in report.warnings] == [
        "The map servicenow-incidents reads nothing from: asignee."
    ]
    assert report.exit_code == 0


def test_an_unknown_channel_is_left_out_with_one_warning_a_case(desk: Desk, take: Import) -> None:
    rows = [update(number, "01-03-2016 10:00", contact_type="Fax") for number in range(3)]
    report = take(export(rows))
    assert [(r.line, r.reason) for r in report.warnings] == [
        (2, "contact_type is 'Fax', which is no channel; it is left out.")
    ]
    assert report.exit_code == 0
    assert desk.case("1001").channel == ""


def test_a_map_that_leads_to_an_unknown_state_is_an_error(tmp_path: Path, take: Import) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        'format = 1\nkind = "cases"\nsource = "x"\n[columns]\nsource_number = "n"\nshort_description = "d"\n'
        '[values.state]\nOn = "onn"\n'
    )
    with pytest.raises(BadFile, match=r"\[values.state\] 'on': 'onn' is no state; take: draft, new"):
        take(b"n,d\n1,x\n", path)


def test_a_file_that_is_not_there_is_an_error(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="none\\.csv can't be read"):
        import_cases(desk, tmp_path / "none.csv")


def test_a_viewer_imports_nothing(desk: Desk) -> None:
    desk.put("agent", {"name": "vic", "role": "viewer"})
    desk.put("agent", {"name": "boss", "role": "admin"})
    with pytest.raises(Refused, match="needs the role agent; vic is viewer"):
        import_cases(desk.as_agent("vic"), "anything.csv")
