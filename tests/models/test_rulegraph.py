"""The drawing says what the rows say."""

from __future__ import annotations

import pytest

from models.errors import Invalid
from models.rulebook import Action, Machine, Rulebook, State, Transition
from models.rulefile import shipped_rulebook
from models.rulegraph import graph

RULES = shipped_rulebook()


def test_every_state_and_every_transition_is_drawn_once() -> None:
    drawn = graph(RULES).splitlines()
    for machine in RULES.machines:
        for state in machine.states:
            assert sum(line.endswith(f" as {machine.code}_{state.code}") for line in drawn) == 1
        edges = [
            *(each for action in machine.actions if not action.operation for each in action.transitions),
            *(start for each in machine.rollups if each.event == "becomes" for start in each.from_states),
        ]
        arrows = [line for line in drawn if f"    {machine.code}_" in line and " : " in line]
        assert len(arrows) == len(edges)


def test_an_edge_says_its_action_its_key_its_lines_and_its_guard() -> None:
    drawn = graph(RULES)
    assert "case_draft --> case_new : Submit (s), lines draft → new" in drawn
    assert "case_resolved --> case_closed : Close Case (c), if all_lines_terminal" in drawn
    assert "case_resolved --> case_work_in_progress : Reject solution (R), manager, switched off" in drawn


def test_a_line_s_drawing_says_what_it_does_to_its_case() -> None:
    drawn = graph(RULES, "dot", "line")
    assert "a line that enters work_in_progress: its case new or awaiting_info → work_in_progress" in drawn
    assert "case_" not in drawn


def test_what_an_order_becomes_by_itself_is_an_edge_and_its_badges_are_told() -> None:
    drawn = graph(RULES, "mermaid", "order")
    assert "order_placed --> order_completed : by itself, if becomes_completed" in drawn
    assert drawn.count("--> order_cancelled : by itself, if becomes_cancelled") == 3
    assert "the badge says √ Paid where is_paid" in drawn


def test_what_the_drawing_languages_read_as_syntax_is_drawn_as_it_is() -> None:
    state = State("only", 'Say "x"; \\ #1', "o", "grey", initial=True)
    machine = Machine(
        "case",
        "Case",
        states=(state,),
        actions=(Action("a", "A:b", "a", transitions=(Transition("only", ""),)),),
    )
    rulebook = Rulebook((machine,))
    assert 'state "o Say #34;x#34;#59; \\ #35;1" as case_only' in graph(rulebook)
    assert "case_only --> case_only : A#58;b (a)" in graph(rulebook)
    assert '"only" [label="o Say \\"x\\"; \\\\ #1"' in graph(rulebook, "dot")


@pytest.mark.parametrize(("form", "machine"), [("png", ""), ("dot", "parcel")])
def test_an_unknown_form_or_machine_is_refused_with_what_there_is(form: str, machine: str) -> None:
    with pytest.raises(Invalid, match="choose"):
        graph(RULES, form, machine)
