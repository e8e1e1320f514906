"""Orders as plain mappings, ready for JSON: what `show` and `list` print of them.

*Units*: amounts as texts with the currency's decimals.
"""

from __future__ import annotations

from models.clock import iso
from models.desk.session import Session
from models.money import amount_text
from models.numbers import number_of, parse_number
from models.operations import reason_as_json
from models.plans import Facts, Record
from models.rulebook import Rulebook
from models.tables.orders import Invoice, Nasc, Order, Payment, Recount, Shipment
from models.tables.stores import Stock
from models.till import derivations
from models.till.aftermath import COUNTERS
from models.till.quantities import number, order_type, to_pay, total
from models.till.warnings import warnings

Row = dict[str, object]


def order_record(session: Session, rulebook: Rulebook, facts: Facts) -> Row:
    """An order as a mapping, with what follows from its facts."""
    machine = rulebook.machine_by_code["order"]
    head = facts.head
    currency = str(head.values["currency"])
    extras = (
        session.database.one(
            Order.select(Order.opened_at, Order.opened_by, Order.placed_at, Order.source, Order.source_number)
            .where(Order.id == parse_number(head.number)[1])
            .limit(1)
        )
        or (None,) * 5
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
        "opened_at": iso(extras[0] and int(str(extras[0]))),  # type: ignore[arg-type]
        "opened_by": extras[1],
        "placed_at": iso(extras[2] and int(str(extras[2]))),  # type: ignore[arg-type]
        "source": extras[3],
        "source_number": extras[4],
        "lines": [order_line_record(line, currency) for line in facts.lines],
    }


def order_line_record(line: Record, currency: str) -> Row:
    """An order's line as a mapping."""
    values = line.values
    return {
        "number": line.number,
        "product": values["product"],
        "description": values["description"] or None,
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


def stock_rows(session: Session, limit: int) -> list[Row]:
    """Stock by unit and product."""
    columns = (Stock.unit, Stock.product, Stock.label, Stock.quantity)
    rows = session.database.all(Stock.select(*columns).order_by(*columns[:3]).limit(limit))
    return [dict(zip(("ou", "product", "label", "quantity"), row, strict=True)) for row in rows]


def _amount(minor: object, currency: object) -> str:
    return amount_text(int(str(minor)), str(currency))


def payment_rows(session: Session, limit: int) -> list[Row]:
    """Payments, the newest first."""
    columns = (
        Payment.id,
        Payment.order,
        Payment.amount_minor,
        Order.currency,
        Payment.method,
        Payment.at,
        Payment.agent,
    )
    rows = session.database.all(Payment.select(*columns).join(Order).order_by(Payment.id.desc()).limit(limit))
    return [
        {
            "number": number_of("payment", int(str(row[0]))),
            "order": number_of("order", int(str(row[1]))),
            "amount": _amount(row[2], row[3]),
            "currency": row[3],
            "method": row[4] or None,
            "at": iso(int(str(row[5]))),
            "agent": row[6],
        }
        for row in rows
    ]


def shipment_rows(session: Session, limit: int) -> list[Row]:
    """Shipments, the newest first."""
    columns = (
        Shipment.id, Shipment.line, Shipment.unit, Shipment.method, Shipment.pieces,
        Shipment.shipped, Shipment.state,
    )  # fmt: skip
    rows = session.database.all(Shipment.select(*columns).order_by(Shipment.id.desc()).limit(limit))
    names = ("number", "line", "ship_from", "shipping_method", "quantity", "shipped", "state")
    return [
        dict(zip(names, (number_of("shipment", int(str(row[0]))), *row[1:]), strict=True)) for row in rows
    ]


def invoice_rows(session: Session, limit: int) -> list[Row]:
    """Invoices, the newest first."""
    columns = (Invoice.id, Invoice.line, Invoice.pieces, Invoice.amount_minor, Order.currency, Invoice.at)
    rows = session.database.all(Invoice.select(*columns).join(Order).order_by(Invoice.id.desc()).limit(limit))
    return [
        {
            "number": number_of("invoice", int(str(row[0]))),
            "line": row[1],
            "quantity": row[2],
            "amount": _amount(row[3], row[4]),
            "currency": row[4],
            "at": iso(int(str(row[5]))),
        }
        for row in rows
    ]


def nasc_rows(session: Session, limit: int) -> list[Row]:
    """NASC records, the newest first."""
    columns = (Nasc.id, Nasc.line, Nasc.unit, Nasc.product, Nasc.pieces)
    rows = session.database.all(Nasc.select(*columns).order_by(Nasc.id.desc()).limit(limit))
    names = ("number", "line", "ou", "product", "quantity")
    return [dict(zip(names, (number_of("nasc", int(str(row[0]))), *row[1:]), strict=True)) for row in rows]


def recount_rows(session: Session, limit: int) -> list[Row]:
    """Recount tasks, the newest first."""
    columns = (Recount.id, Recount.unit, Recount.product, Recount.state, Recount.counted)
    rows = session.database.all(Recount.select(*columns).order_by(Recount.id.desc()).limit(limit))
    names = ("number", "ou", "product", "state", "counted")
    return [dict(zip(names, (number_of("recount", int(str(row[0]))), *row[1:]), strict=True)) for row in rows]
