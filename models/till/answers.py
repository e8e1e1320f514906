"""What the inputs of an order's actions take: amounts, lines, types, units and the like."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.checks import whole_number
from models.errors import Invalid
from models.money import minor_of
from models.plans import Facts
from models.till.quantities import world_of

#: What a basket for each purpose says of itself.
NEEDS = {"return_to_supplier": ("supplier", "reason"), "interstore": ("target", "shipping_method")}
PURPOSES = {"sale": "Sale", "return_to_supplier": "Return to supplier", "interstore": "Interstore"}


def _amount(name: str, raw: object, facts: Facts) -> object:
    return minor_of(name, raw, str(facts.head.values.get("currency") or "EUR"))


def _pieces(name: str, raw: object, facts: Facts) -> object:
    number = whole_number(name, raw)
    if number < 1:
        raise Invalid(f"{name} is a number of pieces from 1, not {number}.")
    return number


def _line(name: str, raw: object, facts: Facts) -> object:
    numbers = [line.number for line in facts.lines]
    short = {number.rpartition("/")[2]: number for number in numbers}
    found = short.get(str(raw), str(raw))
    if found not in numbers:
        raise Invalid(
            f"{name}: {raw!r:.60} is no line of {facts.head.number}; it has: {', '.join(numbers) or 'none'}."
        )
    return found


def _quantities(name: str, raw: object, facts: Facts) -> object:
    if not isinstance(raw, Mapping) or not raw:
        raise Invalid(f"{name} is a map from line number to a number of pieces.")
    return {
        str(_line(name, line, facts)): _pieces(f"{name}.{line}", pieces, facts)
        for line, pieces in raw.items()
    }


def _flag(name: str, raw: object, facts: Facts) -> object:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw.casefold() in ("true", "false"):
        return raw.casefold() == "true"
    raise Invalid(f"{name} is true or false, not {raw!r:.60}.")


_PARSERS: dict[str, Callable[[str, object, Facts], object]] = {
    "amount": _amount,
    "pieces": _pieces,
    "line": _line,
    "quantities": _quantities,
    "flag": _flag,
}


def _types(facts: Facts) -> Mapping[str, str]:
    return {each.code: each.label for each in world_of(facts).types.values() if each.active}


_KNOWN: dict[str, Callable[[Facts], Mapping[str, str]]] = {
    "type": _types,
    "unit": lambda facts: {unit.id: unit.name for unit in world_of(facts).units.values()},
    "method": lambda facts: {method.id: method.name for method in world_of(facts).methods.values()},
    "supplier": lambda facts: world_of(facts).suppliers,
    "purpose": lambda facts: PURPOSES,
    "status": lambda facts: world_of(facts).labels,
}
KINDS = frozenset((*_PARSERS, *_KNOWN))


def known(kind: str, facts: Facts) -> Mapping[str, str]:
    """The values that an input of this kind takes, with their labels; empty where they can't be listed."""
    return _KNOWN[kind](facts) if kind in _KNOWN else {}


def value_of(kind: str, name: str, raw: object, facts: Facts) -> object:
    """An answer in its own type.

    *Errors*: `Invalid`, which lists what is taken.
    """
    if kind in _PARSERS:
        return _PARSERS[kind](name, raw, facts)
    values = _KNOWN[kind](facts)
    by_label = {label.casefold(): value for value, label in values.items()}
    found = raw if raw in values else by_label.get(str(raw).casefold())
    if not isinstance(found, str):
        listed = ", ".join(list(values)[:20]) or "none"
        raise Invalid(f"{name}: {raw!r:.60} is not one of: {listed}.")
    return found
