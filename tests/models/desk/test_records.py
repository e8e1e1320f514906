"""Records as scripts get them: plain values, ready for JSON, in the words of the interface."""

from __future__ import annotations

import json

import pytest

from models.desk.desk import Desk
from models.errors import Invalid
from tests.models.working import draft, resolved, taken


def test_a_case_is_shown_with_its_lines_and_nothing_that_json_can_not_hold(desk: Desk) -> None:
    case = taken(desk, 2, account="Copper Inns")
    record = json.loads(json.dumps(desk.record(case.number)))
    assert (record["number"], record["kind"], record["state"], record["version"]) == (
        case.number, "case", "work_in_progress", 3,
    )  # fmt: skip
    assert (record["assigned_to"], record["contact"], record["account"]) == ("ann", None, "Copper Inns")
    assert record["opened_at"] == "2026-03-01T09:00:00Z"
    assert (record["resolved_at"], record["resolution_code"], record["source"]) == (None, None, None)
    assert [line["number"] for line in record["lines"]] == list(case.lines)
    assert record["lines"][0]["requested_quantity"] == 1
    assert record["lines"][0]["found"] is False


def test_a_line_is_shown_by_its_own_number_with_the_case_that_it_belongs_to(desk: Desk) -> None:
    case = taken(desk, 2)
    record = desk.record(case.lines[1].lower())
    assert (record["number"], record["kind"], record["case"]) == (case.lines[1], "line", case.number)


def test_nobody_is_told_as_nothing(desk: Desk) -> None:
    case = draft(desk, 1)
    assert desk.record(case.number)["assigned_to"] is None
    assert desk.record(case.lines[0])["close_notes"] is None


def test_cases_are_listed_in_columns(desk: Desk) -> None:
    case = resolved(desk, 2, account="Copper Inns", priority=1)
    [row] = desk.rows("cases")
    assert row == {
        "number": case.number,
        "state": "resolved",
        "priority": 1,
        "short_description": "Two lamps short",
        "account": "Copper Inns",
        "assigned_to": "ann",
        "settled_lines": 2,
        "lines": 2,
        "opened_at": "2026-03-01T09:00:00Z",
        "version": 4,
    }


def test_lines_are_listed_with_their_cases(desk: Desk) -> None:
    first, second = draft(desk, 2), taken(desk, 1)
    assert [(row["number"], row["case"]) for row in desk.rows("lines", sort="number")] == [
        (first.lines[0], first.number),
        (first.lines[1], first.number),
        (second.lines[0], second.number),
    ]
    assert [row["number"] for row in desk.rows("lines", where="state:draft")] == list(reversed(first.lines))
    assert [row["number"] for row in desk.rows("lines", limit=1)] == [second.lines[0]]
    with pytest.raises(Invalid, match="Lines are sorted by number"):
        desk.rows("lines", sort="age")


def test_more_cases_are_listed_than_a_window_holds(desk: Desk) -> None:
    with desk.transaction():
        for _ in range(1003):
            draft(desk, 0)
    assert len(desk.rows("cases", limit=1002)) == 1002
    numbers = [row["number"] for row in desk.rows("cases", sort="number", limit=5000)]
    assert len(numbers) == len(set(numbers)) == 1003


def test_states_agents_views_and_settings_are_listed(desk: Desk) -> None:
    desk.put("agent", {"name": "eli", "role": "viewer", "groups": ["Returns", "Billing"]})
    statuses = desk.rows("statuses")
    assert [(row["machine"], row["code"]) for row in statuses][:2] == [("case", "draft"), ("case", "new")]
    assert statuses[5]["final"] is True
    assert [(row["code"], row["kind"]) for row in statuses if row["machine"] == "order"] == [
        ("completed", "status"),
        ("shipped", "status"),
        ("paid", "status"),
        ("open", "status"),
        ("basket", "state"),
        ("suspended", "state"),
        ("placed", "state"),
        ("cancelled", "state"),
    ]
    desk.put("custom_status", {"name": "Gift wrapped", "color": "violet"})
    assert [row["label"] for row in desk.rows("statuses") if row["kind"] == "custom"] == ["Gift wrapped"]
    [eli] = [row for row in desk.rows("agents") if row["name"] == "eli"]
    groups = eli["groups"]
    assert isinstance(groups, list)
    assert sorted(groups) == ["Billing", "Returns"]
    views = desk.rows("views")
    assert [row["code"] for row in views if row["kind"] == "cases"] == ["my", "unassigned", "open", "all"]
    assert [row["label"] for row in views if row["kind"] == "orders"] == [
        "Open baskets", "Suspended", "To pay", "To ship", "To receive", "Completed", "All",
    ]  # fmt: skip
    before = desk.rows("settings")
    assert {"ou": None, "name": "Cases:OnlyOwnGroups", "value": False} in before
    assert {"ou": None, "name": "Orders:AllowMixed", "value": False} in before
    desk.put("setting", {"name": "Cases:OnlyOwnGroups", "value": True})
    assert {"ou": None, "name": "Cases:OnlyOwnGroups", "value": True} in desk.rows("settings")
    assert len(desk.rows("settings")) == len(before)
    assert len(desk.rows("statuses", limit=3)) == 3


def test_a_list_that_there_is_not_is_said(desk: Desk) -> None:
    with pytest.raises(Invalid, match="There is no list of 'teas'; there are: cases, baskets, orders, lines"):
        desk.rows("teas")
    with pytest.raises(Invalid, match="agents take no --where"):
        desk.rows("agents", where="ann")
    with pytest.raises(Invalid, match="--view and --sort work on cases, baskets, orders and lines"):
        desk.rows("stock", sort="number")


def test_further_lines_of_a_long_case_are_read_on(desk: Desk) -> None:
    case = draft(desk, 25)
    view = desk.case(case.number, lines=10)
    assert (len(view.lines), view.lines_total) == (10, 25)
    assert [line.number for line in desk.lines(case.number, after=10, limit=200)] == list(case.lines[10:])
    assert [line.number for line in desk.lines(case.number, after=10, limit=5)] == list(case.lines[10:15])
    assert desk.head_of(case.lines[3]) == desk.head_of(case.number.lower()) == case.number
