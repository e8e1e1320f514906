"""A short way to import orders into a desk on a database file, and to look at them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from models import Desk, import_orders
from models.imports.orders.report import OrderImport

Take = Callable[..., OrderImport]
Row = dict[str, object]


@pytest.fixture
def take_orders(desk: Desk) -> Take:
    """Imports bytes, by the map of the online retailer unless another is named."""

    def importing(
        content: bytes, name: str | Path = "online-retail", *, dry_run: bool = False
    ) -> OrderImport:
        return import_orders(desk, io.BytesIO(content), name, dry_run=dry_run)

    return importing


def order_of(desk: Desk, source_number: str) -> Row:
    """The order that came in under a number, as `show` prints it."""
    query = "SELECT printf('SO%07d', id) FROM orders WHERE source_number = ? LIMIT 1"
    row = desk.session.database.one(query, [source_number])
    assert row is not None, source_number
    return desk.record(str(row[0]))


def lines_of(order: Row) -> list[Row]:
    lines = order["lines"]
    assert isinstance(lines, list)
    return lines
