from __future__ import annotations

import pytest

from models import Invalid
from tui.verbs.assignments import assignments, line_of


def test_each_set_option_is_one_field() -> None:
    assert assignments(["priority=2", "short_description=a=b, c"]) == {
        "priority": "2",
        "short_description": "a=b, c",
    }


def test_a_dot_answers_for_one_line() -> None:
    assert assignments(
        ["resolution_code=solved", "outcomes.ORDCSL1=accepted", "outcomes.ORDCSL2=denied"]
    ) == {
        "resolution_code": "solved",
        "outcomes": {"ORDCSL1": "accepted", "ORDCSL2": "denied"},
    }


def test_an_empty_value_clears_a_field() -> None:
    assert assignments(["account="]) == {"account": ""}


@pytest.mark.parametrize("text", ["priority", "=2", "", ".x=1", "outcomes.=accepted"])
def test_a_text_that_sets_nothing_is_refused_with_how_to_write_it(text: str) -> None:
    with pytest.raises(Invalid, match="write --set field=value"):
        assignments([text])


@pytest.mark.parametrize(
    "texts", [["a=1", "a=2"], ["a.b=1", "a.b=2"], ["a=1", "a.b=2"], ["a.b=1", "a=2"]], ids=" ".join
)
def test_a_field_said_twice_is_refused(texts: list[str]) -> None:
    with pytest.raises(Invalid, match="twice"):
        assignments(texts)


def test_a_line_is_several_fields_and_a_value_may_hold_commas() -> None:
    assert line_of("about=SO1/1,requested_quantity=3") == {"about": "SO1/1", "requested_quantity": "3"}
    assert line_of("current_location=Hall 3, left, about=SO1") == {
        "current_location": "Hall 3, left",
        "about": "SO1",
    }


def test_a_line_that_sets_nothing_names_its_own_option() -> None:
    with pytest.raises(Invalid, match="--line 'about' sets nothing"):
        line_of("about")
