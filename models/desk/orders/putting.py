"""Makes or replaces what orders are made of: units, methods, products, stock, custom statuses and types."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence

from models.checks import storable, whole_number
from models.desk.orders.catalogue import product_of
from models.desk.orders.shelves import set_pieces
from models.desk.session import Session
from models.errors import Invalid, Refused
from models.money import amount_text, currency_code, minor_of
from models.plans import Change, Reason, Refusal
from models.rulebook import COLOURS
from models.tables.stores import (
    Country,
    Customer,
    CustomStatus,
    LineTypeRow,
    Product,
    ShippingMethod,
    Supplier,
    Unit,
    UnitMethod,
    UnitSupplier,
)
from models.till.world import BEHAVIOURS, LABELS

KINDS_OF_UNIT = ("shop", "web_shop", "pickup", "warehouse")
DELIVERY_TYPES = ("default", "ship_from_store", "interbranch")
_Keyed = Country | Unit | ShippingMethod | Supplier | Customer | Product
_ID = re.compile(r"[^\s/\x00-\x1f\x7f]{1,60}")


def _id(fields: Mapping[str, object], name: str = "id") -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise Invalid(f"{name} is 1 to 60 characters without blanks and slashes, not {value!r:.60}.")
    return storable(name, value)


def _text(fields: Mapping[str, object], name: str, default: str | None = None) -> str:
    value = fields.get(name, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise Invalid(f"{name} is a text that is not empty.")
    return storable(name, value.strip())


def _one_of(fields: Mapping[str, object], name: str, allowed: Sequence[str], default: str) -> str:
    value = fields.get(name, default)
    if value not in allowed:
        raise Invalid(f"{name}: {value!r:.60} is not one of: {', '.join(allowed)}.")
    return str(value)


def _list(fields: Mapping[str, object], name: str) -> list[str]:
    value = fields.get(name, [])
    if isinstance(value, str):
        value = [each.strip() for each in value.split(",") if each.strip()]
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Invalid(f"{name} is a list of texts.")
    return [str(each) for each in value]


def _known(session: Session, table: type[Unit | ShippingMethod | Supplier], name: str, value: str) -> str:
    if session.database.one(table.select(table.id).where(table.id == value).limit(1)) is None:
        raise Invalid(f"{name}: there is no {name} {value!r:.60} on this desk; put it first.")
    return value


def _replace(session: Session, table: type[_Keyed], values: Mapping[str, object]) -> None:
    """Updates the row with this id, or inserts it."""
    rest = {name: value for name, value in values.items() if name != "id"}
    if not session.database.run(table.update(**rest).where(table.id == values["id"])):
        session.database.run(table.insert(**values))


def _country(session: Session, fields: Mapping[str, object]) -> str:
    allows = fields.get("allows_mixed", True)
    if not isinstance(allows, bool):
        raise Invalid("allows_mixed is true or false.")
    currency = currency_code(fields["currency"]) if fields.get("currency") else ""
    code = _id(fields)
    _replace(
        session,
        Country,
        {"id": code, "name": _text(fields, "name", code), "allows_mixed": int(allows), "currency": currency},
    )
    return code


def _unit(session: Session, fields: Mapping[str, object]) -> str:
    code, database = _id(fields), session.database
    kinds = _list(fields, "kinds")
    for kind in kinds:
        if kind not in KINDS_OF_UNIT:
            raise Invalid(f"kinds: {kind!r:.60} is not one of: {', '.join(KINDS_OF_UNIT)}.")
    parent, country = fields.get("parent"), fields.get("country")
    if parent:
        _known(session, Unit, "parent", str(parent))
        _no_circle(session, code, str(parent))
    if country and database.one(Country.select(Country.id).where(Country.id == country).limit(1)) is None:
        database.run(Country.insert(id=_id(fields, "country"), name=country))
    values = {
        "id": code,
        "name": _text(fields, "name", code),
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
        if field not in fields:
            continue
        database.run(link.delete().where(link.unit == code))
        for position, each in enumerate(_list(fields, field)):
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
    code = _id(fields)
    kind = _one_of(fields, "delivery_type", DELIVERY_TYPES, "default")
    _replace(
        session, ShippingMethod, {"id": code, "name": _text(fields, "name", code), "delivery_type": kind}
    )
    return code


def _supplier(session: Session, fields: Mapping[str, object]) -> str:
    code = _id(fields)
    _replace(session, Supplier, {"id": code, "name": _text(fields, "name", code)})
    return code


def _customer(session: Session, fields: Mapping[str, object]) -> str:
    code = _id(fields)
    values = {"id": code, "name": _text(fields, "name", code), "address": _text(fields, "address", "")}
    _replace(session, Customer, values)
    return code


def _product(session: Session, fields: Mapping[str, object]) -> str:
    code, price = _id(fields), fields.get("price")
    goods = fields.get("is_product", True)
    if not isinstance(goods, bool):
        raise Invalid("is_product is true or false.")
    text = None if price is None else amount_text(minor_of("price", price, "EUR"), "EUR")
    _replace(
        session,
        Product,
        {"id": code, "name": _text(fields, "name", code), "price": text, "is_product": int(goods)},
    )
    return code


def _stock(session: Session, fields: Mapping[str, object]) -> tuple[Change, ...]:
    unit = _known(session, Unit, "ou", _id(fields, "ou"))
    product = product_of(session, _id(fields, "product")).id
    label = _one_of(fields, "label", LABELS, "sellable")
    pieces = whole_number("quantity", fields.get("quantity"))
    if pieces < 0:
        raise Invalid("quantity can't be below zero.")
    return set_pieces(session, unit, product, label, pieces, "put")


def _slug(name: str) -> str:
    return re.sub(r"\W+", "_", name.casefold()).strip("_") or "custom"


def _custom(
    session: Session, fields: Mapping[str, object], table: type[CustomStatus | LineTypeRow], what: str
) -> str:
    name, backend = _text(fields, "name"), fields.get("backend_id")
    colour = _one_of(
        {"color": fields.get("color") or fields.get("colour") or "grey"}, "color", COLOURS, "grey"
    )
    if backend is not None and (not isinstance(backend, str) or not backend.strip()):
        raise Invalid("backend_id is a text.")
    code = _slug(name)
    taken = (table.name == name) | (table.code == code)
    if backend is not None:
        taken |= table.backend_id == backend
    row = session.database.one(table.select(table.name, table.backend_id).where(taken).limit(1))
    if row is not None:
        same = f"the backend id {backend}" if row[1] is not None and row[1] == backend else f"the name {name}"
        reason = Reason(name, "taken", f"There is a {what} with {same} already; choose another.", "seed B")
        raise Refused(Refusal(f"put_{what.replace(' ', '_')}", name, (reason,)))
    values: dict[str, object] = {"code": code, "name": name, "colour": colour, "backend_id": backend}
    values["description"] = _text(fields, "description", "")
    if table is LineTypeRow:
        values["behaves"] = _one_of(fields, "behaves_like", BEHAVIOURS, "")
    session.database.run(table.insert(**values))
    return code


def _custom_status(session: Session, fields: Mapping[str, object]) -> str:
    return _custom(session, fields, CustomStatus, "custom status")


def _custom_type(session: Session, fields: Mapping[str, object]) -> str:
    return _custom(session, fields, LineTypeRow, "custom type")


_NAMED = ("description", "color", "colour", "backend_id")
_Writer = Callable[[Session, Mapping[str, object]], str | tuple[Change, ...]]
PUTS: dict[str, tuple[tuple[str, ...], _Writer]] = {
    "country": (("id", "name", "allows_mixed", "currency"), _country),
    "ou": (("id", "name", "kinds", "parent", "country", "currency", "shipping_methods", "suppliers"), _unit),
    "shipping_method": (("id", "name", "delivery_type"), _method),
    "supplier": (("id", "name"), _supplier),
    "customer": (("id", "name", "address"), _customer),
    "product": (("id", "name", "price", "is_product"), _product),
    "stock": (("ou", "product", "quantity", "label"), _stock),
    "custom_status": (("name", *_NAMED), _custom_status),
    "custom_type": (("name", *_NAMED, "behaves_like"), _custom_type),
}


def put_record(session: Session, kind: str, fields: Mapping[str, object]) -> str | tuple[Change, ...]:
    """Makes or replaces a record and gives its key, or the changes where it knows what was there before.

    *Errors*: `Invalid`; `Refused` for a custom status or type whose name or backend id is taken.
    """
    names, writer = PUTS[kind]
    for name in fields:
        if name not in names:
            raise Invalid(f"{kind} has no field {name!r:.60}; it has: {', '.join(names)}.")
    return writer(session, fields)
