"""Small exports made for a test: rows with only what the test is about, written as a ServiceNow file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

COLUMNS = (
    "number", "incident_state", "sys_mod_count", "caller_id", "opened_by", "opened_at", "sys_created_by",
    "sys_updated_by", "sys_updated_at", "contact_type", "category", "subcategory", "u_symptom", "priority",
    "assignment_group", "assigned_to", "closed_code", "resolved_by", "resolved_at", "closed_at",
)  # fmt: skip
ROW = {
    "number": "INC1",
    "incident_state": "New",
    "sys_mod_count": "0",
    "caller_id": "Caller 1",
    "opened_by": "Opener 1",
    "opened_at": "29-02-2016 01:16",
    "sys_created_by": "?",
    "sys_updated_by": "Updater 1",
    "sys_updated_at": "29-02-2016 01:23",
    "contact_type": "Phone",
    "category": "Category 1",
    "subcategory": "Subcategory 2",
    "u_symptom": "?",
    "priority": "3 - Moderate",
    "assignment_group": "Group 1",
    "assigned_to": "?",
    "closed_code": "code 5",
    "resolved_by": "Resolver 9",
    "resolved_at": "01-03-2016 11:00",
    "closed_at": "05-03-2016 12:00",
}


def update(revision: int, at: str, state: str = "New", **cells: str) -> dict[str, str]:
    """The row of one update of INC1, or of the incident that the cell ``number`` names."""
    return {**ROW, "sys_mod_count": str(revision), "sys_updated_at": at, "incident_state": state, **cells}


def export(rows: Iterable[Mapping[str, str]], columns: Iterable[str] = COLUMNS, end: str = "\n") -> bytes:
    """The rows as a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, tuple(columns), lineterminator=end, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


TILL = (
    "InvoiceNo",
    "StockCode",
    "Description",
    "Quantity",
    "InvoiceDate",
    "UnitPrice",
    "CustomerID",
    "Country",
)


def sold(invoice: str, product: str, quantity: object, price: str = "2.55", **cells: str) -> dict[str, str]:
    """A till line of an online retailer."""
    return {
        "InvoiceNo": invoice,
        "StockCode": product,
        "Description": f"THING {product}",
        "Quantity": str(quantity),
        "InvoiceDate": "12/1/10 8:26",
        "UnitPrice": price,
        "CustomerID": "17850",
        "Country": "United Kingdom",
        **cells,
    }


def till(*rows: Mapping[str, str], end: str = "\n") -> bytes:
    """The rows as the file of a till."""
    return export(rows, TILL, end)
