"""The values of the journal in the types of their columns: histories are texts, records are not."""

from __future__ import annotations

from peewee import BigIntegerField, Field, IntegerField

from models.deeds import STOCK
from models.desk.applying import COLUMNS
from models.numbers import machine_of
from models.tables.base import Table
from models.tables.cases import Case, Line
from models.tables.orders import Invoice, Nasc, Order, OrderLine, Payment, Recount, Shipment

TABLES: dict[str, type[Table]] = {
    "case": Case,
    "line": Line,
    "order": Order,
    "order_line": OrderLine,
    "payment": Payment,
    "shipment": Shipment,
    "invoice": Invoice,
    "nasc": Nasc,
    "recount": Recount,
}
_FLAGS = {"True": 1, "False": 0}


def typed(record: str, field: str, text: str, born: str) -> object:
    """What a field holds where its history says ``text``; nothing of a record that was not there.

    ``born`` is the field by which the record is known to be there.
    """
    if record.startswith(STOCK):
        return int(text or 0)
    if not text and field == born:
        return None
    name = COLUMNS.get(field, field)
    column = getattr(TABLES[machine_of(record)], name, None)
    if isinstance(column, IntegerField | BigIntegerField):
        return _FLAGS[text] if text in _FLAGS else int(text) if text else None
    if not text and isinstance(column, Field) and column.null:
        return None
    return text
