"""What can be filled in, what can't, and how the one is told from the other in a sentence."""

from __future__ import annotations

import pytest

from models.desk.desk import Desk
from models.errors import Invalid
from tests.models.working import draft, row_counts, taken

CASE_FAULTS = [
    ({}, "short_description is required"),
    ({"short_description": "  "}, "short_description is required"),
    ({"short_description": 7}, "short_description is a text, not int"),
    ({"short_description": ["a"]}, "short_description is a text, not list"),
    ({"short_description": "x" * 1_000_001}, "has 1000001 characters; at most 1000000 are kept"),
    ({"short_description": "half \ud83d"}, "half of a character"),
    ({"short_description": "a", "state": "closed"}, "State is changed by actions, not set"),
    ({"short_description": "a", "colour": "red"}, "has no field 'colour' to set; it has: short_description"),
    ({"short_description": "a", "priority": 5}, "priority: '5' is not one of: 1, 2, 3, 4"),
    ({"short_description": "a", "priority": 1.5}, "priority is a text, not float"),
    ({"short_description": "a", "priority": True}, "priority is a text, not bool"),
    (
        {"short_description": "a", "channel": "fax"},
        "channel: 'fax' is not one of: web, phone, email, chat, social",
    ),
    ({"short_description": "a", "service": "praise"}, "is not one of: change_request, dispute"),
    ({"short_description": "a", "scope": "all"}, "is not one of: specific_lines, multiple_orders"),
    ({"short_description": "a", "account": "x" * 201}, "account is a name of 1 to 200 characters"),
    ({"short_description": "a", "account": 7}, "account is a text, not int"),
    ({"short_description": "a", "contact": "\udc00"}, "contact holds half of a character"),
    ({"short_description": "a", "assigned_to": {}}, "assigned_to is a text, not dict"),
]
LINE_FAULTS = [
    ({}, "about is required"),
    ({"about": ""}, "about is required"),
    ({"about": "SO1", "requested_quantity": -1}, "requested_quantity can't be below zero"),
    ({"about": "SO1", "requested_quantity": "many"}, "requested_quantity is a whole number, not 'many'"),
    ({"about": "SO1", "requested_quantity": 1.5}, "requested_quantity is a whole number, not 1.5"),
    ({"about": "SO1", "requested_quantity": True}, "requested_quantity is a whole number, not True"),
    ({"about": "SO1", "ordered_quantity": 10**20}, "too large a number"),
    ({"about": "SO1", "ordered_quantity": "9" * 5000}, "ordered_quantity"),
    (
        {"about": "SO1", "expected_date": "31.3.2026"},
        "expected_date is a day like 2026-03-31, not '31.3.2026'",
    ),
    ({"about": "SO1", "requested_date": "2026-02-30"}, "requested_date is a day"),
    ({"about": "SO1", "requested_date": 20260301}, "requested_date is a text, not int"),
    ({"about": "SO1", "request_reason": "whim"}, "request_reason: 'whim' is not one of: increase_demand"),
    ({"about": "SO1", "approved_quantity": 1}, "has no field 'approved_quantity' to set"),
]


@pytest.mark.parametrize(("fields", "said"), CASE_FAULTS, ids=range(len(CASE_FAULTS)))
def test_a_case_that_is_filled_in_wrongly_is_refused_in_a_sentence(
    fields: dict[str, object], said: str, desk: Desk
) -> None:
    before = row_counts(desk)
    with pytest.raises(Invalid) as invalid:
        desk.new_case(fields)
    assert said in str(invalid.value)
    assert len(str(invalid.value)) < 400
    assert row_counts(desk) == before
    case = draft(desk, 0)
    if fields:
        with pytest.raises(Invalid):
            desk.set_fields(case.number, fields)
    assert desk.case(case.number).version == 1


