"""What a basket warns of while it is filled: NASC, shortages with the split offered, mixed orders.

*Source*: rules.md, 2.3; that a supplier or another store is sent what is not there: ours.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.plans import Facts, Reason, Record
from models.rulebook import Rulebook
from models.till.checklist import mixed_allowed
from models.till.quantities import (
    NO_PAYMENT,
    is_product,
    is_return,
    open_pieces,
    purpose,
    shelf,
    world_of,
)


def warnings(rulebook: Rulebook, facts: Facts) -> tuple[Reason, ...]:
    """Every warning that stays until its cause is gone."""
    if facts.head.state not in ("basket", "suspended", "placed"):
        return ()
    found = list(mixed_allowed(rulebook, facts, facts.head)) if facts.head.state != "placed" else []
    return (*found, *_stock(facts))


def _stock(facts: Facts) -> list[Reason]:
    if purpose(facts) in NO_PAYMENT:
        return _not_on_the_shelf(facts)
    world, here = world_of(facts), str(facts.head.values.get("originating") or "")
    shop = world.unit(here).name
    left: dict[str, int] = {}
    carried = _carried_out(facts)
    found = []
    for line in facts.lines:
        pieces = open_pieces(line)
        if pieces <= 0 or is_return(line) or not is_product(line):
            continue
        product = str(line.values["product"])
        stock = world.stock.get((here, product, "sellable"), 0)
        name = line.values.get("description") or product
        behaves = world.behaves(line.values.get("type"))
        if behaves == "carry_out":
            free = left.get(product, stock)
            left[product] = free - pieces
            if free < pieces:
                there = free if free > 0 else "none"
                message = f"NASC: {shop} has {there} of {name}; line {line.number} takes {pieces}."
                found.append(Reason(line.number, "nasc", message, "rules.md 2.3"))
        elif free := _left(facts, line, carried):
            message = (
                f"{shop} has {free} of {name} left; to carry out what there is, split it off "
                f"line {line.number} and change its type."
            )
            found.append(Reason(line.number, "shortage", message, "rules.md 2.3"))
    return found


def left_to_carry_out(facts: Facts, line: Record) -> int:
    """The pieces of an Order line that the unit has left, where they are some but not all of them; else 0."""
    return _left(facts, line, _carried_out(facts)) if purpose(facts) == "sale" else 0


def _left(facts: Facts, line: Record, carried: Mapping[str, int]) -> int:
    world, here = world_of(facts), str(facts.head.values.get("originating") or "")
    if world.behaves(line.values.get("type")) != "order" or facts.head.state == "placed":
        return 0
    if is_return(line) or not is_product(line):
        return 0
    product = str(line.values["product"])
    # What any line carries out is no more there to be split off, wherever that line stands.
    free = world.stock.get((here, product, "sellable"), 0) - carried.get(product, 0)
    return free if 0 < free < open_pieces(line) else 0


def _not_on_the_shelf(facts: Facts) -> list[Reason]:
    """What a supplier or another store is to get, and the shelf that each line takes it from has not got."""
    world = world_of(facts)
    left = dict(world.stock)
    found = []
    for line in facts.lines:
        pieces, place = open_pieces(line), shelf(facts, line)
        free = left.get(place, 0)
        if pieces <= 0 or is_return(line) or not is_product(line):
            continue
        left[place] = free - pieces
        if free < pieces:
            unit, product, label = place
            name = line.values.get("description") or product
            there = f"{max(0, free) or 'none'} {'to sell' if label == 'sellable' else label}"
            message = f"{world.unit(unit).name} has {there} of {name}; line {line.number} sends {pieces}."
            found.append(
                Reason(line.number, "not_in_stock", message, "ours: rules.md 2.4 takes it from stock")
            )
    return found


def _carried_out(facts: Facts) -> dict[str, int]:
    """The pieces of each product that the lines carry out."""
    world = world_of(facts)
    found: dict[str, int] = {}
    for line in facts.lines:
        if not is_return(line) and world.behaves(line.values.get("type")) == "carry_out":
            product = str(line.values["product"])
            found[product] = found.get(product, 0) + max(open_pieces(line), 0)
    return found


def type_of_new_line(facts: Facts, product: str, pieces: int, *, goods: bool) -> str:
    """The type that a line is born with.

    A return is carried in, a web shop delivers, and what the unit has not got is ordered, unless
    the setting says that it is carried out all the same.
    """
    world, here = world_of(facts), str(facts.head.values.get("originating") or "")
    if pieces < 0 or purpose(facts) != "sale":
        return "carry_out"
    if "web_shop" in world.unit(here).kinds:
        return "delivery"
    taken = _carried_out(facts).get(product, 0)
    enough = world.stock.get((here, product, "sellable"), 0) - taken >= pieces
    if enough or not goods or not world.settings["OrderLine:LineActionType:OrderWhenOutOfStock"]:
        return "carry_out"
    return "order"
