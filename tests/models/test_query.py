"""What can be asked for with words and field:value, and that no part of it is ever SQL."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.desk.desk import Desk
from models.errors import Invalid
from models.query import Term, terms
from tests.models.working import closed, draft, resolved, submitted, taken


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("   ", []),
        ("two lamps", [Term("", "two"), Term("", "lamps")]),
        ("state:new lamps", [Term("state", "new"), Term("", "lamps")]),
        ("STATE:New", [Term("state", "New")]),
        ('account:"Copper Inns" x', [Term("account", "Copper Inns"), Term("", "x")]),
        ('"two lamps"', [Term("", "two lamps")]),
        ('account:"open end', [Term("account", "open end")]),
        ("10:30", [Term("", "10:30")]),
        ("account:", [Term("", "account:")]),
        ("a:b:c", [Term("a", "b:c")]),
    ],
)
def test_a_query_is_read_as_words_and_fields(text: str, found: list[Term]) -> None:
    assert terms(text) == found


@pytest.fixture
def cases(desk: Desk) -> dict[str, str]:
    """Cases that differ in each field, by a name."""
    manager = desk.as_agent("max")
    return {
        closed(desk, 1, short_description="Stühle zerkratzt", account="Copper Inns").number: "chairs",
        taken(desk, 1, priority=1, contact="Jo Mertens", channel="phone", order="SO77").number: "urgent",
        submitted(
            desk, 1, consumer="Kim Brandt", service="dispute", assignment_group="Returns"
        ).number: "kim",
        draft(
            manager, 2, assigned_to="bob", scope="multiple_orders", assignment_group="Billing EU"
        ).number: "bobs",
        resolved(desk, 1, short_description="Wrong colour", account="Zwölf Brücken Hotels").number: "colour",
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"chairs", "urgent", "kim", "bobs", "colour"}),
        ("lamps", {"urgent", "kim", "bobs"}),
        ("LAMPS short", {"urgent", "kim", "bobs"}),
        ("lamps chairs", set()),
        ("STÜHLE", {"chairs"}),
        ("stuhle", {"chairs"}),
        ("zwo", {"colour"}),
        ("Zwòlf brucken", {"colour"}),
        ("account:bruck", {"colour"}),
        ("copper", {"chairs"}),
        ("brandt", {"kim"}),
        ("1002", {"urgent"}),
        ("ORDCS0001002", {"urgent"}),
        ("0001002", {"urgent"}),
        ("so77", {"urgent"}),
        ("state:new", {"kim"}),
        ('state:"work in progress"', {"urgent"}),
        ("state:work", {"urgent"}),
        ("state:closed,draft", {"chairs", "bobs"}),
        ('state:"Solution Proposed"', {"colour"}),
        ("state:canceled", set()),
        ("state:open", {"urgent", "kim", "bobs", "colour"}),
        ("state:final", {"chairs"}),
        ("priority:1", {"urgent"}),
        ("priority:critical,high", {"urgent"}),
        ("priority:4 state:new", {"kim"}),
        ("assigned_to:me", {"chairs", "urgent", "colour"}),
        ("assigned_to:BOB", {"bobs"}),
        ("agent:none", {"kim"}),
        ("assigned_to:nobody", set()),
        ('account:"Copper Inns"', {"chairs"}),
        ("account:brücken", {"colour"}),
        ("account:none state:new", {"kim"}),
        ("contact:mertens", {"urgent"}),
        ("consumer:kim", {"kim"}),
        ("group:returns", {"kim"}),
        ('assignment_group:"billing eu"', {"bobs"}),
        ("channel:phone", {"urgent"}),
        ("service:dispute", {"kim"}),
        ("scope:multiple_orders", {"bobs"}),
        ("resolution_code:solved", {"chairs", "colour"}),
        ("order:SO77", {"urgent"}),
        ("order:SO1", {"chairs", "urgent", "kim", "bobs", "colour"}),
        ("about:SO1/2", {"bobs"}),
        ("number:1003", {"kim"}),
        ("number:ordcs0001003", {"kim"}),
        ("'; DROP TABLE cases; --", set()),
        ("%", set()),
        ("_", set()),
    ],
)
def test_a_query_finds_what_it_says_and_nothing_else(
    query: str, found: set[str], desk: Desk, cases: dict[str, str]
) -> None:
    assert {cases[row.number] for row in desk.page(query=query).rows} == found
    assert desk.count(query=query).number == len(found)
    assert {cases[str(row["number"])] for row in desk.rows("cases", where=query)} == found


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("colour:red", "There is no field 'colour' to filter by; there are: about, account"),
        ("state:limbo", "state: 'limbo' is not one of: draft, new, work_in_progress"),
        ("priority:5", "priority: '5' is not one of: 1, 2, 3, 4, critical, high, moderate, low"),
        ("number:SO1", "'SO1' is no case number"),
        ("x" * 2001, "The query has 2001 characters; 2000 are enough"),
        ("half \ud83d", "half of a character"),
    ],
)
def test_what_can_not_be_asked_for_is_said(query: str, said: str, desk: Desk) -> None:
    draft(desk)
    for asking in (lambda: desk.page(query=query), lambda: desk.count(query=query)):
        with pytest.raises(Invalid) as invalid:
            asking()
        assert said in str(invalid.value)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.text(max_size=40)
    | st.lists(
        st.tuples(
            st.sampled_from(
                ["state", "priority", "agent", "account", "order", "number", "channel", "colour"]
            ),
            st.text(max_size=12),
        ).map(":".join),
        max_size=3,
    ).map(" ".join)
)
def test_any_query_is_answered_or_said_to_be_wrong(desk: Desk, query: str) -> None:
    if not desk.count().number:
        taken(desk)
    with suppress(Invalid):
        assert len(desk.page(query=query).rows) == desk.count(query=query).number


def test_states_of_ones_own_are_asked_for_by_name(desk: Desk) -> None:
    number = draft(desk).number
    desk.session.database.run(
        "UPDATE rule_state SET label = 'Sketch', aliases = '[\"Rough\"]' WHERE code = 'draft'"
    )
    for name in ("draft", "sketch", "ROUGH", "sket"):
        assert [row.number for row in desk.page(query=f"state:{name}").rows] == [number]
