"""What a basket warns of while it is filled: NASC, shortages with the split offered, mixed orders.

*Source*: rules.md, 2.3.
"""

from __future__ import annotations

from models.plans import Facts, Reason
from models.rulebook import Rulebook
from models.till.checklist import mixed_allowed
from models.till.quantities import is_product, is_return, open_pieces, purpose, world_of


def warnings(rulebook: Rulebook, facts: Facts) -> tuple[Reason, ...]:
    """Every warning that stays until its cause is gone."""
    if facts.head.state not in ("basket", "suspended", "placed"):
        return ()
    found = list(mixed_allowed(rulebook, facts, facts.head)) if facts.head.state != "placed" else []
    return (*found, *_stock(facts))


def _stock(facts: Facts) -> list[Reason]:
    if purpose(facts) != "sale":
        return []
    world, here = world_of(facts), str(facts.head.values.get("originating") or "")
    shop = world.unit(here).name
    left: dict[str, int] = {}
    found = []
    for line in facts.lines:
        pieces = open_pieces(line)
        if pieces <= 0 or is_return(line) or not is_product(line):
            continue
        product = str(line.values["product"])
        free = left.get(product, world.stock.get((here, product, "sellable"), 0))
        behaves = world.behaves(line.values.get("type"))
        if behaves == "carry_out":
            left[product] = free - pieces
            if free < pieces:
                message = f"NASC: {shop} has {max(free, 0)} of {product}, line {line.number} takes {pieces}."
                found.append(Reason(line.number, "nasc", message, "rules.md 2.3"))
        elif behaves == "order" and 0 < free < pieces and facts.head.state != "placed":
            message = f"{shop} has {free} of {product}: split line {line.number} to carry those out."
            found.append(Reason(line.number, "shortage", message, "rules.md 2.3"))
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
    taken = sum(
        open_pieces(line)
        for line in facts.lines
        if line.values.get("product") == product
        and not is_return(line)
        and world.behaves(line.values.get("type")) == "carry_out"
    )
    enough = world.stock.get((here, product, "sellable"), 0) - taken >= pieces
    if enough or not goods or not world.settings["OrderLine:LineActionType:OrderWhenOutOfStock"]:
        return "carry_out"
    return "order"
