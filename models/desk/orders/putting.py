"""Makes or replaces what orders are made of: units, methods, products, stock, custom statuses and types."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from models.checks import whole_number
from models.desk.orders.catalogue import product_of
from models.desk.orders.labelling import custom_status, custom_type
from models.desk.orders.put_fields import flag_of, key_of, list_of, one_of, text_of
from models.desk.orders.renaming import find_by_new_name
from models.desk.orders.shelves import enough_for_orders, set_pieces
from models.desk.session import Session
from models.errors import Invalid
from models.money import amount_text, currency_code, minor_of
from models.plans import Change
from models.tables.stores import (
    Country,
    Customer,
    Product,
    ShippingMethod,
    Supplier,
    Unit,
    UnitMethod,
    UnitSupplier,
)
from models.till.world import LABELS

KINDS_OF_UNIT = ("shop", "web_shop", "pickup", "warehouse")
DELIVERY_TYPES = ("default", "ship_from_store", "interbranch")
_Keyed = Country | Unit | ShippingMethod | Supplier | Customer | Product


def _known(session: Session, table: type[Unit | ShippingMethod | Supplier], name: str, value: str) -> str:
    if session.database.one(table.select(table.id).where(table.id == value).limit(1)) is None:
        raise Invalid(f"{name}: there is no {name} {value!r:.60} on this desk; put it first.")
    return value


def _replace(session: Session, table: type[_Keyed], values: Mapping[str, object]) -> None:
    """Updates the row with this id, or inserts it; orders are found by a new name of what they name."""
    rest = {name: value for name, value in values.items() if name != "id"}
    here = table.id == values["id"]
    before = session.database.one(table.select(table.name).where(here).limit(1))
    if before is None:
        session.database.run(table.insert(**values))
        return
    session.database.run(table.update(**rest).where(here))
    if table in (Customer, Product) and before[0] != values["name"]:
        find_by_new_name(session, table, str(values["id"]))


def _country(session: Session, fields: Mapping[str, object]) -> str:
    allows = flag_of(fields, "allows_mixed", default=True)
    currency = currency_code(fields["currency"]) if fields.get("currency") else ""
    code = key_of(fields)
    _replace(
        session,
        Country,
        {
            "id": code,
            "name": text_of(fields, "name", code),
            "allows_mixed": int(allows),
            "currency": currency,
        },
    )
    return code


def _unit(session: Session, fields: Mapping[str, object]) -> str:
    code, database = key_of(fields), session.database
    kinds = list_of(fields, "kinds")
    for kind in kinds:
        if kind not in KINDS_OF_UNIT:
            raise Invalid(f"kinds: {kind!r:.60} is not one of: {', '.join(KINDS_OF_UNIT)}.")
    parent, country = fields.get("parent"), fields.get("country")
    if parent:
        _known(session, Unit, "parent", str(parent))
        _no_circle(session, code, str(parent))
    if country and database.one(Country.select(Country.id).where(Country.id == country).limit(1)) is None:
        database.run(Country.insert(id=key_of(fields, "country"), name=country))
    values = {
        "id": code,
        "name": text_of(fields, "name", code),
        "kinds": json.dumps(kinds),
        "parent": parent or None,
        "country": country or None,
        "currency": currency_code(fields.get("currency") or _currency_of(session, country)),
    }
    _replace(session, Unit, values)
    for field, link, table in (
        ("shipping_methods", UnitMethod, ShippingMethod),
        ("suppliers", UnitSupplier, Supplier),
    ):
        database.run(link.delete().where(link.unit == code))
        for position, each in enumerate(dict.fromkeys(list_of(fields, field))):
            _known(session, table, field, each)
            row = {"method": each, "position": position} if link is UnitMethod else {"supplier": each}
            database.run(link.insert(unit=code, **row))
    return code


def _currency_of(session: Session, country: object) -> str:
    row = session.database.one(Country.select(Country.currency).where(Country.id == country).limit(1))
    return str(row[0]) if row and row[0] else "EUR"


def _no_circle(session: Session, code: str, parent: str) -> None:
    seen: set[str] = set()
    above: object = parent
    while above and str(above) not in seen:
        if above == code:
            raise Invalid(f"parent: {parent!r} stands below {code!r} already; a tree has no circles.")
        seen.add(str(above))
        row = session.database.one(Unit.select(Unit.parent).where(Unit.id == above).limit(1))
        above = row[0] if row else None


def _method(session: Session, fields: Mapping[str, object]) -> str:
    code = key_of(fields)
    kind = one_of(fields, "delivery_type", DELIVERY_TYPES, "default")
    _replace(
        session, ShippingMethod, {"id": code, "name": text_of(fields, "name", code), "delivery_type": kind}
    )
    return code


def _supplier(session: Session, fields: Mapping[str, object]) -> str:
    code = key_of(fields)
    _replace(session, Supplier, {"id": code, "name": text_of(fields, "name", code)})
    return code


def _customer(session: Session, fields: Mapping[str, object]) -> str:
    code = key_of(fields)
    values = {"id": code, "name": text_of(fields, "name", code), "address": text_of(fields, "address", "")}
    _replace(session, Customer, values)
    return code


def _product(session: Session, fields: Mapping[str, object]) -> str:
    code, price = key_of(fields), fields.get("price")
    goods = flag_of(fields, "is_product", default=True)
    minor = None if price in (None, "") else minor_of("price", price, "EUR")
    if minor is not None and minor < 0:
        raise Invalid("price can't be below zero.")
    text = None if minor is None else amount_text(minor, "EUR")
    _replace(
        session,
        Product,
        {"id": code, "name": text_of(fields, "name", code), "price": text, "is_product": int(goods)},
    )
    return code


def _stock(session: Session, fields: Mapping[str, object]) -> Change:
    unit = _known(session, Unit, "ou", key_of(fields, "ou"))
    product = product_of(session, key_of(fields, "product")).id
    label = one_of(fields, "label", LABELS, "sellable")
    pieces = whole_number("quantity", fields.get("quantity"))
    if pieces < 0:
        raise Invalid("quantity can't be below zero.")
    pieces = enough_for_orders(session, unit, product, label, pieces)
    return set_pieces(session, unit, product, label, pieces, "put")


_NAMED = ("description", "color", "colour", "backend_id", "active")
_Writer = Callable[[Session, Mapping[str, object]], str | Change]
PUTS: dict[str, tuple[tuple[str, ...], _Writer]] = {
    "country": (("id", "name", "allows_mixed", "currency"), _country),
    "ou": (("id", "name", "kinds", "parent", "country", "currency", "shipping_methods", "suppliers"), _unit),
    "shipping_method": (("id", "name", "delivery_type"), _method),
    "supplier": (("id", "name"), _supplier),
    "customer": (("id", "name", "address"), _customer),
    "product": (("id", "name", "price", "is_product"), _product),
    "stock": (("ou", "product", "quantity", "label"), _stock),
    "custom_status": (("name", *_NAMED), custom_status),
    "custom_type": (("name", *_NAMED, "behaves_like"), custom_type),
}


def put_record(session: Session, kind: str, fields: Mapping[str, object]) -> str | Change:
    """Makes or replaces a record and gives its key, or the change where it knows what was there before.

    *Errors*: `Invalid`; `Refused` for a custom status or type whose name or backend id is taken.
    """
    names, writer = PUTS[kind]
    for name in fields:
        if name not in names:
            raise Invalid(f"{kind} has no field {name!r:.60}; it has: {', '.join(names)}.")
    return writer(session, fields)
