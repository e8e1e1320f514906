"""Orders as plain mappings, ready for JSON: what `show` prints of them.

*Units*: amounts as texts with the currency's decimals.
"""

from __future__ import annotations

from peewee import JOIN

from models.clock import iso
from models.desk.references import cases_about
from models.desk.session import Session
from models.money import amount_text
from models.numbers import parse_number
from models.operations import reason_as_json
from models.plans import Facts, Record
from models.rulebook import Rulebook
from models.tables.orders import CustomStatusEntry, Order
from models.tables.stores import Customer
from models.till import derivations
from models.till.aftermath import COUNTERS
from models.till.quantities import number, order_type, to_pay, total
from models.till.warnings import warnings

Row = dict[str, object]
MAX_LEDGER = 100


def order_record(session: Session, rulebook: Rulebook, facts: Facts) -> Row:
    """An order as a mapping, with what follows from its facts."""
    machine = rulebook.machine_by_code["order"]
    head = facts.head
    currency = str(head.values["currency"])
    extras = (
        session.database.one(
            Order.select(
                Order.opened_at,
                Order.opened_by,
                Order.placed_at,
                Order.source,
                Order.source_number,
                Customer.name,
            )
            .join(Customer, JOIN.LEFT_OUTER)
            .where(Order.id == parse_number(head.number)[1])
            .limit(1)
        )
        or (None,) * 6
    )
    values = head.values
    return {
        "number": head.number,
        "kind": "basket" if head.state in ("basket", "suspended") else "order",
        "state": head.state,
        "version": head.version,
        "purpose": values["purpose"],
        "type": order_type(facts) or None,
        "status": derivations.badge(machine, facts),
        "statuses": list(derivations.statuses(machine, facts)),
        "marks": list(derivations.marks(facts)),
        "custom_status": values["custom_status"],
        "warnings": [reason_as_json(each) for each in warnings(rulebook, facts)],
        "currency": currency,
        "total": amount_text(total(facts), currency),
        "paid": amount_text(number(head, "paid_minor"), currency),
        "to_pay": amount_text(to_pay(facts), currency),
        "customer": values["customer"],
        "customer_name": extras[5],
        "address": values["address"] or None,
        "originating": values["originating"],
        "sold_from": values["sold_from"],
        "pickup": values["pickup"],
        "sold_to": values["sold_to"],
        "supplier": values["supplier"],
        "reason": values["reason"] or None,
        "shipping_method": values["shipping_method"],
        "locked": bool(values["locked"]),
        "description": values["description"] or None,
        "requested_date": values["requested_date"] or None,
        "opened_at": _when(extras[0]),
        "opened_by": extras[1],
        "placed_at": _when(extras[2]),
        "source": extras[3],
        "source_number": extras[4],
        "cases": [each._asdict() for each in cases_about(session, head.number)],
        "custom_status_ledger": _ledger(session, head.number),
        "lines": [order_line_record(line, currency) for line in facts.lines],
    }


def _ledger(session: Session, number: str) -> list[Row]:
    """Who gave the order which custom status, and when, the newest first."""
    table = CustomStatusEntry
    rows = session.database.all(
        table.select(table.status, table.agent, table.at)
        .where(table.order == parse_number(number)[1])
        .order_by(table.id.desc())
        .limit(MAX_LEDGER)
    )
    return [{"custom_status": row[0], "agent": row[1], "at": _when(row[2])} for row in rows]


def _when(at: object) -> str | None:
    """A column of time as ISO 8601 text; nothing where there is none."""
    return iso(None if at is None else int(str(at)))


def order_line_record(line: Record, currency: str) -> Row:
    """An order's line as a mapping."""
    values = line.values
    return {
        "number": line.number,
        "product": values["product"],
        "description": values["description"] or None,
        "goods": bool(values["is_product"]),
        "quantity": values["quantity"],
        "unit_price": amount_text(number(line, "unit_price_minor"), currency),
        "type": values["type"],
        "shipping_method": values["shipping_method"],
        "ship_from": values["ship_from"],
        "label": values["label"],
        "returns": values["returns"] or None,
        **{name: values[name] for name in COUNTERS},
        "version": line.version,
    }
