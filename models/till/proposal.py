"""What follows at the till once a line of a case is accepted: goods come back, are cancelled, or are added.

The approved quantity is what the order line shall have. Nothing is done here: each proposal is an
operation that an agent confirms or leaves.

*Shapes*: an operation is one of JSON Lines, see `models.operations`; ``follows`` names the case's line.
*Source*: rules.md, 3.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from models.money import amount_text
from models.plans import Facts, Record
from models.till.guards import returnable
from models.till.quantities import is_return, living, number, open_pieces, purpose


class Proposal(NamedTuple):
    """One operation with what it comes to in a sentence; ``order`` is the one it is about."""

    line: str
    order: str
    sentence: str
    operation: Mapping[str, object]


def proposals(line: Record, facts: Facts | None) -> tuple[Proposal, ...]:
    """What an accepted line of a case asks of the order line that it is about, at most two operations.

    ``line`` is the case's line, ``facts`` are the order's with the order line as target; None where
    the desk does not hold it.
    """
    if facts is None or facts.target == facts.head.number or purpose(facts) != "sale":
        return ()
    sold = facts.record
    wanted = line.values.get("approved_quantity")
    if not isinstance(wanted, int) or is_return(sold) or facts.head.state == "cancelled":
        return ()
    has = living(sold) - number(sold, "returned")
    if wanted > has:
        return (_more(line, facts, sold, wanted, has),)
    found = []
    fewer = has - wanted
    if cancelled := min(fewer, open_pieces(sold)):
        found.append(_cancel(line, facts, sold, cancelled))
    if returned := min(fewer - cancelled, returnable(facts)[sold.number]):
        found.append(_return(line, facts, sold, returned))
    return tuple(found)


def _made(line: Record, facts: Facts, sentence: str, **operation: object) -> Proposal:
    return Proposal(line.number, facts.head.number, sentence, {**operation, "follows": line.number})


def _cancel(line: Record, facts: Facts, sold: Record, pieces: int) -> Proposal:
    inputs = {"line": sold.number, "quantity": pieces, "reason": f"accepted in {line.number}"}
    return _made(
        line,
        facts,
        f"Cancel {pieces} of {_name(sold)} on {sold.number}, not yet handed over.",
        op="do",
        record=facts.head.number,
        action="cancel",
        inputs=inputs,
    )


def _return(line: Record, facts: Facts, sold: Record, pieces: int) -> Proposal:
    return _made(
        line,
        facts,
        f"Bring back {pieces} of {_name(sold)} from {sold.number} in a basket of its own.",
        op="do",
        record=facts.head.number,
        action="return",
        inputs={"lines": {sold.number: pieces}},
    )


def _more(line: Record, facts: Facts, sold: Record, wanted: int, has: int) -> Proposal:
    if facts.head.state == "basket":
        quantity = wanted + number(sold, "cancelled") + number(sold, "returned")
        sentence = f"Make it {wanted} of {_name(sold)} on {sold.number}, instead of {has}."
        return _made(line, facts, sentence, op="set", record=sold.number, fields={"quantity": quantity})
    values, more = facts.head.values, wanted - has
    fields = {
        "ou": values.get("originating"),
        "customer": values.get("customer"),
        "address": values.get("address"),
    }
    price = amount_text(number(sold, "unit_price_minor"), str(values.get("currency")))
    added = {"product": sold.values.get("product"), "quantity": more, "unit_price": price}
    return _made(
        line,
        facts,
        f"Sell {more} more of {_name(sold)} in a new basket, at the price of {sold.number}.",
        op="new",
        kind="basket",
        fields={name: value for name, value in fields.items() if value},
        lines=[added],
    )


def _name(sold: Record) -> str:
    return str(sold.values.get("description") or sold.values.get("product"))
