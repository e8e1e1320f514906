"""What an import makes of a case: state, stamps and journal, and what may not leak from the future."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from models import Desk
from tests.models.imports.conftest import NOW, Import
from tests.models.imports.exports import export, update


def ms(text: str) -> int:
    return int(datetime.strptime(text, "%d-%m-%Y %H:%M").replace(tzinfo=UTC).timestamp()) * 1000


def moves(desk: Desk, number: str = "1001") -> list[tuple[str, str, str]]:
    """Every change in the journal, oldest first, of the fields that updates move."""
    shown = ("state", "priority", "assignment_group", "assigned_to", "resolution_code")
    entries = reversed(desk.journal(number))
    return [(c.field, c.before, c.after) for entry in entries for c in entry.changes if c.field in shown]


def test_a_case_stands_where_its_last_update_left_it_with_all_its_fields(desk: Desk, take: Import) -> None:
    take(export([update(0, "29-02-2016 01:23"), update(2, "29-02-2016 08:53", "Active", assigned_to="R1")]))
    case = desk.case("1001")
    assert (case.state, case.priority, case.assignment_group, case.assigned_to) == (
        "work_in_progress", 3, "Group 1", "R1",
    )  # fmt: skip
    assert (case.contact, case.channel, case.account) == ("Caller 1", "phone", "")
    assert case.short_description == "Category 1 / Subcategory 2"
    assert (case.opened_at, case.opened_by) == (ms("29-02-2016 01:16"), "Opener 1")
    assert (case.updated_at, case.updated_by) == (ms("29-02-2016 08:53"), "Updater 1")
    assert (case.source, case.source_number) == ("servicenow", "INC1")


def test_each_update_is_one_imported_journal_entry_at_its_time_by_its_agent(desk: Desk, take: Import) -> None:
    rows = [
        update(0, "29-02-2016 01:23"),
        update(1, "29-02-2016 02:00", sys_updated_by="U2"),
        update(2, "29-02-2016 03:00", "Active", assigned_to="R1", priority="1 - Critical"),
        update(3, "29-02-2016 04:00", "Awaiting Evidence", assigned_to="R1", assignment_group="Group 2"),
    ]
    take(export(rows))
    entries = list(reversed(desk.journal("1001")))
    assert [(entry.at, entry.agent) for entry in entries] == [
        (ms("29-02-2016 01:23"), "Updater 1"),
        (ms("29-02-2016 02:00"), "U2"),
        (ms("29-02-2016 03:00"), "Updater 1"),
        (ms("29-02-2016 04:00"), "Updater 1"),
    ]
    assert all(entry.imported and entry.action == "import" for entry in entries)
    assert [entry.irregular for entry in entries] == [False, False, False, False]
    assert moves(desk) == [
        ("state", "", "new"),
        ("priority", "", "3"),
        ("assignment_group", "", "Group 1"),
        ("state", "new", "work_in_progress"),
        ("priority", "3", "1"),
        ("assigned_to", "", "R1"),
        ("state", "work_in_progress", "awaiting_info"),
        ("priority", "1", "3"),
        ("assignment_group", "Group 1", "Group 2"),
    ]
    assert all(entry.imported for entry in desk.activity("1001"))


@pytest.mark.parametrize(
    ("states", "marks"),
    [
        (["New", "Active", "Awaiting Vendor", "Active", "Resolved", "Closed"], "......"),
        (["Draft", "New"], ".."),
        (["Active"], "!"),
        (["New", "Resolved"], ".!"),
        (["New", "Awaiting User Info"], ".!"),
        (["New", "Active", "New"], "..!"),
        (["New", "Active", "Resolved", "Active"], "...!"),
        (["New", "Active", "Closed"], "..!"),
        (["New", "Active", "Resolved", "Closed", "Closed"], "....."),
        (["New", "Active", "Resolved", "Closed", "Active"], "....!"),
        (["New", "Active", "Work in Progress", "solution proposed", "CLOSED"], "....."),
    ],
)
def test_what_no_rule_allows_is_kept_and_marked_irregular(
    desk: Desk, take: Import, states: list[str], marks: str
) -> None:
    rows = [update(number, f"01-03-2016 1{number}:00", state) for number, state in enumerate(states)]
    take(export(rows))
    entries = reversed(desk.journal("1001"))
    assert "".join("!" if entry.irregular else "." for entry in entries) == marks
    named = desk.rules().machine_by_code["case"].state_named(states[-1].replace("Active", "Work in Progress"))
    assert desk.case("1001").state == (named.code if named else "awaiting_info")


def test_a_change_to_a_closed_case_is_irregular(desk: Desk, take: Import) -> None:
    rows = [update(0, "01-03-2016 10:00"), update(1, "01-03-2016 11:00", "Active")]
    rows += [update(2, "01-03-2016 12:00", "Resolved"), update(3, "05-03-2016 12:00", "Closed")]
    take(export([*rows, update(4, "06-03-2016 12:00", "Closed", assigned_to="R7")]))
    assert desk.journal("1001")[0].irregular


def test_final_times_and_codes_of_an_export_leak_into_no_open_case(desk: Desk, take: Import) -> None:
    take(export([update(0, "29-02-2016 01:23"), update(1, "02-03-2016 08:00", "Active")]))
    case = desk.case("1001")
    assert (case.resolved_at, case.resolved_by, case.closed_at, case.closed_by) == (None, "", None, "")
    assert case.resolution_code == ""
    assert "code 5" not in desk.rules().code_by_name


def test_a_resolved_case_has_no_closing_time_yet(desk: Desk, take: Import) -> None:
    take(export([update(0, "29-02-2016 01:23"), update(1, "01-03-2016 11:00", "Resolved")]))
    case = desk.case("1001")
    assert (case.resolved_at, case.resolved_by) == (ms("01-03-2016 11:00"), "Resolver 9")
    assert (case.closed_at, case.closed_by, case.resolution_code) == (None, "", "code 5")


def test_a_resolution_before_its_final_one_has_the_time_and_agent_of_its_update(
    desk: Desk, take: Import
) -> None:
    rows = [update(0, "29-02-2016 01:23"), update(1, "29-02-2016 09:00", "Resolved", sys_updated_by="U1")]
    rows += [update(2, "29-02-2016 10:00", "Resolved", sys_updated_by="U2")]
    take(export(rows))
    case = desk.case("1001")
    assert (case.resolved_at, case.resolved_by) == (ms("29-02-2016 09:00"), "U1")


def test_a_closed_case_has_all_its_times(desk: Desk, take: Import) -> None:
    rows = [update(0, "29-02-2016 01:23"), update(1, "01-03-2016 11:00", "Resolved")]
    take(export([*rows, update(2, "05-03-2016 12:00", "Closed", sys_updated_by="U3")]))
    case = desk.case("1001")
    assert (case.resolved_at, case.resolved_by) == (ms("01-03-2016 11:00"), "Resolver 9")
    assert (case.closed_at, case.closed_by) == (ms("05-03-2016 12:00"), "U3")
    assert case.resolution_code == "code 5"


def test_where_the_source_gives_no_time_of_resolution_it_is_that_of_the_update(
    desk: Desk, take: Import
) -> None:
    take(export([update(0, "29-02-2016 01:23", "Resolved", resolved_at="?", resolved_by="?")]))
    case = desk.case("1001")
    assert (case.resolved_at, case.resolved_by) == (ms("29-02-2016 01:23"), "Updater 1")


def test_a_reopened_case_loses_its_stamps_and_its_code(desk: Desk, take: Import) -> None:
    take(export([update(0, "01-03-2016 11:00", "Resolved"), update(1, "02-03-2016 11:00", "Active")]))
    case = desk.case("1001")
    assert (case.resolved_at, case.resolved_by, case.resolution_code) == (None, "", "")
    assert moves(desk)[-1] == ("resolution_code", "code 5", "")


def test_a_closing_code_is_kept_as_imported_and_offered_to_nobody(desk: Desk, take: Import) -> None:
    take(export([update(0, "01-03-2016 11:00", "Resolved")]))
    code = desk.rules().code_by_name["code 5"]
    assert (code.imported, code.offered) == (True, False)
    assert "code 5" not in {c.value for ask in desk.asks("close", "1001") for c in ask.choices}


def test_groups_and_assignees_are_taken_up_as_agents(desk: Desk, take: Import) -> None:
    take(export([update(0, "01-03-2016 11:00", "Active", assigned_to="Resolver 9")]))
    assert {"name": "Resolver 9", "role": "agent"}.items() <= desk.rows("agents")[-1].items()


def test_a_row_without_any_words_gets_its_number_as_description(desk: Desk, take: Import) -> None:
    take(export([update(0, "01-03-2016 11:00", category="?", subcategory="?")]))
    assert desk.case("1001").short_description == "Incident INC1"


def test_updates_are_ordered_by_their_number_not_by_their_place_or_time(desk: Desk, take: Import) -> None:
    rows = [
        update(2, "29-02-2016 09:00", "Active"),
        update(0, "29-02-2016 01:23"),
        update(1, "01-03-2016 09:00"),
    ]
    report = take(export(rows))
    assert desk.case("1001").state == "work_in_progress"
    assert [(remark.line, remark.reason) for remark in report.warnings] == [
        (2, "update 2 of INC1 is dated before update 1; their numbers order them.")
    ]


def test_of_two_updates_with_one_number_the_later_row_wins_and_both_stay_in_the_journal(
    desk: Desk, take: Import
) -> None:
    rows = [
        update(1, "29-02-2016 12:00", "Active", assigned_to="R1"),
        update(0, "29-02-2016 01:23"),
        update(1, "29-02-2016 09:00", "Awaiting Problem", assigned_to="R2"),
    ]
    report = take(export(rows))
    assert (desk.case("1001").state, desk.case("1001").assigned_to) == ("awaiting_info", "R2")
    assert [(remark.line, remark.reason) for remark in report.warnings] == [
        (2, "update 1 of INC1 comes again in line 4; the later row wins.")
    ]
    assert (report.rows, report.updates_new, report.repeated, report.exit_code) == (3, 2, 1, 0)
    entries = list(reversed(desk.journal("1001")))
    assert [(entry.action, len(entry.changes)) for entry in entries][1] == ("import_repeated", 0)
    assert "R1" not in str(moves(desk))


def test_exactly_the_same_row_twice_is_one_update(desk: Desk, take: Import) -> None:
    report = take(export([update(0, "29-02-2016 01:23"), update(0, "29-02-2016 01:23")]))
    assert (report.updates_new, report.repeated) == (1, 1)
    assert len(desk.journal("1001")) == 1


def test_the_order_of_rows_of_several_cases_makes_no_difference(desk: Desk, take: Import) -> None:
    rows = [
        update(n, f"0{n + 1}-03-2016 10:00", number=f"INC{c}", assigned_to=f"R{c}{n}")
        for n in range(3)
        for c in range(3)
    ]
    take(export(rows))
    assert [desk.case(str(1001 + c)).assigned_to for c in range(3)] == ["R02", "R12", "R22"]


def test_the_journal_holds_no_words_of_a_customer(desk: Desk, take: Import) -> None:
    take(export([update(0, "29-02-2016 01:23", caller_id="Ms Secret", category="Broken heart")]))
    database = desk.session.database
    for table in ("journal", "journal_change", "imported_update"):
        assert not [
            row
            for row in database.all(f"SELECT * FROM {table}")
            if "Secret" in str(row) or "heart" in str(row)
        ]
    assert NOW not in [entry.at for entry in desk.journal()]
