"""What an order comes to once it is here: its lines as records, payment, invoices, state; pure.

An order from elsewhere is history. Its goods never lay in this desk's stock, so none is taken
from it, no shipment is made up and no sale without stock is recorded; what is handed over
stands in the lines' counters. Payment and invoices follow as they would here, and so does the
state. Pieces that are still to come are on order: the type Delivery, which would have to be set
aside somewhere, becomes Order for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from models.effects import Draft
from models.engine import become
from models.imports.orders.returning import Tie
from models.imports.orders.told import DONE, Sold, ToldOrder
from models.names import GUARDS
from models.numbers import order_line_number, parse_number
from models.plans import Creation, Facts, Record
from models.rulebook import Rulebook
from models.till.aftermath import after
from models.till.derivations import PLACED
from models.till.paying import settle_invoices, take_payment
from models.till.quantities import number, total
from models.till.world import World

IMPORT = "import"
#: Points of the checklist before Place that ask this desk for what the source had on its own.
_ITS_OWN = ("delivery_in_stock", "shipping_known")


class Settled(NamedTuple):
    """An order as it will be: facts, the new lines among them, and the records that come along."""

    facts: Facts
    made: tuple[Record, ...]
    creations: tuple[Creation, ...]
    irregular: bool


def line_records(
    order: ToldOrder, head: Record, world: World, new: Sequence[tuple[Sold, Tie | None]]
) -> tuple[Record, ...]:
    """The lines as records, behind those that the order has already."""
    order_id, last = parse_number(head.number)[1], number(head, "last_line")
    placed, done = order.heading.state in PLACED, order.heading.state == DONE
    return tuple(
        Record(
            "order_line",
            order_line_number(order_id, position),
            "",
            1,
            _values(_as_headed(sold, order), tie, world, placed=placed, done=done),
        )
        for position, (sold, tie) in enumerate(new, last + 1)
    )


def _as_headed(sold: Sold, order: ToldOrder) -> Sold:
    """A cancelled order has no living line, whatever a row of it says."""
    whole = order.heading.state == "cancelled"
    return sold._replace(cancelled=abs(sold.quantity), shipped=0) if whole else sold


def _values(sold: Sold, tie: Tie | None, world: World, *, placed: bool, done: bool) -> dict[str, object]:
    living = abs(sold.quantity) - sold.cancelled
    shipped = (living if done else 0) if sold.shipped is None else sold.shipped
    if not placed:
        shipped = 0
    kind, behaves, ordered = sold.type, world.behaves(sold.type), 0
    if placed and sold.goods and behaves != "carry_out" and shipped < living:
        kind = "order" if behaves == "delivery" else kind
        ordered = living - shipped
    return {
        "product": sold.product,
        "description": sold.name or sold.product,
        "is_product": int(sold.goods),
        "quantity": sold.quantity,
        "unit_price_minor": sold.unit_price_minor,
        "type": kind,
        "shipping_method": None,
        "ship_from": None,
        "label": "sellable",
        "returns": tie.number if tie else "",
        "ordered": ordered,
        "reserved": 0,
        "shipped": shipped,
        "invoiced": 0,
        "cancelled": sold.cancelled,
        "returned": 0,
    }


def settled(rulebook: Rulebook, facts: Facts, order: ToldOrder, made: tuple[Record, ...]) -> Settled:
    """The order with its new lines: paid and invoiced.

    Where the file doesn't say what was paid and handed over, all of a completed order was, and
    nothing of another.
    """
    head = replace(
        facts.head, values={**facts.head.values, "last_line": number(facts.head, "last_line") + len(made)}
    )
    facts = replace(facts, head=head, lines=(*facts.lines, *made))
    if order.heading.state not in (*PLACED, "cancelled"):
        return Settled(facts, made, (), irregular=False)
    amount = _paid(order, facts) - number(head, "paid_minor")
    inputs: Mapping[str, object] = {"amount": amount, "method": order.heading.payment_method}
    draft = Draft(rulebook, facts, inputs)
    if amount:
        take_payment(draft, head, IMPORT)
    else:
        settle_invoices(draft, IMPORT)
    become(draft, rulebook.machine_by_code["order"])
    done = after(facts, draft.changes, draft.creations)
    by_number = {line.number: line for line in done.lines}
    return Settled(
        done,
        tuple(by_number[line.number] for line in made),
        tuple(draft.creations),
        _irregular(rulebook, done),
    )


def _paid(order: ToldOrder, facts: Facts) -> int:
    if order.heading.paid is not None:
        return order.heading.paid
    return total(facts) if order.heading.state == DONE else number(facts.head, "paid_minor")


def _irregular(rulebook: Rulebook, facts: Facts) -> bool:
    """Whether the checklist of this desk would not have let such an order be placed."""
    machine = rulebook.machine_by_code["order"]
    place = machine.action_by_code.get("place")
    transition = place.transition(machine.initial.code) if place else None
    names = [name for name in transition.guards if name not in _ITS_OWN] if transition else []
    return any(GUARDS[name](rulebook, facts, facts.head) for name in names)
