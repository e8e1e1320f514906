"""Handing goods over, and taking in what was ordered."""

from __future__ import annotations

from collections.abc import Mapping

from models.effects import Draft
from models.plans import Facts, Reason, Record
from models.till.paying import settle_invoices
from models.till.quantities import (
    NO_PAYMENT,
    is_product,
    is_return,
    once,
    open_pieces,
    purpose,
    ready,
    shelf,
    store,
    to_pay,
    waiting,
    world_of,
)
from models.till.stockroom import carry_away, home, move


def chosen(facts: Facts, measure: Mapping[str, int]) -> dict[str, int]:
    """How many pieces of which lines: those that were asked for, or all that the measure gives."""
    asked = facts.inputs.get("lines")
    if isinstance(asked, Mapping):
        return {str(line): int(pieces) for line, pieces in asked.items()}
    return {line: pieces for line, pieces in measure.items() if pieces > 0}


@once
def ready_pieces(facts: Facts) -> Mapping[str, int]:
    """The pieces of each line that can be handed over now; where lines are named, as many as wanted of those.

    Two lines that take the same stock share it.
    """
    asked = facts.inputs.get("lines")
    # A customer's goods are ready where they are set aside, and at the counter whatever the stock.
    free = dict(world_of(facts).stock) if purpose(facts) in NO_PAYMENT else {}
    found: dict[str, int] = {}
    for line in facts.lines:
        wanted = open_pieces(line)
        if isinstance(asked, Mapping):
            wanted = min(wanted, int(asked.get(line.number, 0)))
        found[line.number] = min(wanted, ready(facts, line, free))
        if purpose(facts) in NO_PAYMENT:
            place = shelf(facts, line)
            free[place] = free.get(place, 0) - found[line.number]
    return found


def why_not_ready(facts: Facts) -> str:
    """Why nothing can be handed over, behind a colon; empty where that needs no reason."""
    still = [line for line in facts.lines if open_pieces(line)]
    if not still:
        return ": no piece of it is open"
    if purpose(facts) in NO_PAYMENT:
        place, _, label = shelf(facts, still[0])
        product = still[0].values.get("description") or still[0].values["product"]
        return f": {world_of(facts).unit(place).name} has no {label} stock of {product}"
    if any(waiting_pieces(facts).values()):
        return ": what is open of it has not been received yet"
    return ""


def waiting_pieces(facts: Facts) -> dict[str, int]:
    """The pieces of each line that are on order."""
    return {line.number: waiting(line) for line in facts.lines}


def hand_over(draft: Draft, record: Record, because: str) -> None:
    """Goods leave over the counter, through a shipment or from what is set aside; returned ones come back."""
    draft.answer("lines")
    pieces = chosen(draft.facts, ready_pieces(draft.facts))
    unpaid = to_pay(draft.facts) > 0
    for line in draft.facts.lines:
        if number_of := pieces.get(line.number):
            _hand_over(draft, line, number_of, because)
            if unpaid and _over_the_counter(draft.facts, line):
                message = f"Line {line.number} is handed over unpaid."
                draft.warnings.append(Reason(line.number, "unpaid", message, "rules.md 2.3"))
    settle_invoices(draft, because)


def _over_the_counter(facts: Facts, line: Record) -> bool:
    return not is_return(line) and world_of(facts).behaves(line.values.get("type")) == "carry_out"


def _hand_over(draft: Draft, line: Record, pieces: int, because: str) -> None:
    facts, world = draft.facts, world_of(draft.facts)
    here = str(facts.head.values.get("originating") or "")
    if is_return(line):
        move(draft, here, line, shelf(facts, line)[2], pieces, because)
    elif purpose(facts) == "return_to_supplier":
        move(draft, here, line, shelf(facts, line)[2], -pieces, because)
    elif purpose(facts) == "interstore":
        move(draft, here, line, shelf(facts, line)[2], -pieces, because)
        move(draft, str(facts.head.values.get("sold_to") or ""), line, "transit", pieces, because)
        draft.add(line, "ordered", pieces, because)
    elif not is_product(line):
        pass
    elif world.behaves(line.values.get("type")) == "carry_out":
        carry_away(draft, here, line, pieces, because)
    else:
        move(draft, home(draft, line), line, "reserved", -pieces, because)
        draft.add(line, "reserved", -pieces, because)
    draft.add(line, "shipped", pieces, because)
    _close_shipment(draft, line, pieces, because)


def _close_shipment(draft: Draft, line: Record, pieces: int, because: str) -> None:
    shipment = world_of(draft.facts).shipments.get(line.number)
    if shipment is None:
        return
    draft.add(shipment, "shipped", pieces, because)
    if draft.value(shipment, "shipped") == draft.value(shipment, "pieces"):
        draft.set(shipment, "state", "done", because)


def receive_goods(draft: Draft, record: Record, because: str) -> None:
    """What was ordered has come in: it is set aside for its line, or is the target store's."""
    draft.answer("lines")
    pieces = chosen(draft.facts, waiting_pieces(draft.facts))
    for line in draft.facts.lines:
        if number_of := pieces.get(line.number):
            _receive(draft, line, number_of, because)


def _receive(draft: Draft, line: Record, pieces: int, because: str) -> None:
    facts = draft.facts
    draft.add(line, "ordered", -pieces, because)
    if purpose(facts) in NO_PAYMENT:
        target = str(facts.head.values.get("sold_to") or "")
        move(draft, target, line, "transit", -pieces, because)
        move(draft, target, line, "sellable", pieces, because)
        return
    unit = store(facts, line)
    if line.values.get("ship_from"):
        move(draft, unit, line, "transit", -pieces, because)
    move(draft, unit, line, "reserved", pieces, because)
    draft.add(line, "reserved", pieces, because)
