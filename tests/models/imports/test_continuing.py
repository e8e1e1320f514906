"""Imported again, imported further, and imported over what agents did here."""

from __future__ import annotations

import pytest

from models import Desk
from models.desk import history
from tests.models.imports.conftest import NOW, Import, everything
from tests.models.imports.exports import export, update

HISTORY = [
    update(0, "29-02-2016 01:23"),
    update(1, "01-03-2016 10:00", "Active", assigned_to="R1"),
    update(2, "01-03-2016 11:00", "Resolved", assigned_to="R1"),
    update(3, "05-03-2016 12:00", "Closed", assigned_to="R1"),
]


def test_the_same_file_twice_changes_nothing_at_all(desk: Desk, take: Import) -> None:
    first = take(export([*HISTORY, update(3, "05-03-2016 12:00", "Closed", assigned_to="R2")]))
    before = everything(desk)
    again = take(export([*HISTORY, update(3, "05-03-2016 12:00", "Closed", assigned_to="R2")]))
    assert everything(desk) == before
    assert (first.cases_new, first.updates_new, first.repeated) == (1, 4, 1)
    assert (again.cases_new, again.cases_changed, again.cases_unchanged) == (0, 0, 1)
    assert (again.updates_new, again.updates_known, again.repeated) == (0, 4, 1)


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_longer_file_continues_where_a_shorter_one_ended(desk: Desk, take: Import, cut: int) -> None:
    take(export(HISTORY[:cut]))
    report = take(export(HISTORY))
    assert (report.cases_new, report.cases_changed, report.updates_new, report.updates_known) == (
        0,
        1,
        4 - cut,
        cut,
    )
    case = desk.case("1001")
    assert (case.state, case.resolution_code, case.resolved_by) == ("closed", "code 5", "Resolver 9")
    assert len(desk.journal("1001")) == 4
    assert case.version == 2


def test_a_shorter_file_after_a_longer_one_changes_nothing(desk: Desk, take: Import) -> None:
    take(export(HISTORY))
    before = everything(desk)
    take(export(HISTORY[:2]))
    assert everything(desk) == before


def test_a_file_with_the_newer_updates_alone_continues_the_history(desk: Desk, take: Import) -> None:
    take(export(HISTORY[:2]))
    take(export(HISTORY[2:]))
    assert desk.case("1001").state == "closed"
    assert [entry.irregular for entry in desk.journal("1001")] == [False] * 4


def test_an_update_whose_number_was_taken_wins_when_it_comes_in_a_later_file(
    desk: Desk, take: Import
) -> None:
    odd = update(3, "29-02-2016 00:10", "Active", assigned_to="R0")
    take(export([odd, *HISTORY[:3]]))
    assert desk.case("1001").assigned_to == "R0"
    take(export([odd, *HISTORY]))
    assert (desk.case("1001").state, desk.case("1001").assigned_to) == ("closed", "R1")
    before = everything(desk)
    take(export([odd, *HISTORY[:3]]))
    take(export([odd, *HISTORY]))
    assert everything(desk) == before


def test_a_later_export_with_other_final_times_on_old_rows_brings_only_its_new_updates(
    desk: Desk, take: Import
) -> None:
    take(export([{**row, "resolved_at": "?", "closed_at": "?", "closed_code": "?"} for row in HISTORY[:2]]))
    report = take(export(HISTORY))
    assert (report.updates_new, report.updates_known) == (2, 2)


def test_a_dry_run_writes_nothing_and_reports_the_same(desk: Desk, take: Import) -> None:
    take(export(HISTORY[:2]))
    before = everything(desk)
    content = export([*HISTORY, update(0, "?", number="INC2"), update(0, "29-02-2016 01:23", number="INC3")])
    dry = take(content, dry_run=True)
    assert everything(desk) == before
    wet = take(content)
    assert dry.as_record() | {"dry_run": False} == wet.as_record()
    assert "would be" in dry.sentence()
    assert dry.exit_code == wet.exit_code == 7


