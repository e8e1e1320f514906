"""What has to be in order before a basket is placed: each point a guard of its own.

*Source*: rules.md, 2.3 and 2.4.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from models.plans import Facts, Reason, Record
from models.rulebook import Rulebook
from models.till.answers import NEEDS
from models.till.quantities import (
    NO_PAYMENT,
    alive,
    is_mixed,
    is_product,
    is_return,
    number,
    once,
    open_pieces,
    purpose,
    world_of,
)
from models.till.retyping import between_stores


def _no(record: Record, code: str, message: str) -> tuple[Reason, ...]:
    return (Reason(record.number, code, message),)


def behaving(facts: Facts, *kinds: str) -> list[Record]:
    """The living sale lines whose type works like one of these; none where nothing is sold."""
    return [line for line, behaves in _sold(facts) if behaves in kinds]


@once
def _sold(facts: Facts) -> tuple[tuple[Record, str], ...]:
    """The living sale lines, each with what its type works like: most points ask for them."""
    if purpose(facts) in NO_PAYMENT:
        return ()
    behaves = world_of(facts).behaves
    return tuple([(line, behaves(line.values.get("type"))) for line in alive(facts) if not is_return(line)])


def has_lines(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects to an empty basket."""
    return () if alive(facts) else _no(record, "no_lines", f"{record.number} has no line yet; add one.")


