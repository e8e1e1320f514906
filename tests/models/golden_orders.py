"""The golden table of orders: what every action does in every state, with a line that is so far."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from models.plans import Facts
from models.rulebook import Action, Rulebook
from tests.models.golden_words import heading, least_role, open_to, outcome
from tests.models.order_situations import HEAD, PURPOSES, STATES, line_situations, offered, order

#: What records are called in the table.
NAMES = {HEAD: "it", f"{HEAD}/1": "line", "SHP0000001": "shipment"}


def order_lines(rulebook: Rulebook) -> Iterator[str]:
    """The lines of the table."""
    machine = rulebook.machine_by_code["order"]
    yield "What every action does in every state of an order with one line of three pieces at 10.00, unpaid,"
    yield "by the least role that may, answered as the form offers it. `it` is the order, `line` its line,"
    yield "words alone are the codes of a refusal, `=` leaves everything as it is."
    for action in machine.actions:
        yield from ("", heading(machine, action))
        yield from action_table(rulebook, action)
    yield from ("", "the actions that the action bar shows open to an agent, operations included")
    yield from bar_table(rulebook)


def situations(state: str, role: str) -> Iterator[tuple[str, Facts]]:
    """An order in a state without a line and with one, by what it is called in the table."""
    for purpose in PURPOSES:
        of = "" if purpose == "sale" else f"{purpose} "
        yield f"{of}without a line", order(state, (), role=role, purpose=purpose)
        for kind, far in line_situations(state, purpose):
            if (far == "cancelled") != (state == "cancelled"):
                # A line that is cancelled alone cancels its order.
                continue
            name = f"{kind} {far}" if purpose == "sale" else far
            yield f"{of}{name}", order(state, ((kind, far),), role=role, purpose=purpose)


def action_table(rulebook: Rulebook, action: Action) -> Iterator[str]:
    """For each state what comes of it in which situations; states where all is the same are told once."""
    told: dict[tuple[str, ...], list[str]] = {}
    for state in STATES:
        by_outcome: dict[str, list[str]] = {}
        for name, seen in situations(state, least_role(action)):
            inputs = offered(rulebook, seen, action.code)
            found = outcome(rulebook, seen, action.code, inputs, NAMES)
            # Whatever else is in the way, it is the state that has to change first.
            found = "wrong_state" if found.startswith("wrong_state") else found
            by_outcome.setdefault(found, []).append(name)
        told.setdefault(tuple(rows(by_outcome)), []).append(state)
    for block, states in told.items():
        yield f"    {' '.join(states)}"
        yield from block


def rows(by_outcome: dict[str, list[str]]) -> Iterator[str]:
    if len(by_outcome) == 1:
        yield f"        always: {next(iter(by_outcome))}"
        return
    for found, names in by_outcome.items():
        yield from wrap(", ".join(names), 110, initial_indent=" " * 8, subsequent_indent=" " * 8)
        yield from wrap(found, 110, initial_indent=" " * 12, subsequent_indent=" " * 12)


def bar_table(rulebook: Rulebook) -> Iterator[str]:
    """For each state what is open in which situations."""
    for state in STATES:
        by_open: dict[str, list[str]] = {}
        for name, seen in situations(state, "agent"):
            by_open.setdefault(open_to(rulebook, seen), []).append(name)
        yield f"    {state}"
        yield from rows(by_open)
