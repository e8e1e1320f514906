"""Every case state, with up to three lines in every state, under every action by every role."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations_with_replacement, product
from typing import NamedTuple

import pytest

from models.actor import Actor
from models.engine import asks_of, plan
from models.plans import Ask, Facts, Plan, Record, Refusal
from models.rulebook import ROLES, Rulebook
from models.rulefile import read, shipped
from models.soundness_paths import reachable
from tests.models.exploring import (
    Step,
    a_viewer_does_nothing,
    bar_refusal_and_action_agree,
    changes_start_from_what_is,
    done,
    refusals_name_what_they_looked_at,
    roles_widen,
)

HEAD = "ORDCS0001001"

Situation = tuple[str, tuple[str, ...]]


class World(NamedTuple):
    """What is explored: the rules, the most lines, the fields that the case may have, the answers given."""

    rulebook: Rulebook
    most: int
    heads: tuple[dict[str, object], ...]
    optional: bool


WORLDS = {
    "as shipped, up to three lines": World(read(shipped(), "cases.toml"), 3, ({},), optional=True),
    "with Reject solution, assigned and half resolved, up to one line": World(
        read(shipped().replace("enabled = false", "enabled = true"), "cases.toml"),
        1,
        ({}, {"assigned_to": "ann"}, {"assigned_to": "bob", "resolution_code": "solved"}),
        optional=False,
    ),
}


@pytest.fixture(scope="module", params=WORLDS, ids=[name.replace(" ", "_") for name in WORLDS])
def world(request: pytest.FixtureRequest) -> World:
    return WORLDS[request.param]


@pytest.fixture(scope="module")
def rulebook(world: World) -> Rulebook:
    return world.rulebook


@pytest.fixture(scope="module")
def steps(world: World) -> list[Step]:
    return [
        Step(facts, action.code, plan(world.rulebook, facts, action.code, answers(world, facts, action.code)))
        for facts in views(world)
        for action in world.rulebook.machine_by_code[facts.record.machine].actions
    ]


def views(world: World) -> Iterator[Facts]:
    """Each situation for each role, seen from the case and from one line of each state it holds."""
    for (state, lines), role, values in product(situations(world), ROLES, world.heads):
        numbered = tuple(line(position, each) for position, each in enumerate(lines, start=1))
        head = Record("case", HEAD, state, 1, values)
        targets = {each.state: each.number for each in numbered}
        for target in (HEAD, *targets.values()):
            yield Facts(Actor("ann", role), head, numbered, target)


def situations(world: World) -> Iterator[Situation]:
    machines = world.rulebook.machine_by_code
    line_states = [state.code for state in machines["line"].states]
    for state in machines["case"].states:
        for size in range(world.most + 1):
            for lines in combinations_with_replacement(line_states, size):
                yield state.code, lines


def line(position: int, state: str) -> Record:
    values = {"about": f"SO1/{position}", "requested_quantity": position}
    return Record("line", f"ORDCSL000100{position}", state, 1, values)


def answers(world: World, facts: Facts, action: str) -> dict[str, object]:
    asked = asks_of(world.rulebook, facts, action)
    return {ask.name: answer(ask) for ask in asked if ask.required or world.optional}


def answer(ask: Ask) -> object:
    if ask.kind == "outcomes":
        return {number: ("accepted", "denied")[place % 2] for place, number in enumerate(ask.lines)}
    return {"quantity": 0, "date": "2026-03-31", "code": "solved"}.get(ask.kind, "as agreed")


def after(facts: Facts, found: Plan) -> Situation:
    moved = {change.record: str(change.after) for change in found.changes if change.field == "state"}
    lines = sorted(moved.get(each.number, each.state) for each in facts.lines)
    return moved.get(HEAD, facts.head.state), tuple(lines)


def before(facts: Facts) -> Situation:
    return facts.head.state, tuple(sorted(each.state for each in facts.lines))


@pytest.mark.parametrize("role", ["agent", "manager", "admin"])
def test_from_every_situation_some_chain_of_actions_ends_the_case(
    world: World, steps: list[Step], role: str
) -> None:
    finals = world.rulebook.machine_by_code["case"].final_codes
    backwards = {
        (after(facts, found), before(facts)) for facts, found in done(steps) if facts.actor.role == role
    }
    by_name = {str(situation): situation for pair in backwards for situation in pair}
    everything = {(state, tuple(sorted(lines))) for state, lines in situations(world)}
    ends = [str(situation) for situation in everything if situation[0] in finals]
    reached = reachable(ends, {(str(end), str(start)) for end, start in backwards})
    stuck = {str(situation) for situation in everything} - reached
    assert by_name
    assert not stuck


def test_no_action_ends_a_case_that_keeps_an_open_line(rulebook: Rulebook, steps: list[Step]) -> None:
    finals = rulebook.machine_by_code["case"].final_codes
    ended = rulebook.machine_by_code["line"].final_codes
    for facts, found in done(steps):
        state, lines = after(facts, found)
        if state in finals and facts.head.state != state:
            assert set(lines) <= ended, (before(facts), found)


def test_a_final_case_takes_a_work_note_and_nothing_else(rulebook: Rulebook, steps: list[Step]) -> None:
    finals = rulebook.machine_by_code["case"].final_codes
    for facts, found in done(steps):
        if facts.head.state in finals:
            assert (found.action, found.changes) == ("note", ()), (before(facts), found)


def test_a_terminal_line_never_moves(rulebook: Rulebook, steps: list[Step]) -> None:
    ended = rulebook.machine_by_code["line"].final_codes
    for facts, found in done(steps):
        terminal = {each.number for each in facts.lines if each.state in ended}
        assert not terminal & {change.record for change in found.changes}, (before(facts), found)


def test_effects_run_down_or_up_and_never_both_and_no_record_moves_twice(steps: list[Step]) -> None:
    for facts, found in done(steps):
        causes = {change.because for change in found.changes if change.record != HEAD}
        assert causes <= {found.action}, found
        if facts.target == HEAD:
            assert {change.because for change in found.changes} <= {found.action}, found
        else:
            assert {change.record for change in found.changes} <= {HEAD, facts.target}, found


def test_a_change_starts_from_what_is(steps: list[Step]) -> None:
    changes_start_from_what_is(steps)


def test_a_viewer_may_do_nothing(steps: list[Step]) -> None:
    a_viewer_does_nothing(steps)


def test_what_an_agent_may_do_a_manager_and_an_admin_may_do_too(steps: list[Step]) -> None:
    roles_widen(steps, lambda facts: (before(facts), facts.record.state))


def test_a_refusal_gives_reasons_about_records_it_looked_at(steps: list[Step]) -> None:
    refusals_name_what_they_looked_at(steps)
    assert not [step for step in steps if isinstance(step.found, Refusal) and step.found.answerable]


def test_the_same_question_has_the_same_answer(world: World, steps: list[Step]) -> None:
    for facts, action, found in few_lines(steps):
        if facts.actor.role == "agent":
            assert plan(world.rulebook, facts, action, answers(world, facts, action)) == found


def test_the_action_bar_the_refusal_and_the_action_agree(rulebook: Rulebook, steps: list[Step]) -> None:
    bar_refusal_and_action_agree(rulebook, list(few_lines(steps)), lambda step, refusal: False)


def few_lines(steps: list[Step]) -> Iterator[Step]:
    """More lines add nothing to these two, only time."""
    return (step for step in steps if len(step.facts.lines) < 2)