def customer_known(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects where a delivery, a reservation or an order has no customer."""
    if record.values.get("customer") or not behaving(facts, "delivery", "reserve", "order"):
        return ()
    return _no(record, "no_customer", f"{record.number} needs a customer: not everything is carried out.")


def address_known(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects where a delivery has no address."""
    address = record.values.get("address") or world_of(facts).customer_address
    if address or not behaving(facts, "delivery"):
        return ()
    return _no(record, "no_address", f"{record.number} needs an address: something is delivered.")


def pickup_known(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects where a reservation has no pickup point."""
    if not behaving(facts, "reserve"):
        return ()
    unit = world_of(facts).unit(record.values.get("pickup") or record.values.get("originating"))
    if "pickup" in unit.kinds:
        return ()
    return _no(record, "no_pickup_point", f"{unit.name} is no pickup point: say where the goods are fetched.")


def shipping_known(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects to each delivery without a shipping method."""
    return tuple(
        Reason(line.number, "no_shipping_method", f"Line {line.number} needs a shipping method.")
        for line in behaving(facts, "delivery")
        if not line.values.get("shipping_method")
    )


def delivery_in_stock(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects to each delivery that no warehouse can send."""
    world = world_of(facts)
    unit = str(record.values.get("originating") or "")
    promised: Counter[tuple[str, str, str]] = Counter()
    reasons = []
    for line in behaving(facts, "delivery"):
        if not is_product(line):
            continue
        named = line.values.get("ship_from")
        houses = [str(named)] if named else [house.id for house in world.warehouses(unit)]
        product, pieces = str(line.values.get("product")), open_pieces(line)
        shelves = [(house, product, "sellable") for house in houses]
        found = next((each for each in shelves if world.stock.get(each, 0) - promised[each] >= pieces), None)
        if found is None:
            reasons.append(no_stock(line))
        else:
            promised[found] += pieces
    return tuple(reasons)


def no_stock(line: Record) -> Reason:
    """That no warehouse can deliver a line."""
    house = line.values.get("ship_from")
    whose = f"{house} has not" if house else "no warehouse has"
    message = (
        f"Line {line.number}: {whose} {open_pieces(line)} of {line.values.get('product')}; "
        "order it or split the line."
    )
    return Reason(line.number, "no_stock", message)


def no_carry_out_in_web_shop(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects to each line that would be carried out of a web shop."""
    unit = world_of(facts).unit(record.values.get("originating"))
    if "web_shop" not in unit.kinds:
        return ()
    return tuple(
        Reason(
            line.number,
            "web_shop",
            f"Line {line.number}: {unit.name} is a web shop, nothing is carried out there.",
        )
        for line in behaving(facts, "carry_out")
    )


def mixed_allowed(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects where types, or sale and return, are mixed and the setting or the country forbids it."""
    if purpose(facts) in NO_PAYMENT or not is_mixed(facts):
        return ()
    world = world_of(facts)
    unit = world.unit(record.values.get("originating"))
    country = world.countries.get(unit.country)
    reasons: tuple[Reason, ...] = ()
    if not world.settings["Orders:AllowMixed"]:
        message = f"Mixed orders are not allowed in {unit.name}: the setting Orders:AllowMixed is off."
        reasons += _no(record, "mixed_not_allowed", message)
    if country is not None and not country.allows_mixed:
        message = f"Mixed orders are not allowed in {country.name} ({country.id})."
        reasons += _no(record, "mixed_not_allowed", message)
    return reasons


def purpose_complete(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects to a basket whose purpose lacks what it needs."""
    answers = {name: record.values.get(name) for name in ("purpose", "supplier", "reason", "shipping_method")}
    lacking = _needs(facts, record, {**answers, "target": record.values.get("sold_to")})
    # Place asks for nothing, so what is missing here can't be answered with it.
    return tuple(
        replace(each, code="purpose_incomplete") if each.code == "missing_input" else each for each in lacking
    )


def purpose_fits(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects to a purpose without what it needs, and to one for which no line would stay."""
    wanted = facts.inputs.get("purpose")
    if not wanted:
        return ()
    lines = alive(facts)
    if wanted in NO_PAYMENT and lines and not any(is_product(line) for line in lines):
        message = f"{record.number} has no product line: nothing would stay of it."
        return (*_needs(facts, record, facts.inputs), *_no(record, "no_product", message))
    return _needs(facts, record, facts.inputs)


def _needs(facts: Facts, record: Record, given: Mapping[str, object]) -> tuple[Reason, ...]:
    """What a purpose lacks: a supplier and a reason; or a target in the country and an Interbranch method."""
    answers = dict(given)
    if answers.get("purpose") not in NO_PAYMENT:
        return ()
    back = tuple(
        Reason(line.number, "return_line", f"Line {line.number} takes goods back; take it out.")
        for line in alive(facts)
        if is_return(line)
    )
    if answers["purpose"] == "interstore":
        return back + _interstore(facts, record, answers)
    return back + tuple(
        Reason(record.number, "missing_input", f"A return to a supplier needs the {name}.", "rules.md 2.4")
        for name in NEEDS["return_to_supplier"]
        if not answers.get(name)
    )


def _interstore(facts: Facts, record: Record, answers: dict[str, object]) -> tuple[Reason, ...]:
    world = world_of(facts)
    here, target = world.unit(record.values.get("originating")), world.unit(answers.get("target"))
    reasons: list[Reason] = []
    for unit in (here, target):
        if unit.id and not unit.kinds & {"shop", "web_shop"}:
            reasons += _no(record, "no_shop", f"{unit.name} is no shop: goods are transferred between shops.")
    if not target.id:
        reasons += _no(record, "missing_input", "A transfer needs the store that gets the goods, a shop.")
    elif target.id == here.id:
        reasons += _no(record, "same_unit", f"{here.name} can't transfer to itself.")
    elif target.country != here.country:
        reasons += _no(
            record, "other_country", f"{target.name} is in {target.country}, {here.name} in {here.country}."
        )
    method = world.methods.get(str(answers.get("shipping_method") or ""))
    between = between_stores(facts)
    if not between:
        reasons += _no(record, "no_interbranch", f"{here.name} has no shipping method of type Interbranch.")
    elif method not in between:
        listed = ", ".join(each.name for each in between)
        message = f"A transfer needs a shipping method between stores; {here.name} has: {listed}."
        reasons += _no(record, "missing_input" if method is None else "no_interbranch", message)
    return tuple(reasons)


def asks_first(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Always asks: another purpose changes what a basket is."""
    kept = sum(1 for line in facts.lines if is_product(line) and number(line, "quantity"))
    stay = "1 product line stays" if kept == 1 else f"{kept} product lines stay"
    return _no(record, "purpose", f"Change what {record.number} is for? {stay}.")
