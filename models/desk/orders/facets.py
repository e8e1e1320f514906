"""The columns of an order that follow from its facts, so that lists need not read lines."""

from __future__ import annotations

from collections.abc import Iterable

from models.desk.session import Session
from models.folding import plain
from models.plans import Facts
from models.rulebook import Rulebook
from models.statements import Statement, among, listed, slot
from models.tables.stores import Customer, Product
from models.till import derivations
from models.till.quantities import (
    NO_PAYMENT,
    order_type,
    purpose,
    ready,
    tally,
    to_pay,
    total,
)

MAX_SEARCHED = 50
SEARCHED = ("customer", "address", "description", "source_number")
_CUSTOMER = Statement(Customer.select(Customer.name).where(Customer.id == slot("id")).limit(1))
_PRODUCTS = Statement(
    Product.select(Product.id, Product.name).where(Product.id.in_(among("id"))).limit(MAX_SEARCHED)
)


def facets(
    session: Session, rulebook: Rulebook, facts: Facts, before: Facts | None = None
) -> dict[str, object]:
    """Status, type, totals and marks, and what free words find, where it is not what it was ``before``."""
    found = derived(rulebook, facts)
    if before is None or not _reads_alike(before, facts):
        found["search_text"] = search_text(session, facts)
    return found


def derived(rulebook: Rulebook, facts: Facts) -> dict[str, object]:
    """Status, type, totals and marks."""
    machine = rulebook.machine_by_code["order"]
    marks = derivations.marks(facts)
    left = to_pay(facts)
    begun = facts.head.state not in ("basket", "suspended")
    return {
        "is_open": int(facts.head.state not in machine.final_codes),
        "status": derivations.badge(machine, facts),
        "type": order_type(facts),
        "total_minor": total(facts),
        "to_pay_minor": left,
        "is_paid": int(derivations.is_paid(facts)),
        "is_shipped": int(derivations.is_shipped(facts)),
        "part_paid": int("part_paid" in marks),
        "part_shipped": int("part_shipped" in marks),
        "is_due": int(begun and left != 0),
        "is_ready": int(facts.head.state == "placed" and tally(facts).open and _is_ready(facts)),
        "waits": int(tally(facts).waits),
    }


def _is_ready(facts: Facts) -> bool:
    """Whether anything stands ready; what goes to a supplier or a store does so while any is open.

    What of it lies in stock changes without the order, and so can't be written in its row.
    """
    return purpose(facts) in NO_PAYMENT or any(ready(facts, line) for line in facts.lines)


def search_text(session: Session, facts: Facts) -> str:
    """Customer, address, description, the source's number and the first products, folded."""
    words, products = _searched(facts)
    words += session.database.one(_CUSTOMER, {"id": facts.head.values.get("customer")}) or ()
    return searched_text(words, session.database.all(_PRODUCTS, {"id": listed(products)}))


def searched_text(fields: Iterable[object], products: Iterable[Iterable[object]]) -> str:
    """What free words find: fields of an order with its customer's name, and its products by id and name."""
    words = [*fields, *(word for each in dict.fromkeys(map(tuple, products)) for word in each)]
    return plain("\n".join(str(word) for word in words if word))


def _reads_alike(before: Facts, facts: Facts) -> bool:
    """Whether free words find the order by the same as before."""
    was, now = before.head.values, facts.head.values
    for name in SEARCHED:
        if was.get(name) != now.get(name):
            return False
    return before.lines is facts.lines or _products(before) == _products(facts)


def _searched(facts: Facts) -> tuple[list[object], list[object]]:
    """The fields of the order that are found, and its first products."""
    return [facts.head.values.get(name) for name in SEARCHED], _products(facts)


def _products(facts: Facts) -> list[object]:
    return [line.values["product"] for line in facts.lines[:MAX_SEARCHED]]