@pytest.mark.parametrize(("fields", "said"), LINE_FAULTS, ids=range(len(LINE_FAULTS)))
def test_a_line_that_is_filled_in_wrongly_is_refused_in_a_sentence(
    fields: dict[str, object], said: str, desk: Desk
) -> None:
    case = draft(desk, 1)
    before = row_counts(desk)
    with pytest.raises(Invalid) as invalid:
        desk.add_line(case.number, fields)
    assert said in str(invalid.value)
    assert len(str(invalid.value)) < 400
    if fields:
        with pytest.raises(Invalid):
            desk.set_fields(case.lines[0], fields)
    assert row_counts(desk) == before
    assert desk.case(case.number).version == 1


def test_labels_and_blanks_are_understood_as_well_as_codes(desk: Desk) -> None:
    number = desk.new_case(
        {
            "short_description": "\tTwo short\n",
            "priority": "1 Critical",
            "channel": " Email ",
            "service": "Change request",
            "scope": "",
            "account": "  Copper Inns  ",
            "contact": None,
        },
        [{"about": " SO1/1 ", "request_reason": "Increase demand", "requested_quantity": " 3 "}],
    ).record
    case = desk.case(number)
    assert (case.priority, case.channel, case.service, case.scope) == (
        1,
        "email",
        "change_request",
        "specific_lines",
    )
    assert (case.account, case.contact, case.short_description) == ("Copper Inns", "", "Two short")
    [line] = case.lines
    assert (line.about, line.request_reason, line.requested_quantity) == ("SO1/1", "increase_demand", 3)


@pytest.mark.parametrize("kind", ["case", "line"])
def test_a_form_shows_every_field_that_can_be_set_with_what_it_takes(kind: str, desk: Desk) -> None:
    form = desk.form(kind)
    assert form[0].required
    assert not any(field.required for field in form[1:])
    assert {field.kind for field in form} <= {"text", "name", "note", "quantity", "date", "choice"}
    assert all(bool(field.choices) == (field.kind == "choice") for field in form)
    case = draft(desk, 1)
    shown = desk.record(case.number if kind == "case" else case.lines[0])
    assert {field.name for field in form} <= shown.keys()
    for field in form:
        for choice in field.choices:
            desk.set_fields(case.number if kind == "case" else case.lines[0], {field.name: choice.value})


RESOLVE_FAULTS: list[tuple[dict[str, object], str]] = [
    ({"resolution_code": "magic"}, "is no resolution code on offer; take one of: change_approved"),
    ({"resolution_code": 7}, "resolution_code is a text"),
    ({"resolution_notes": 7}, "resolution_notes is a text"),
    ({"outcomes": "accepted"}, "is a map from line number"),
    ({"outcomes": {"ORDCSL0001001": "perhaps"}}, "accepted or denied"),
    ({"outcomes": {"ORDCSL0009999": "accepted"}}, "is no open line"),
    ({"tip": "10"}, "has no input 'tip'"),
]
ACCEPT_FAULTS: list[tuple[dict[str, object], str]] = [
    ({"approved_quantity": "few"}, "whole number"),
    ({"approved_date": "soon"}, "is a day like"),
    ({"approved_location": 7}, "is a text"),
]


def test_what_an_action_asks_for_is_checked_before_anything_is_written(desk: Desk) -> None:
    case = taken(desk, 1)
    answers: dict[str, object] = {
        "resolution_code": "solved",
        "resolution_notes": "Sent",
        "outcomes": {case.lines[0]: "accepted"},
    }
    before = row_counts(desk)
    for wrong, said in RESOLVE_FAULTS:
        with pytest.raises(Invalid, match=said):
            desk.do("resolve", case.number, answers | wrong)
    for wrong, said in ACCEPT_FAULTS:
        with pytest.raises(Invalid, match=said):
            desk.do("accept", case.lines[0], wrong)
    assert row_counts(desk) == before
    assert desk.do("resolve", case.number, answers).state == "resolved"
