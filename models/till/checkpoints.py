"""What of the checklist before Place is in order, in words: points that matter to this very basket.

*Source*: rules.md, 2.3 and 2.4.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.plans import Facts
from models.rulebook import Rulebook
from models.till import checklist
from models.till.quantities import NO_PAYMENT, alive, is_mixed, is_return, purpose, world_of


def checked(rulebook: Rulebook, facts: Facts) -> tuple[str, ...]:
    """The points that hold, in the order of the rules; what the basket has no need of is left out."""
    if facts.head.state != "basket":
        return ()
    place = rulebook.machine_by_code[facts.head.machine].action_by_code.get("place")
    transition = place.transition(facts.head.state) if place else None
    found = []
    for name in transition.guards if transition else ():
        guard, said = _POINTS.get(name, (None, None))
        if guard and said and (words := said(facts)) and not guard(rulebook, facts, facts.head):
            found.append(words)
    return tuple(found)


def _uses(facts: Facts, *behaviours: str) -> bool:
    world = world_of(facts)
    lines = (line for line in alive(facts) if not is_return(line))
    return purpose(facts) == "sale" and any(
        world.behaves(line.values.get("type")) in behaviours for line in lines
    )


def _lines(facts: Facts) -> str:
    count = len(alive(facts))
    return f"{count} line" if count == 1 else f"{count} lines"


def _purpose(facts: Facts) -> str:
    return "all that the purpose asks for" if purpose(facts) in NO_PAYMENT else ""


def _customer(facts: Facts) -> str:
    return "customer" if _uses(facts, "delivery", "reserve", "order") else ""


def _address(facts: Facts) -> str:
    return "address for the delivery" if _uses(facts, "delivery") else ""


def _pickup(facts: Facts) -> str:
    return "pickup point" if _uses(facts, "reserve") else ""


def _shipping(facts: Facts) -> str:
    return "shipping method" if _uses(facts, "delivery") else ""


def _stock(facts: Facts) -> str:
    return "stock for the delivery" if _uses(facts, "delivery") else ""


def _mixed(facts: Facts) -> str:
    if purpose(facts) in NO_PAYMENT or len(alive(facts)) < 2:
        return ""
    return "mixed, which is allowed here" if is_mixed(facts) else "one type for all lines"


_POINTS: Mapping[str, tuple[Callable[..., object], Callable[[Facts], str]]] = {
    "has_lines": (checklist.has_lines, _lines),
    "purpose_complete": (checklist.purpose_complete, _purpose),
    "customer_known": (checklist.customer_known, _customer),
    "address_known": (checklist.address_known, _address),
    "pickup_known": (checklist.pickup_known, _pickup),
    "shipping_known": (checklist.shipping_known, _shipping),
    "delivery_in_stock": (checklist.delivery_in_stock, _stock),
    "mixed_allowed": (checklist.mixed_allowed, _mixed),
}
