"""The forms of baskets, orders and their lines, with what can be chosen at this desk."""

from __future__ import annotations

from dataclasses import dataclass

from models.desk.casebook import visible_facts
from models.desk.orders import surroundings
from models.desk.orders.fields import BASKET_FIELDS, LINE_FIELDS
from models.desk.session import Session
from models.plans import Choice, Facts
from models.record_views import Field
from models.till.offers import lettered
from models.till.quantities import world_of
from models.till.retyping import methods

#: The fields of each form: a new basket, an order, a new line of one (its product aside), a line.
_FORMS = {
    "basket": ("ou", "customer", "address", "pickup", "requested_date", "description"),
    "order": ("customer", "address", "requested_date", "description"),
    "new_line": ("quantity", "unit_price", "type", "shipping_method", "label", "returns"),
    "order_line": ("quantity", "unit_price", "label"),
}


@dataclass(frozen=True)
class _Offers:
    units: dict[str, str]
    pickups: dict[str, str]
    types: dict[str, str]
    methods: dict[str, str]


def form(session: Session, kind: str, number: str) -> tuple[Field, ...]:
    """The fields of a ``basket`` to be made, an ``order``, a ``new_line`` of it or an ``order_line``."""
    with session.database.read():
        facts = visible_facts(session, number) if number else None
        offers = _offers(session, facts)
    declared = {field.name: field for field in (*BASKET_FIELDS, *LINE_FIELDS)}
    return tuple(_filled(declared[name], offers) for name in _FORMS[kind])


def _offers(session: Session, facts: Facts | None) -> _Offers:
    if facts is None:
        units = surroundings.units(session)
        names = {unit.id: unit.name for unit in units.values()}
        pickups = {unit.id: unit.name for unit in units.values() if "pickup" in unit.kinds}
        return _Offers(names, pickups, {}, {})
    world = world_of(facts)
    return _Offers(
        {},
        {},
        {each.code: each.label for each in world.types.values() if each.active},
        {method.id: method.name for method in methods(facts)},
    )


def _filled(field: Field, offers: _Offers) -> Field:
    choices: tuple[Choice, ...] = field.choices
    if field.name == "ou":
        choices = lettered(offers.units)
    elif field.name == "pickup":
        choices = lettered(offers.pickups)
    elif field.kind == "type":
        choices = lettered(offers.types)
    elif field.kind == "method":
        choices = lettered(offers.methods)
    return field._replace(choices=choices)
