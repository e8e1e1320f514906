"""Reads what surrounds orders: units, countries, methods, suppliers, types, labels, settings, stock."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import cast

from models.desk.session import Session
from models.statements import Statement, among, listed
from models.tables.orders import Recount
from models.tables.settings import Setting
from models.tables.stores import (
    Country,
    CustomStatus,
    LineTypeRow,
    ShippingMethod,
    Stock,
    Supplier,
    Unit,
    UnitMethod,
    UnitSupplier,
)
from models.till import world as till

LIMIT = 10_000
_UnitRow = tuple[str, str, str, str | None, str | None, str]
# Read with every action on an order, and always the same: built once.
_UNIT_METHODS = Statement(
    UnitMethod.select(UnitMethod.unit, UnitMethod.method).order_by(UnitMethod.position).limit(LIMIT)
)
_UNIT_SUPPLIERS = Statement(UnitSupplier.select(UnitSupplier.unit, UnitSupplier.supplier).limit(LIMIT))
_UNITS = Statement(
    Unit.select(Unit.id, Unit.name, Unit.kinds, Unit.parent, Unit.country, Unit.currency)
    .order_by(Unit.id)
    .limit(LIMIT)
)
_COUNTRIES = Statement(Country.select(Country.id, Country.name, Country.allows_mixed).limit(LIMIT))
_METHODS = Statement(
    ShippingMethod.select(ShippingMethod.id, ShippingMethod.name, ShippingMethod.delivery_type).limit(LIMIT)
)
_SUPPLIERS = Statement(Supplier.select(Supplier.id, Supplier.name).limit(LIMIT))
_TYPES = Statement(
    LineTypeRow.select(LineTypeRow.code, LineTypeRow.name, LineTypeRow.behaves, LineTypeRow.active)
    .order_by(LineTypeRow.custom, LineTypeRow.code)
    .limit(LIMIT)
)
_LABELS = Statement(
    CustomStatus.select(CustomStatus.code, CustomStatus.name).where(CustomStatus.active == 1).limit(LIMIT)
)
_SETTINGS = Statement(
    Setting.select(Setting.ou, Setting.name, Setting.value).where(Setting.ou.in_(among("ou"))).limit(LIMIT)
)
_STOCK = Statement(
    Stock.select(Stock.unit, Stock.product, Stock.label, Stock.quantity)
    .where(Stock.product.in_(among("product")))
    .limit(LIMIT)
)
_RECOUNTS = Statement(
    Recount.select(Recount.product, Recount.unit)
    .where((Recount.state == "open") & Recount.product.in_(among("product")))
    .limit(LIMIT)
)


def units(session: Session) -> dict[str, till.Unit]:
    """All organization units by their id."""
    database = session.database
    methods, suppliers = defaultdict(list), defaultdict(list)
    for unit, method in database.all(_UNIT_METHODS):
        methods[unit].append(str(method))
    for unit, supplier in database.all(_UNIT_SUPPLIERS):
        suppliers[unit].append(str(supplier))
    rows = cast("list[_UnitRow]", database.all(_UNITS))
    return {row[0]: _unit(row, tuple(methods[row[0]]), tuple(suppliers[row[0]])) for row in rows}


@lru_cache(maxsize=LIMIT)
def _unit(row: _UnitRow, methods: tuple[str, ...], suppliers: tuple[str, ...]) -> till.Unit:
    """The value of a row; what was read is compared with every action, but seldom new."""
    code, name, kinds, parent, country, currency = row
    return till.Unit(
        code, name, frozenset(json.loads(kinds)), parent or "", country or "", currency, methods, suppliers
    )


def countries(session: Session) -> dict[str, till.Country]:
    """All countries by their id."""
    rows = session.database.all(_COUNTRIES)
    return {str(code): till.Country(str(code), str(name), bool(mixed)) for code, name, mixed in rows}


def methods(session: Session) -> dict[str, till.Method]:
    """All shipping methods by their id."""
    rows = session.database.all(_METHODS)
    return {str(code): till.Method(str(code), str(name), str(kind)) for code, name, kind in rows}


def suppliers(session: Session) -> dict[str, str]:
    """All suppliers' names by their id."""
    rows = session.database.all(_SUPPLIERS)
    return {str(code): str(name) for code, name in rows}


def line_types(session: Session) -> dict[str, till.LineType]:
    """All action types, the four first."""
    rows = session.database.all(_TYPES)
    return {
        str(code): till.LineType(str(code), str(name), str(behaves), bool(active))
        for code, name, behaves, active in rows
    }


def labels(session: Session) -> dict[str, str]:
    """The custom statuses in use, by their code."""
    rows = session.database.all(_LABELS)
    return {str(code): str(name) for code, name in rows}


def settings(session: Session, above: Iterable[str]) -> dict[str, bool]:
    """The settings in force for a unit, given it and those above it, the nearest first."""
    order = [*above, ""]
    rows = session.database.all(_SETTINGS, {"ou": listed(order)})
    kept = {(str(name), str(ou)): bool(json.loads(str(value))) for ou, name, value in rows}
    return {
        name: next((kept[name, unit] for unit in order if (name, unit) in kept), default)
        for name, default in till.SETTINGS.items()
    }


def stock(session: Session, products: Iterable[str]) -> dict[tuple[str, str, str], int]:
    """The stock of these products in every unit, by unit, product and label."""
    rows = cast(
        "list[tuple[str, str, str, int]]", session.database.all(_STOCK, {"product": listed(products)})
    )
    return {(unit, product, label): pieces for unit, product, label, pieces in rows}


def recounts(session: Session, products: Iterable[str]) -> frozenset[tuple[str, str]]:
    """The products and units that a recount is open for."""
    rows = session.database.all(_RECOUNTS, {"product": listed(products)})
    return frozenset((str(product), str(unit)) for product, unit in rows)