def test_what_agents_did_here_stays_unless_the_source_contradicts_it(desk: Desk, take: Import) -> None:
    take(export([update(0, "29-02-2016 01:23")]))
    desk.do("assign_to_me", "1001")
    desk.set_fields("1001", {"priority": 1, "short_description": "Mine"})
    report = take(
        export([update(0, "29-02-2016 01:23"), update(1, "01-03-2016 10:00", assignment_group="Group 2")])
    )
    case = desk.case("1001")
    assert (case.state, case.assigned_to, case.priority, case.short_description) == (
        "work_in_progress",
        "ann",
        1,
        "Mine",
    )
    assert case.assignment_group == "Group 2"
    assert not report.warnings
    report = take(export([update(2, "02-03-2016 10:00", "Awaiting Vendor", assignment_group="Group 2")]))
    assert desk.case("1001").state == "awaiting_info"
    assert [remark.reason for remark in report.warnings] == [
        "ORDCS0001001 (INC1): state was work_in_progress here; the source makes it awaiting_info."
    ]


def test_a_case_that_moves_on_at_its_source_keeps_its_lines_and_says_so(desk: Desk, take: Import) -> None:
    take(export(HISTORY[:2]))
    desk.add_line("1001", {"about": "SO1/1"})
    report = take(export(HISTORY))
    assert desk.case("1001").state == "closed"
    assert [line.state for line in desk.case("1001").lines] == ["draft"]
    assert "while a line is open; its lines stay" in report.warnings[0].reason


def test_a_batch_that_fails_leaves_no_half_case(
    desk: Desk, take: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, written = history.write_history, []

    def failing(*args: object) -> int:
        written.append(args)
        if len(written) == 3:
            raise RuntimeError("the power went")
        return real(*args)  # type: ignore[arg-type]  # handed on as it came

    before = everything(desk)
    monkeypatch.setattr("models.imports.store.write_history", failing)
    with pytest.raises(RuntimeError):
        take(export(HISTORY))
    assert everything(desk) == before
    monkeypatch.undo()
    assert take(export(HISTORY)).updates_new == 4


PLAIN = b"number,short_description,state,priority,group,assigned_to,account,channel,opened_at\n"


def test_a_plain_table_of_cases_is_imported_and_a_changed_row_is_the_next_update(
    desk: Desk, take: Import
) -> None:
    first = PLAIN + b"A1,Two short,New,2,Desk,,Acme,Email,2016-02-29\nA2,Late,,,,,,,\n"
    report = take(first, "cases")
    assert (report.cases_new, report.warnings, report.rejected) == (2, (), ())
    case = desk.case("1001")
    assert (case.state, case.priority, case.assignment_group, case.account, case.channel) == (
        "new", 2, "Desk", "Acme", "email",
    )  # fmt: skip
    assert case.opened_at == 1456704000000
    assert (desk.case("1002").state, desk.case("1002").priority, desk.case("1002").opened_at) == (
        "new",
        4,
        NOW,
    )
    before = everything(desk)
    assert take(first, "cases").cases_unchanged == 2
    assert everything(desk) == before
    second = first.replace(b"New,2", b"Work in Progress,high")
    assert take(second, "cases").cases_changed == 1
    assert desk.case("1001").state == "work_in_progress"
    assert take(first, "cases").cases_changed == 1
    assert [entry.irregular for entry in desk.journal("1001")] == [True, False, False]


def test_a_plain_table_as_json_gives_the_same_cases(desk: Desk, take: Import) -> None:
    content = b'[{"source_number": 7, "short_description": "Two short", "priority": 1, "state": null}]'
    assert take(content, "cases").cases_new == 1
    assert (desk.case("1001").priority, desk.case("1001").source_number) == (1, "7")


def test_numbers_of_two_sources_do_not_meet(desk: Desk, take: Import) -> None:
    content = b"number,source,short_description\nA1,north,x\nA1,south,y\nA1,,z\n"
    assert take(content, "cases").cases_new == 3
    assert {desk.case(str(number)).source for number in (1001, 1002, 1003)} == {"north", "south", "csv"}
