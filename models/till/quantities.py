"""A line's quantities: what lives, what is open, what is ready, what waits; and the amounts that follow.

*Units*: whole pieces, counted without a sign; amounts in minor units, a return's negative.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import TypeVar, cast

from models.plans import Facts, Record
from models.till.world import World

NO_PAYMENT = ("return_to_supplier", "interstore")
Fact = TypeVar("Fact", Facts, Record)
T = TypeVar("T")


def once(measure: Callable[[Fact], T]) -> Callable[[Fact], T]:
    """Takes a measure, which is never None, once: facts never change, and every guard asks the same."""
    key = f"{measure.__module__}.{measure.__name__}"

    @wraps(measure)
    def taken(fact: Fact) -> T:
        known = fact.__dict__
        found: T | None = known.get(key)
        if found is None:
            found = known[key] = measure(fact)
        return found

    return taken


def number(record: Record, name: str) -> int:
    """A field as a whole number, 0 where it is empty."""
    value = record.values.get(name)
    return value if isinstance(value, int) else 0


class Counted:
    """A line's pieces and what they come to, counted in one go: every action asks for most of it.

    ``living`` are not cancelled, ``open`` not handed over either, ``ordered`` on order; ``back`` says that
    the line takes goods back, ``amount`` is what the living ones come to, negative on a return.
    """

    __slots__ = ("amount", "back", "living", "open", "ordered", "shipped")

    def __init__(self, line: Record) -> None:
        held = cast("Callable[[str], int | None]", line.values.get)
        quantity = held("quantity") or 0
        self.back = quantity < 0
        self.living = living = abs(quantity) - (held("cancelled") or 0)
        self.shipped = shipped = held("shipped") or 0
        self.open = living - shipped
        self.ordered = held("ordered") or 0
        self.amount = (-living if self.back else living) * (held("unit_price_minor") or 0)


def counted(line: Record) -> Counted:
    """A line's pieces, counted once: records never change."""
    known = line.__dict__
    found: Counted | None = known.get("counted")
    if found is None:
        found = known["counted"] = Counted(line)
    return found


class Tally:
    """What the lines of an order come to together, counted in one go.

    ``alive`` are those not wholly cancelled, ``amount`` their price, ``types`` their action types, each
    once; ``open`` says that something is to be handed over, ``shipped`` that something was, ``waits``
    that something is on order.
    """

    __slots__ = ("alive", "amount", "open", "shipped", "types", "waits")

    def __init__(self, lines: Iterable[Record]) -> None:
        alive, amount, open_, shipped, ordered = [], 0, False, 0, 0
        types: dict[object, None] = {}
        for line in lines:
            pieces = counted(line)
            amount += pieces.amount
            shipped |= pieces.shipped
            ordered |= pieces.ordered
            if pieces.living > 0:
                alive.append(line)
                types[line.values.get("type")] = None
                if pieces.open > 0:
                    open_ = True
        self.alive, self.amount, self.open = tuple(alive), amount, open_
        self.shipped, self.waits = bool(shipped), bool(ordered)
        self.types = tuple(map(str, types))


def tally(facts: Facts) -> Tally:
    """What the lines of an order come to, counted once for facts that share them; see `Facts.then`."""
    known = facts.__dict__
    found: Tally | None = known.get("of_lines")
    if found is None:
        found = known["of_lines"] = Tally(facts.lines)
    return found


def is_return(line: Record) -> bool:
    """Whether the line takes goods back."""
    return counted(line).back


def is_product(line: Record) -> bool:
    """Whether the line is about goods; postage and charges have no stock."""
    return bool(line.values.get("is_product", True))


def living(line: Record) -> int:
    """The pieces that are not cancelled."""
    return counted(line).living


def open_pieces(line: Record) -> int:
    """The pieces that are neither cancelled nor handed over."""
    return counted(line).open


def purpose(facts: Facts) -> str:
    """What the order is for."""
    return str(facts.head.values.get("purpose") or "sale")


def world_of(facts: Facts) -> World:
    """The order's surroundings."""
    return facts.world if isinstance(facts.world, World) else World()


def store(facts: Facts, line: Record) -> str:
    """The unit in which a line's goods are held for the customer."""
    head = facts.head.values
    if world_of(facts).behaves(line.values.get("type")) == "reserve":
        return str(head.get("pickup") or head.get("originating") or "")
    return str(head.get("originating") or "")


def waiting(line: Record) -> int:
    """The pieces on order that have not come in."""
    return number(line, "ordered")


def shelf(facts: Facts, line: Record) -> tuple[str, str, str]:
    """Unit, product and label of the stock at the counter; another store gets only what can be sold."""
    label = "sellable" if purpose(facts) == "interstore" else str(line.values.get("label") or "sellable")
    return str(facts.head.values.get("originating") or ""), str(line.values.get("product")), label


def ready(facts: Facts, line: Record, free: Mapping[tuple[str, str, str], int] | None = None) -> int:
    """The pieces of a line that can be handed over now; ``free`` is the stock that other lines leave."""
    world, pieces = world_of(facts), open_pieces(line)
    if is_return(line) or not is_product(line):
        return pieces
    if purpose(facts) in NO_PAYMENT:
        stock = world.stock if free is None else free
        return max(0, min(pieces, stock.get(shelf(facts, line), 0)))
    if world.behaves(line.values.get("type")) == "carry_out":
        return pieces
    return min(pieces, number(line, "reserved"))


def line_amount(line: Record, pieces: int) -> int:
    """The price of some pieces of a line, negative on a return."""
    return (-pieces if is_return(line) else pieces) * number(line, "unit_price_minor")


def total(facts: Facts) -> int:
    """What the living lines come to."""
    return 0 if purpose(facts) in NO_PAYMENT else tally(facts).amount


def returned(facts: Facts) -> int:
    """What the living return lines come to, at most nothing."""
    if purpose(facts) in NO_PAYMENT:
        return 0
    return sum(counted(line).amount for line in facts.lines if is_return(line))


@once
def to_pay(facts: Facts) -> int:
    """What is left to pay; negative: to refund."""
    return total(facts) - number(facts.head, "paid_minor")


def alive(facts: Facts) -> tuple[Record, ...]:
    """The lines that are not wholly cancelled."""
    return tally(facts).alive


def order_type(facts: Facts) -> str:
    """The type that all living lines share, ``mixed``, or empty where there is no line."""
    types = tally(facts).types
    return "mixed" if len(types) > 1 else types[0] if types else ""


@once
def is_mixed(facts: Facts) -> bool:
    """Whether types, or sale and return lines, stand in one order."""
    kinds = {is_return(line) for line in alive(facts)}
    sales = {line.values.get("type") for line in alive(facts) if not is_return(line)}
    return len(kinds) > 1 or len(sales) > 1
