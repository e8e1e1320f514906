"""What a form for an order's action offers: the values that make sense here, and what it begins with.

An offer is narrower than what an input takes: a pickup point is chosen among pickup points, a line of
which nothing waits is not received. Which pieces a line has is read off the guard that holds them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from string import ascii_lowercase

from models.money import amount_text
from models.plans import Choice, Facts
from models.rulebook import Action, Input
from models.till.answers import NEEDS, known
from models.till.guards import returnable
from models.till.handing import ready_pieces, waiting_pieces
from models.till.quantities import to_pay, world_of
from models.till.retyping import between_stores, methods
from models.till.warnings import left_to_carry_out

#: How money changes hands; any other word is taken, too.
METHODS = {"cash": "Cash", "card": "Card", "transfer": "Bank transfer", "voucher": "Voucher"}
#: The most pieces of each line, by the guard that lets no more of them through.
_MEASURES: Mapping[str, Callable[[Facts], Mapping[str, int]]] = {
    "pieces_ready": ready_pieces,
    "pieces_wait": waiting_pieces,
    "pieces_to_return": returnable,
}
#: The kinds of unit that an input of this name is about.
_UNITS = {"pickup": {"pickup"}, "ship_from": {"warehouse"}, "target": {"shop", "web_shop"}}


def offered(each: Input, facts: Facts, action: Action) -> tuple[tuple[Choice, ...], str]:
    """The choices for an input, and its first value."""
    transition = action.transition(facts.head.state)
    guards = transition.guards if transition else ()
    if each.kind == "quantities":
        return tuple(_pieces(facts, guards)), ""
    if each.kind == "amount":
        left = to_pay(facts)
        asked = each.required and "amount_fits" in guards and left
        return (), amount_text(left, str(facts.head.values.get("currency"))) if asked else ""
    if each.kind == "pieces" and "split_fits" in guards:
        return (), _split_off(facts)
    if each.kind == "line":
        return tuple(Choice(line.number, _name(line.values)) for line in facts.lines), ""
    if each.kind == "text" and each.name == "method" and "amount_fits" in guards:
        return lettered(METHODS), ""
    return lettered(_values(each, facts, guards)), ""


def needed_with(each: Input, facts: Facts, action: Action) -> tuple[str, str] | None:
    """The purpose that has to be chosen for an input to be of any use, where it belongs to one of them."""
    transition = action.transition(facts.head.state)
    if transition is None or "purpose_fits" not in transition.guards:
        return None
    return next((("purpose", purpose) for purpose, names in NEEDS.items() if each.name in names), None)


def _values(each: Input, facts: Facts, guards: Iterable[str]) -> Mapping[str, str]:
    values, world = known(each.kind, facts), world_of(facts)
    if each.kind == "unit" and each.name in _UNITS:
        fitting = {code: name for code, name in values.items() if world.unit(code).kinds & _UNITS[each.name]}
        return _of_the_country(facts, fitting) if each.name == "target" else fitting
    if each.kind == "method":
        # What is delivered goes to a customer, what another purpose sends goes to a store.
        ways = methods(facts) if "type_fits" in guards else between_stores(facts)
        return {way.id: way.name for way in ways}
    if each.kind == "supplier":
        here = world.unit(facts.head.values.get("originating")).suppliers
        return {code: values[code] for code in here if code in values} or values
    return values


def _of_the_country(facts: Facts, units: Mapping[str, str]) -> Mapping[str, str]:
    """The units that another one can send to: those of its country, itself aside."""
    world = world_of(facts)
    here = world.unit(facts.head.values.get("originating"))
    return {
        code: name
        for code, name in units.items()
        if code != here.id and world.unit(code).country == here.country
    }


def _split_off(facts: Facts) -> str:
    """What can be carried out of the line that is split, where some of it can."""
    line = next((each for each in facts.lines if each.number == facts.inputs.get("line")), None)
    left = left_to_carry_out(facts, line) if line else 0
    return str(left) if left else ""


def _pieces(facts: Facts, guards: Iterable[str]) -> Iterable[Choice]:
    measure = next((_MEASURES[name] for name in guards if name in _MEASURES), None)
    most = measure(facts) if measure else {}
    for line in facts.lines:
        if most.get(line.number):
            yield Choice(line.number, _name(line.values), suggests=str(most[line.number]))


def _name(values: Mapping[str, object]) -> str:
    return str(values.get("description") or values.get("product"))


def lettered(values: Mapping[str, str]) -> tuple[Choice, ...]:
    """The values as choices, each under a letter of its label while there is one left for all of them."""
    taken: dict[str, str] = {}
    for value, label in values.items():
        letters = (letter for letter in label.casefold() if letter in ascii_lowercase)
        letter = next((each for each in letters if each not in taken.values()), "")
        taken[value] = letter
    if not all(taken.values()):
        return tuple(Choice(value, label) for value, label in values.items())
    return tuple(Choice(value, label, key=taken[value]) for value, label in values.items())
