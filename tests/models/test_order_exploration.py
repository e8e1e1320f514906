"""Every order state, with lines in every situation, under every action by every role, for every purpose."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations_with_replacement, product

import pytest

from models.engine import plan
from models.names import DERIVATIONS
from models.plans import Facts, Plan, Refusal
from models.rulebook import ROLES, Rulebook
from models.rulefile import shipped_rulebook
from models.till.aftermath import COUNTERS, after
from models.till.quantities import NO_PAYMENT, number, open_pieces, purpose, to_pay, total
from models.till.world import SETTINGS
from tests.models.exploring import (
    Step,
    a_viewer_does_nothing,
    bar_refusal_and_action_agree,
    changes_start_from_what_is,
    done,
    refusals_name_what_they_looked_at,
    roles_widen,
)
from tests.models.order_situations import PURPOSES, STATES, line_situations, offered, order

MIXED = SETTINGS | {"Orders:AllowMixed": True, "Orders:OrderInvoiceStrategy": True}
#: Answers beside those that the form offers first, by action.
MORE: dict[str, tuple[dict[str, object], ...]] = {
    "cancel": ({"reason": "changed"}, {"reason": "changed", "line": "1"}),
    "pay": ({"amount": "1.00"}, {"amount": "-1.00"}, {"amount": "99.00", "tendered": "100.00"}),
    "ship": ({}, {"lines": {"1": 1}}, {"lines": {"1": 9}}),
    "receive": ({}, {"lines": {"1": 1}}),
    "set_type": tuple({"type": kind} for kind in ("carry_out", "delivery", "reserve", "order")),
    "set_pickup": ({"pickup": "B"}, {"pickup": "W"}),
    "set_purpose": (
        {"purpose": "sale"},
        {"purpose": "return_to_supplier", "supplier": "ACME", "reason": "broken"},
        {"purpose": "interstore", "target": "W", "shipping_method": "van"},
    ),
}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return shipped_rulebook()


@pytest.fixture(scope="module")
def steps(rulebook: Rulebook) -> list[Step]:
    actions = rulebook.machine_by_code["order"].actions
    return [
        Step(facts, action.code, plan(rulebook, facts, action.code, inputs))
        for facts in views()
        for action in actions
        for inputs in answers(rulebook, facts, action.code)
    ]


def views() -> Iterator[Facts]:
    """An order without lines and with one, for everybody; with two for an agent who may mix them."""
    for state, kind in product(STATES, PURPOSES):
        alone = [(), *((each,) for each in line_situations(state, kind))]
        money = (False, True) if state == "placed" else (False,)
        for lines, paid in product(alone, money):
            yield order(state, lines, purpose=kind, locked=True, paid=paid)
            for role in ROLES:
                yield order(state, lines, role=role, purpose=kind, paid=paid)
        for pair in combinations_with_replacement(line_situations(state, kind), 2):
            yield order(state, pair, purpose=kind, settings=MIXED)


def answers(rulebook: Rulebook, facts: Facts, action: str) -> Iterator[dict[str, object]]:
    """What the form offers first, and other answers that make a difference; nothing where that is enough."""
    yield offered(rulebook, facts, action)
    if facts.lines:
        yield from MORE.get(action, ())


def then(facts: Facts, found: Plan) -> Facts:
    return after(facts, found.changes, found.creations)


def test_a_change_starts_from_what_is(steps: list[Step]) -> None:
    changes_start_from_what_is(steps)


def test_a_viewer_may_do_nothing(steps: list[Step]) -> None:
    a_viewer_does_nothing(steps)


def test_what_an_agent_may_do_a_manager_and_an_admin_may_do_too(steps: list[Step]) -> None:
    alone = [step for step in steps if len(step.facts.lines) < 2 and not step.facts.head.values["locked"]]
    roles_widen(alone, situation)


def situation(facts: Facts) -> tuple[object, ...]:
    lines = tuple(tuple(line.values.values()) for line in facts.lines)
    return facts.head.state, tuple(facts.head.values.values()), lines


def test_a_refusal_gives_reasons_about_records_it_looked_at(steps: list[Step]) -> None:
    refusals_name_what_they_looked_at(steps)


def test_the_action_bar_the_refusal_and_the_action_agree(rulebook: Rulebook, steps: list[Step]) -> None:
    bar_refusal_and_action_agree(rulebook, steps, of_its_answers)


def of_its_answers(step: Step, refusal: Refusal) -> bool:
    """Whether a guard that looks at answers may have refused."""
    return step.action in {*MORE, "split", "return"}


def test_a_locked_order_takes_unlock_notes_and_a_custom_status_and_nothing_else(steps: list[Step]) -> None:
    taken = {found.action for facts, found in done(steps) if facts.head.values["locked"]}
    assert taken == {"unlock", "set_custom_status", "clear_custom_status", "note", "comment"}


def test_a_final_order_lets_through_what_the_rows_allow_and_stays_final(steps: list[Step]) -> None:
    taken: dict[str, set[str]] = {"completed": set(), "cancelled": set()}
    for facts, found in done(steps):
        if facts.head.state in taken and not facts.head.values["locked"]:
            taken[facts.head.state].add(found.action)
            assert "state" not in {each.field for each in found.changes if each.record == facts.head.number}
    always = {"set_custom_status", "clear_custom_status", "note", "comment"}
    assert taken == {"completed": always | {"return"}, "cancelled": always | {"pay"}}


def test_after_every_action_the_counters_of_every_line_fit(steps: list[Step]) -> None:
    for facts, found in done(steps):
        for line in then(facts, found).lines:
            counted = {name: number(line, name) for name in COUNTERS}
            assert min(counted.values()) >= 0, (facts, found)
            assert open_pieces(line) >= 0, (facts, found)
            held = counted["reserved"] + counted["ordered"]
            room = counted["shipped"] if purpose(facts) in NO_PAYMENT else open_pieces(line)
            assert held <= room, (facts, found)
            assert counted["invoiced"] <= abs(number(line, "quantity")) - counted["cancelled"], (facts, found)


def test_no_action_makes_goods_or_lets_them_vanish(steps: list[Step]) -> None:
    for facts, found in done(steps):
        stock = sum(
            int(str(each.after)) - int(str(each.before))
            for each in found.changes
            if each.record.startswith("stock ")
        )
        if found.action in ("ship", "receive"):
            assert abs(stock) <= sum(abs(number(line, "quantity")) for line in facts.lines), (facts, found)
        else:
            assert stock == 0, (facts, found)


def test_an_order_never_ends_with_something_left_to_do(rulebook: Rulebook, steps: list[Step]) -> None:
    for facts, found in done(steps):
        end = then(facts, found)
        if end.head.state == facts.head.state:
            continue
        if end.head.state == "completed":
            assert to_pay(end) == 0, (facts, found)
            assert not any(open_pieces(line) for line in end.lines), (facts, found)
        if end.head.state == "cancelled":
            assert (total(end), [line for line in end.lines if number(line, "shipped")]) == (0, []), (
                facts,
                found,
            )


def test_a_plan_tells_the_statuses_that_will_hold(rulebook: Rulebook, steps: list[Step]) -> None:
    machine = rulebook.machine_by_code["order"]
    for facts, found in done(steps):
        end = then(facts, found)
        holding = tuple(each.code for each in machine.statuses if DERIVATIONS[each.derivation](end))
        assert found.statuses == holding, (facts, found)


def test_every_action_is_taken_somewhere(rulebook: Rulebook, steps: list[Step]) -> None:
    assert {found.action for _, found in done(steps)} == set(rulebook.machine_by_code["order"].action_by_code)
