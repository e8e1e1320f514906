"""Where a customer's text is: every column that may hold it, whose rows are his, and what is left there.

Whoever adds a column for text adds it here, or says in the test why it holds none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from models.database import Database
from models.desk.fields import holds_words

#: What stands where a text has to be.
GONE = "(erased)"
_EMPTY = "''"
_GONE = f"'{GONE}'"
_NOTHING = "NULL"


class Place(NamedTuple):
    """Rows of a table, and what their columns become; without columns the rows themselves go."""

    table: str
    rows: str
    columns: Mapping[str, str]

    def statement(self) -> str:
        """What erases it."""
        if not self.columns:
            return f"DELETE FROM {self.table} WHERE {self.rows}"
        settings = ", ".join(f"{column} = {value}" for column, value in self.columns.items())
        return f"UPDATE {self.table} SET {settings} WHERE {self.rows}"


def _among(column: str, ids: str) -> str:
    return f"{column} IN (SELECT value FROM json_each(:{ids}))"


_STAMPS = {"updated_at": ":now", "updated_by": ":agent", "version": "version + 1"}
PLACES = (
    Place(
        "activity",
        f"{_among('case_id', 'cases')} OR {_among('order_id', 'orders')}",
        {
            "text": f"CASE text WHEN '' THEN '' ELSE {_GONE} END",
            "changes": "casedesk_without_words(changes)",
            "kept": _NOTHING,
        },
    ),
    Place(
        "case_lines",
        _among("case_id", "cases"),
        {
            "about": f"casedesk_shaped('about', about, {_GONE})",
            "current_location": _EMPTY,
            "requested_location": _EMPTY,
            "approved_location": _EMPTY,
            "close_notes": _EMPTY,
            "account_id": _NOTHING,
            "contact_id": _NOTHING,
        },
    ),
    Place(
        "cases",
        _among("id", "cases"),
        {
            "short_description": _GONE,
            "resolution_notes": _EMPTY,
            "order_number": f"casedesk_shaped('order', order_number, {_EMPTY})",
            "search_text": "COALESCE(casedesk_plain(source_number), '')",
            "account_id": _NOTHING,
            "contact_id": _NOTHING,
            "consumer_id": _NOTHING,
            **_STAMPS,
        },
    ),
    # What it was that an update said is known no more: it is only known that there was one.
    Place(
        "imported_update",
        _among("case_id", "cases"),
        {"digest": "lower(hex(randomblob(9)))", "said": _EMPTY, "rest": _EMPTY},
    ),
    Place(
        "order_lines",
        _among("order_id", "orders"),
        {"description": "(SELECT name FROM product WHERE product.id = product_id)"},
    ),
    Place(
        "payment",
        _among("order_id", "orders"),
        {"method": f"casedesk_shaped('method', method, {_EMPTY})"},
    ),
    Place(
        "orders",
        _among("id", "orders"),
        {
            "customer_id": _NOTHING,
            "address": _EMPTY,
            "reason": _EMPTY,
            "description": _EMPTY,
            "search_text": "casedesk_plain(COALESCE(source_number, '') || COALESCE((SELECT group_concat("
            "char(10) || p.id || char(10) || p.name, '') FROM order_lines l JOIN product p "
            "ON p.id = l.product_id WHERE l.order_id = orders.id), ''))",
            **_STAMPS,
        },
    ),
    # What somebody has typed and not sent: about his records, or with his name in a field of its own.
    Place(
        "draft",
        f"{_among('about', 'numbers')} OR EXISTS (SELECT 1 FROM json_each(:names) WHERE instr(held, value))",
        {},
    ),
    Place("contact", _among("id", "contacts"), {}),
    Place("account", _among("id", "accounts"), {}),
    Place("customer", _among("id", "customers"), {}),
)


def teach(database: Database) -> None:
    """Gives the connection the functions that the places need."""
    database.connection.create_function("casedesk_shaped", 3, _shaped)
    database.connection.create_function("casedesk_without_words", 1, _without_words)


def _shaped(field: str, text: str, else_: str) -> str:
    """A reference to another record stays; words in its place go."""
    return else_ if holds_words(field, text) else text


def _without_words(changes: str) -> str:
    """The changes of an entry of the stream but for those of words: states, dates and amounts stay.

    That there are fewer than the journal tells is how an undo knows that something was erased.
    """
    told = json.loads(changes)
    return json.dumps([change for change in told if not holds_words(*change[1:])])
