"""A line of a basket as it is born: what it takes from the product, the unit and the purpose.

*Source*: rules.md, 2.3 and 2.4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from models.checks import whole_number
from models.desk.orders import surroundings
from models.desk.orders.catalogue import Article, product_of
from models.desk.orders.fields import line_values
from models.desk.orders.returning import bring_back
from models.desk.session import Session
from models.effects import Draft
from models.errors import Invalid, Refused
from models.money import countable, minor_of
from models.plans import Creation, Facts, Reason, Record, Refusal
from models.statements import listed
from models.till.aftermath import COUNTERS
from models.till.quantities import NO_PAYMENT, purpose, world_of
from models.till.retyping import method_for, methods, not_shipped_with
from models.till.warnings import type_of_new_line
from models.till.world import MAX_LINES


def new_line(session: Session, draft: Draft, fields: Mapping[str, object], position: int) -> None:
    """A line to be made; the facts of the draft have it, and what it brings back is counted.

    *Errors*: `Invalid`, `Refused`.
    """
    facts = draft.facts
    if len(facts.lines) >= MAX_LINES:
        raise Invalid(f"An order holds at most {MAX_LINES} lines; open another.")
    given = line_values(fields, new=True)
    product = product_of(session, str(given["product"]))
    pieces = whole_number("quantity", given["quantity"])
    around = world_of(facts)
    stock = {**surroundings.stock(session, listed([product.id])), **around.stock}
    facts = replace(facts, world=replace(around, stock=stock))
    price = given.get("unit_price") if given.get("unit_price") is not None else product.price
    if price is None:
        raise Invalid(f"unit_price: the product {product.id} has no price of its own; say what it costs.")
    price_minor = countable(minor_of("unit_price", price, str(facts.head.values["currency"])), pieces)
    kind = _type(facts, given, product, pieces)
    values = {
        "product": product.id,
        "description": product.name,
        "is_product": int(product.goods),
        "quantity": pieces,
        "unit_price_minor": price_minor,
        "type": kind,
        "shipping_method": _method(facts, given, kind),
        "label": given.get("label") or "sellable",
        "returns": given.get("returns") or "",
        "position": position,
    }
    number, draft.facts = f"{facts.head.number}/{position}", facts
    born = Record("order_line", number, "", 1, dict.fromkeys(COUNTERS, 0) | values)
    made = bring_back(session, draft, born)
    values["returns"] = made.values["returns"]
    draft.creations.append(Creation("order_line", values, "add_line"))
    draft.facts = replace(draft.facts, lines=(*draft.facts.lines, made))


def _type(facts: Facts, given: Mapping[str, object], product: Article, pieces: int) -> str:
    """The action type: the one named by code or label, else what stock and unit make of it."""
    if purpose(facts) in NO_PAYMENT:
        if given.get("type"):
            raise Invalid(f"type: {facts.head.number} is no sale, its lines are of no type; leave it out.")
        if not product.goods:
            raise Invalid(f"product: {product.id} is no product that lies in stock; only those are moved.")
    named = given.get("type")
    types = {each.code: each.label for each in world_of(facts).types.values() if each.active}
    codes = {label.casefold(): code for code, label in types.items()} | {code: code for code in types}
    if named and named not in codes and str(named).casefold() not in codes:
        raise Invalid(f"type: {named!r:.60} is not one of: {', '.join(types)}.")
    if pieces < 0:
        return "carry_out"
    if not named:
        return type_of_new_line(facts, product.id, pieces, goods=product.goods)
    return codes.get(str(named)) or codes[str(named).casefold()]


def _method(facts: Facts, given: Mapping[str, object], kind: str) -> str | None:
    """The shipping method: of a delivery one that the unit has, the one named or the one that is taken."""
    around, named = world_of(facts), str(given.get("shipping_method") or "")
    if named and named not in around.methods:
        raise Invalid(f"shipping_method: {named!r:.60} is not one of: {', '.join(around.methods) or 'none'}.")
    if around.behaves(kind) != "delivery":
        return named or None
    offered = [method.id for method in methods(facts)]
    if named and named not in offered:
        message = not_shipped_with(facts, named)
        reason = Reason(facts.head.number, "shipping_method", message, "rules.md 2.3")
        raise Refused(Refusal("add_line", facts.head.number, (reason,)))
    return named or method_for(facts)
