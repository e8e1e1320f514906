"""The statuses that follow from facts; rows name these derivations, nobody sets them by hand.

*Source*: rules.md, 2.2.
"""

from __future__ import annotations

from collections.abc import Callable

from models.plans import Facts
from models.rulebook import Machine
from models.till.quantities import (
    alive,
    number,
    once,
    purpose,
    tally,
    to_pay,
)

Derivation = Callable[[Facts], bool]
PLACED = ("placed", "completed")


@once
def is_placed(facts: Facts) -> bool:
    """Placed, and not wholly cancelled since."""
    return facts.head.state in PLACED and bool(alive(facts))


@once
def is_paid(facts: Facts) -> bool:
    """Placed, and exactly nothing left to pay or to refund."""
    return is_placed(facts) and to_pay(facts) == 0


@once
def is_shipped(facts: Facts) -> bool:
    """Placed, and everything to be handed over is handed over."""
    return is_placed(facts) and not tally(facts).open


@once
def is_completed(facts: Facts) -> bool:
    """Placed, paid and shipped; between two stores also received."""
    received = purpose(facts) != "interstore" or not tally(facts).waits
    return is_paid(facts) and is_shipped(facts) and received


def is_open(facts: Facts) -> bool:
    """Placed and not completed."""
    return is_placed(facts) and not is_completed(facts)


def all_lines_cancelled(facts: Facts) -> bool:
    """There are lines, and every one is wholly cancelled."""
    return bool(facts.lines) and not alive(facts)


DERIVATIONS: dict[str, Derivation] = {
    each.__name__: each for each in (is_open, is_paid, is_shipped, is_completed)
}


def statuses(machine: Machine, facts: Facts) -> tuple[str, ...]:
    """The codes of all statuses that hold, in the order in which the badge prefers them."""
    return tuple([each.code for each in machine.statuses if DERIVATIONS[each.derivation](facts)])


def badge(machine: Machine, facts: Facts) -> str:
    """The one status that the badge shows; before an order is placed, or once cancelled, its state."""
    return next(iter(statuses(machine, facts)), facts.head.state)


def marks(facts: Facts) -> tuple[str, ...]:
    """``part_paid`` and ``part_shipped``, where they hold."""
    found = []
    # What is owed back was paid in full and more, so the two have one sign only while a part is missing.
    if is_placed(facts) and number(facts.head, "paid_minor") * to_pay(facts) > 0:
        found.append("part_paid")
    if is_placed(facts) and not is_shipped(facts) and tally(facts).shipped:
        found.append("part_shipped")
    return tuple(found)
