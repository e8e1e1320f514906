"""What every action does in every state, as a text in the repository, so that a changed rule shows in review.

`pytest --snapshot-update` writes it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.actor import Actor
from models.engine import asks_of
from models.plans import Ask, Facts, Record
from models.rulebook import Action, Rulebook
from models.rulefile import shipped_rulebook
from tests.models import golden_words
from tests.models.golden_orders import order_lines
from tests.models.golden_words import heading, least_role, open_to

GOLDEN = Path(__file__).parent / "golden"
HEAD = "CASE"


@pytest.mark.parametrize("name", ["cases", "orders"])
def test_every_transition_and_every_refusal_is_as_committed(
    name: str, request: pytest.FixtureRequest
) -> None:
    lines = {"cases": case_lines, "orders": order_lines}[name]
    table = "\n".join(lines(shipped_rulebook())) + "\n"
    path = GOLDEN / f"{name}.txt"
    if request.config.getoption("update_snapshots", False):
        path.write_text(table, encoding="utf-8")
    assert table == path.read_text(encoding="utf-8")


def case_lines(rulebook: Rulebook) -> Iterator[str]:
    case, line = rulebook.machine_by_code["case"], rulebook.machine_by_code["line"]
    yield "What every action does in every state, by the least role that may, every question answered."
    yield "`it` is the record itself, words alone are the codes of a refusal, `=` leaves everything as it is."
    for action in case.actions:
        yield from ("", heading(case, action))
        yield from case_table(rulebook, action)
    for action in line.actions:
        yield from ("", heading(line, action))
        yield from line_table(rulebook, action)
    yield from ("", "the actions that the action bar shows open to an agent, operations included")
    yield from bar_table(rulebook)


def case_table(rulebook: Rulebook, action: Action) -> Iterator[str]:
    """One row for each state of the case: without lines, with a line in every state, and unanswered."""
    every = tuple(state.code for state in rulebook.machine_by_code["line"].states)
    role = least_role(action)
    for state in rulebook.machine_by_code["case"].states:
        alone = outcome(rulebook, facts(state.code, (), HEAD, role), action.code)
        among = outcome(rulebook, facts(state.code, every, HEAD, role), action.code)
        yield f"    {state.code:18}{alone}"
        if among != alone:
            yield f"    {'':18}with a line in every state: {among}"
        silent = outcome(rulebook, facts(state.code, every, HEAD, role), action.code, answered=False)
        if silent != among:
            yield f"    {'':18}unanswered: {silent}"


def line_table(rulebook: Rulebook, action: Action) -> Iterator[str]:
    """What comes of it in which states of the line and the case; where equal, told once.

    A second line is open, accepted or cancelled, which decides whether the case follows.
    """
    told: dict[tuple[str, ...], list[str]] = {}
    for state in rulebook.machine_by_code["line"].states:
        blocks: dict[tuple[str, ...], list[str]] = {}
        for beside in ("new", "resolved_accepted", "cancelled"):
            rows = tuple(line_rows(rulebook, action, state.code, beside))
            blocks.setdefault(rows, []).append(beside)
        said: list[str] = []
        for rows, besides in blocks.items():
            said += [f"      beside a line in {' '.join(besides)}"] if len(blocks) > 1 else []
            said += rows
        told.setdefault(tuple(said), []).append(state.code)
    for block, states in told.items():
        yield f"    {' '.join(states)}"
        yield from block


def line_rows(rulebook: Rulebook, action: Action, state: str, beside: str) -> Iterator[str]:
    by_outcome: dict[tuple[str, str], list[str]] = {}
    for head in rulebook.machine_by_code["case"].states:
        seen = facts(head.code, (state, beside), "L1", least_role(action))
        found = outcome(rulebook, seen, action.code)
        silent = outcome(rulebook, seen, action.code, answered=False)
        by_outcome.setdefault((found, silent), []).append(head.code)
    for (found, silent), heads in by_outcome.items():
        yield f"        case {' '.join(heads)}: {found}"
        if silent != found:
            yield f"          unanswered: {silent}"


def bar_table(rulebook: Rulebook) -> Iterator[str]:
    for state in rulebook.machine_by_code["case"].states:
        yield f"    {state.code:18}{open_to(rulebook, facts(state.code, (), HEAD, 'agent'))}"
    for head in rulebook.machine_by_code["case"].states:
        for state in rulebook.machine_by_code["line"].states:
            seen = facts(head.code, (state.code,), "L1", "agent")
            yield f"    {head.code:18}{state.code:18}{open_to(rulebook, seen)}"


def facts(head: str, lines: tuple[str, ...], target: str, role: str) -> Facts:
    records = tuple(
        Record("line", f"L{position}", state, 1, {"about": f"SO1/{position}", "requested_quantity": 3})
        for position, state in enumerate(lines, start=1)
    )
    return Facts(Actor("ann", role), Record("case", HEAD, head, 1, {}), records, target)


def outcome(rulebook: Rulebook, seen: Facts, action: str, *, answered: bool = True) -> str:
    inputs = {ask.name: answer(ask) for ask in asks_of(rulebook, seen, action)} if answered else {}
    names = {line.number: f"{line.state} line" for line in seen.lines} | {HEAD: "case", seen.target: "it"}
    return golden_words.outcome(rulebook, seen, action, inputs, names)


def answer(ask: Ask) -> object:
    if ask.kind == "outcomes":
        return {number: ("accepted", "denied")[place % 2] for place, number in enumerate(ask.lines)}
    return {"quantity": 2, "date": "2026-03-31", "code": "solved"}.get(ask.kind, ask.name)
