"""Who may do what: roles, the time without an admin, and the groups that keep to themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.desk.desk import Desk
from models.errors import Invalid, Refused, Unknown
from models.plans import Refusal
from tests.models.working import Worked, draft, row_counts, submitted, taken

Reading = Callable[[str], object]
OWN_GROUPS = {"name": "Cases:OnlyOwnGroups", "value": True}


def test_an_agent_that_nobody_knows_is_taken_up_as_an_agent_when_he_first_acts(staffed: Desk) -> None:
    newcomer = staffed.as_agent("zoe")
    assert newcomer.me() == ("zoe", "agent", ())
    newcomer.page()
    assert "zoe" not in [row["name"] for row in staffed.rows("agents")]
    draft(newcomer)
    assert {"name": "zoe", "role": "agent", "groups": []} in staffed.rows("agents")


def test_whoever_gets_a_case_is_taken_up_too(staffed: Desk) -> None:
    case = draft(staffed)
    staffed.as_agent("max").set_fields(case.number, {"assigned_to": "yan"})
    assert staffed.case(case.number).assigned_to == "yan"
    assert {"name": "yan", "role": "agent", "groups": []} in staffed.rows("agents")


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "half \ud83d"])
def test_what_is_no_name_of_an_agent_is_said(name: str, desk: Desk) -> None:
    with pytest.raises(Invalid, match="The acting agent"):
        desk.as_agent(name)


def test_blanks_around_a_name_make_no_other_agent(desk: Desk) -> None:
    draft(desk.as_agent(" zoe "))
    draft(desk.as_agent("zoe\0"))
    draft(desk.as_agent("zoe\0"))
    assert [row["name"] for row in desk.rows("agents")] == ["zoe", "zoe\ufffd"]


def test_while_there_is_no_admin_everyone_may_do_what_an_admin_may(desk: Desk) -> None:
    for name in ("ann", "zoe"):
        assert desk.as_agent(name).me().role == "admin"
    desk.as_agent("zoe").put("agent", {"name": "zoe", "role": "viewer"})
    assert desk.as_agent("zoe").me().role == "admin"
    desk.put("agent", {"name": "fay", "role": "admin"})
    assert [desk.as_agent(name).me().role for name in ("ann", "zoe", "fay")] == ["agent", "viewer", "admin"]


@pytest.mark.parametrize("name", ["eli", "ann", "max"])
def test_only_an_admin_makes_agents_and_settings_once_there_is_one(name: str, staffed: Desk) -> None:
    before = row_counts(staffed)
    for kind, fields in (("agent", {"name": name, "role": "admin"}), ("setting", OWN_GROUPS)):
        with pytest.raises(Refused, match=f"needs the role admin; {name} is"):
            staffed.as_agent(name).put(kind, fields)
    assert row_counts(staffed) == before


def test_a_viewer_reads_and_does_nothing_else(staffed: Desk) -> None:
    case = submitted(staffed)
    viewer = staffed.as_agent("eli")
    before = row_counts(staffed)
    view = viewer.case(case.number)
    assert [verdict.action for verdict in view.verdicts if verdict.open] == []
    assert not any(verdict.open for line in view.lines for verdict in line.verdicts)
    with pytest.raises(Refused, match="needs the role agent; eli is viewer"):
        viewer.do("assign_to_me", case.number)
    with pytest.raises(Refused, match="needs the role agent"):
        draft(viewer)
    with pytest.raises(Refused, match="needs the role agent"):
        viewer.set_fields(case.number, {"priority": 1})
    with pytest.raises(Refused, match="needs the role agent"):
        viewer.note(case.number, "Hello")
    with pytest.raises(Refused, match="needs the role agent"):
        viewer.add_line(case.number, {"about": "SO9"})
    assert isinstance(viewer.preview("assign_to_me", case.number), Refusal)
    assert row_counts(staffed) == before


def test_agents_take_cases_and_managers_give_them(staffed: Desk) -> None:
    case = submitted(staffed)
    with pytest.raises(Refused, match=r"Only a manager assigns ORDCS0001001 to bob; take it yourself"):
        staffed.set_fields(case.number, {"assigned_to": "bob"})
    with pytest.raises(Refused, match="Only a manager"):
        staffed.set_fields(case.lines[0], {"assigned_to": "bob"})
    with pytest.raises(Refused, match="Only a manager"):
        draft(staffed, assigned_to="bob")
    with pytest.raises(Refused, match="Only a manager"):
        staffed.add_line(case.number, {"about": "SO9", "assigned_to": "bob"})
    staffed.set_fields(case.number, {"assigned_to": "ann"})
    staffed.set_fields(case.number, {"assigned_to": None})
    manager = staffed.as_agent("max")
    manager.set_fields(case.number, {"assigned_to": "bob"})
    with pytest.raises(Refused, match="to nobody"):
        staffed.set_fields(case.number, {"assigned_to": ""})
    staffed.set_fields(case.number, {"assigned_to": "ann"})
    assert staffed.case(case.number).assigned_to == "ann"


def test_an_agent_has_the_groups_that_were_put_last(staffed: Desk) -> None:
    admin = staffed.as_agent("fay")
    assert staffed.me() == ("ann", "agent", ("Returns",))
    admin.put("agent", {"name": "ann", "role": "manager"})
    assert staffed.me() == ("ann", "manager", ("Returns",))
    admin.put("agent", {"name": "ann", "role": "agent", "groups": "Billing, Returns"})
    assert (staffed.me().role, set(staffed.me().groups)) == ("agent", {"Billing", "Returns"})
    admin.put("agent", {"name": "ann", "groups": []})
    assert staffed.me() == ("ann", "agent", ())


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        (
            "agent",
            {"name": "zoe", "role": "king"},
            "'king' is no role; take one of: viewer, agent, manager, admin",
        ),
        ("agent", {"name": "", "role": "agent"}, "is a name of 1 to 200 characters"),
        ("agent", {"role": "agent"}, "is a name"),
        ("agent", {"name": "zoe", "groups": 7}, "groups is a list of names"),
        ("agent", {"name": "zoe", "groups": ["", "A"]}, "A group is a name"),
        ("agent", {"name": "zoe", "wage": 7}, "An agent has no field 'wage'"),
        ("agent", {"name": "zoe", "role": ["admin"]}, "is no role"),
        ("setting", {"name": "Cases:Colour", "value": True}, "There is no setting 'Cases:Colour'"),
        ("setting", {"name": "Cases:OnlyOwnGroups", "value": "perhaps"}, "is true or false, not 'perhaps'"),
        ("setting", {"name": "Cases:OnlyOwnGroups"}, "is true or false"),
        ("setting", {"name": ["x"], "value": True}, "There is no setting"),
        ("setting", OWN_GROUPS | {"ou": "S1"}, "leave out `ou`"),
        ("tea", {}, "There is no kind 'tea' to put; there are: agent, setting"),
    ],
)
def test_what_can_not_be_put_is_said(kind: str, fields: dict[str, object], said: str, desk: Desk) -> None:
    before = row_counts(desk)
    with pytest.raises(Invalid) as invalid:
        desk.put(kind, fields)
    assert said in str(invalid.value)
    assert row_counts(desk) == before


@pytest.fixture
def apart(staffed: Desk) -> dict[str, Worked]:
    """Cases of two groups and of none, on a desk where groups keep to themselves."""
    manager = staffed.as_agent("max")
    cases = {
        "Returns": submitted(manager, 1, assignment_group="Returns"),
        "Billing": submitted(manager, 1, assignment_group="Billing"),
        "": submitted(manager, 1),
    }
    staffed.as_agent("fay").put("setting", OWN_GROUPS)
    return cases


SEES = {
    "ann": ("Returns", ""),
    "bob": ("Billing", ""),
    "eli": ("Returns", ""),
    "zoe": ("",),
    "max": ("Returns", "Billing", ""),
    "fay": ("Returns", "Billing", ""),
}


@pytest.mark.parametrize("name", SEES)
def test_agents_see_the_cases_of_their_groups_and_of_none_managers_see_all(
    name: str, staffed: Desk, apart: dict[str, Worked]
) -> None:
    desk = staffed.as_agent(name)
    seen = {apart[group].number for group in SEES[name]}
    assert {row.number for row in desk.page().rows} == seen
    assert {row.number for row in desk.page(view="open", query="lamps", sort="priority").rows} == seen
    assert desk.count().number == desk.count(view="open").number == len(seen)
    assert {row["number"] for row in desk.rows("cases")} == seen
    assert {row["case"] for row in desk.rows("lines")} == seen


@pytest.mark.parametrize("name", SEES)
def test_what_an_agent_does_not_see_he_can_not_work_on(
    name: str, staffed: Desk, apart: dict[str, Worked]
) -> None:
    desk = staffed.as_agent(name)
    before = row_counts(staffed)
    for group, case in apart.items():
        if group in SEES[name]:
            assert desk.case(case.number).number == case.number
            assert desk.line(case.lines[0]).number == case.lines[0]
            assert desk.activity(case.number)
            assert desk.journal(case.number)
            continue
        of_case: list[Reading] = [desk.case, desk.record, desk.activity, desk.journal, desk.verdicts]
        of_line: list[Reading] = [desk.line, desk.record, desk.verdicts]
        for readings, number in ((of_case, case.number), (of_line, case.lines[0])):
            for reading in readings:
                with pytest.raises(Unknown, match="may belong to a group that is not yours"):
                    reading(number)
        with pytest.raises(Unknown):
            desk.preview("assign_to_me", case.number)
        with pytest.raises(Unknown):
            desk.asks("assign_to_me", case.number)
        with pytest.raises((Refused, Unknown)):
            desk.do("assign_to_me", case.number)
        with pytest.raises((Refused, Unknown)):
            desk.set_fields(case.number, {"priority": 1})
        with pytest.raises((Refused, Unknown)):
            desk.add_line(case.number, {"about": "SO9"})
        with pytest.raises((Refused, Unknown)):
            desk.note(case.lines[0], "Hello")
    assert row_counts(staffed) == before


def test_switched_off_again_everyone_sees_everything(staffed: Desk, apart: dict[str, Worked]) -> None:
    assert len(staffed.page().rows) == 2
    staffed.as_agent("fay").put("setting", OWN_GROUPS | {"value": "false"})
    assert len(staffed.page().rows) == len(apart)


def test_a_colleagues_case_is_asked_about_before_it_is_taken(desk: Desk) -> None:
    case = taken(desk.as_agent("bob"))
    planned = desk.preview("assign_to_me", case.number)
    assert getattr(planned, "questions", ()) == (f"bob works on {case.number}. Take it over?",)
    assert desk.do("assign_to_me", case.number).state == "work_in_progress"
    with pytest.raises(Refused, match="assigned to you already"):
        desk.do("assign_to_me", case.number)
