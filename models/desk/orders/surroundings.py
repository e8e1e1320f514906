"""Reads what surrounds orders: units, countries, methods, suppliers, types, labels, settings, stock."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
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
#: The shelves of an order's products: a thousand lines in two hundred units, each with five labels.
SHELVES = 1_000_000
_Rows = tuple[tuple[object, ...], ...]
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
    .limit(SHELVES)
)
_RECOUNTS = Statement(
    Recount.select(Recount.product, Recount.unit)
    .where((Recount.state == "open") & Recount.product.in_(among("product")))
    .limit(LIMIT)
)


def units(session: Session) -> dict[str, till.Unit]:
    """All organization units by their id."""
    read = (session.database.all(each) for each in (_UNITS, _UNIT_METHODS, _UNIT_SUPPLIERS))
    return dict(_tree(*map(tuple, read)))


@lru_cache(maxsize=8)
def _tree(rows: _Rows, methods: _Rows, suppliers: _Rows) -> Mapping[str, till.Unit]:
    """The units that rows make; they are read with every action, and seldom others than before."""
    ways, sources = _by_unit(methods), _by_unit(suppliers)
    return {
        str(code): till.Unit(
            str(code),
            str(name),
            frozenset(json.loads(str(kinds))),
            str(parent or ""),
            str(country or ""),
            str(currency),
            tuple(ways[code]),
            tuple(sources[code]),
        )
        for code, name, kinds, parent, country, currency in rows
    }


def _by_unit(rows: _Rows) -> Mapping[object, list[str]]:
    found = defaultdict(list)
    for unit, each in rows:
        found[unit].append(str(each))
    return found


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


class Shelves(Mapping[tuple[str, str, str], int]):
    """What lies where, by unit, product and label; put in order once somebody looks: few actions do."""

    def __init__(self, rows: list[tuple[str, str, str, int]]) -> None:
        self._rows = rows

    @cached_property
    def _pieces(self) -> dict[tuple[str, str, str], int]:
        return {row[:3]: row[3] for row in self._rows}

    def __getitem__(self, shelf: tuple[str, str, str]) -> int:
        """The pieces on a shelf."""
        return self._pieces[shelf]

    def __iter__(self) -> Iterator[tuple[str, str, str]]:
        """Every shelf."""
        return iter(self._pieces)

    def __len__(self) -> int:
        """How many shelves there are."""
        return len(self._pieces)

    def get(self, shelf: tuple[str, str, str], default: int = 0) -> int:  # type: ignore[override]  # pieces, or none
        """The pieces on a shelf."""
        return self._pieces.get(shelf, default)


def stock(session: Session, products: str) -> Shelves:
    """The stock of these products, a text of `listed`, in every unit."""
    rows = session.database.all(_STOCK, {"product": products})
    return Shelves(cast("list[tuple[str, str, str, int]]", rows))


def recounts(session: Session, products: str) -> frozenset[tuple[str, str]]:
    """The products, a text of `listed`, and units that a recount is open for."""
    rows = session.database.all(_RECOUNTS, {"product": products})
    return frozenset((str(product), str(unit)) for product, unit in rows)
