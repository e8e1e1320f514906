"""What `list` prints of orders, of what is made along with them, and of stock.

*Units*: times as ISO text in UTC; amounts as texts with the currency's decimals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from peewee import Expression, Field

from models.clock import iso
from models.desk.session import Session
from models.money import amount_text
from models.numbers import PREFIX, number_of, parse_number
from models.query import Condition, Fields, Reader, conditions, exactly, holds, numbered
from models.tables.orders import Invoice, Nasc, Order, Payment, Recount, Shipment
from models.tables.stores import Stock
from models.views import OrderRow

Row = dict[str, object]


def order_row(row: OrderRow) -> Row:
    """A row of the list of orders as a mapping."""
    return {
        "number": row.number,
        "status": row.status,
        "marks": [name for name in ("part_paid", "part_shipped") if getattr(row, name)],
        "type": row.type or None,
        "purpose": row.purpose,
        "customer": row.customer_id or None,
        "customer_name": row.customer or None,
        "ou": row.ou,
        "lines": row.lines,
        "total": amount_text(row.total_minor, row.currency),
        "to_pay": amount_text(row.to_pay_minor, row.currency),
        "currency": row.currency,
        "custom_status": row.custom_status or None,
        "locked": bool(row.locked),
        "state": row.state,
        "opened_at": iso(row.opened_at),
        "version": row.version,
    }


class Plain(NamedTuple):
    """A list of one table, the newest record first where they have numbers: columns by the names of the row.

    ``words`` is the column that bare words are looked for in.
    """

    kind: str
    columns: Mapping[str, Field]
    words: Field

    def rows(self, session: Session, where: str, limit: int) -> list[Row]:
        """The records that match, at most so many.

        *Errors*: `Invalid` for a query that can't be understood.
        """
        table = self.words.model
        select = table.select(*self.columns.values())
        if "currency" in self.columns:
            select = select.join(Order)
        for condition in conditions(where, self._askable(), Reader(session.agent, lambda kind: {})):
            select = select.where(condition)
        numbered_rows = "number" in self.columns
        order = [table.id.desc()] if numbered_rows else list(self.columns.values())[:3]
        found = session.database.all(select.order_by(*order).limit(limit))
        return [self._shaped(dict(zip(self.columns, row, strict=True))) for row in found]

    def _askable(self) -> Fields:
        by_name = {name: self._condition(name, column) for name, column in self.columns.items()}
        return Fields(by_name, lambda word: holds(self.words, word))

    def _condition(self, name: str, column: Field) -> Condition:
        if name == "number":
            return numbered(column, PREFIX[self.kind], self.kind)
        return _of_order(column) if name == "order" else exactly(column)

    def _shaped(self, row: dict[str, Any]) -> Row:
        shapes: dict[str, Callable[[Any], object]] = {
            "number": lambda value: number_of(self.kind, value),
            "order": lambda value: number_of("order", value),
            "amount": lambda value: amount_text(value, row["currency"]),
            "at": iso,
        }
        return {
            name: shapes[name](value) if name in shapes else None if value == "" else value
            for name, value in row.items()
        }


def _of_order(column: Field) -> Condition:
    def condition(value: str, reader: Reader) -> Expression:
        same: Expression = column == parse_number(value)[1]
        return same

    return condition


PLAIN = {
    "stock": Plain(
        "stock",
        {"ou": Stock.unit, "product": Stock.product, "label": Stock.label, "quantity": Stock.quantity},
        Stock.product,
    ),
    "payments": Plain(
        "payment",
        {
            "number": Payment.id, "order": Payment.order, "amount": Payment.amount_minor,
            "currency": Order.currency, "method": Payment.method, "at": Payment.at, "agent": Payment.agent,
        },
        Payment.method,
    ),
    "shipments": Plain(
        "shipment",
        {
            "number": Shipment.id, "order": Shipment.order, "line": Shipment.line, "ship_from": Shipment.unit,
            "shipping_method": Shipment.method, "quantity": Shipment.pieces, "shipped": Shipment.shipped,
            "state": Shipment.state, "at": Shipment.at,
        },
        Shipment.line,
    ),
    "invoices": Plain(
        "invoice",
        {
            "number": Invoice.id, "order": Invoice.order, "line": Invoice.line, "quantity": Invoice.pieces,
            "amount": Invoice.amount_minor, "currency": Order.currency, "at": Invoice.at,
        },
        Invoice.line,
    ),
    "nasc": Plain(
        "nasc",
        {
            "number": Nasc.id, "order": Nasc.order, "line": Nasc.line, "ou": Nasc.unit,
            "product": Nasc.product, "quantity": Nasc.pieces, "at": Nasc.at,
        },
        Nasc.product,
    ),
    "recounts": Plain(
        "recount",
        {
            "number": Recount.id, "ou": Recount.unit, "product": Recount.product, "state": Recount.state,
            "counted": Recount.counted, "at": Recount.at,
        },
        Recount.product,
    ),
}  # fmt: skip
