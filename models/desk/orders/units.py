"""Changes organization units and countries field by field, over what is there now."""

from __future__ import annotations

from collections.abc import Mapping

from models.desk.orders.surroundings import units
from models.desk.putting import put
from models.desk.session import Session
from models.errors import Invalid, Unknown
from models.record_views import Done
from models.tables.stores import Country, Unit


def new_unit(session: Session, fields: Mapping[str, object]) -> Done:
    """Makes a unit that is not there yet.

    *Errors*: `Invalid` where its id is taken, `Refused`.
    """
    code = fields.get("id")
    with session.database.write():
        row = session.database.one(Unit.select(Unit.name).where(Unit.id == code).limit(1))
        if row is not None:
            raise Invalid(f"{code} is the id of {row[0]} already; choose another.")
        return put(session, "ou", fields)


def edit_unit(session: Session, code: str, edits: Mapping[str, object]) -> Done:
    """Changes these fields of a unit; the others stay as they are.

    *Errors*: `Unknown`, `Invalid`, `Refused`.
    """
    with session.database.write():
        unit = units(session).get(code)
        if unit is None:
            raise Unknown("organization unit", code[:60])
        held: dict[str, object] = {
            "name": unit.name,
            "kinds": sorted(unit.kinds),
            "parent": unit.parent,
            "country": unit.country,
            "currency": unit.currency,
            "shipping_methods": list(unit.methods),
            "suppliers": list(unit.suppliers),
        }
        return put(session, "ou", held | dict(edits) | {"id": code})


def allow_mixed(session: Session, country: str, *, allowed: bool) -> Done:
    """Says whether orders in a country may mix types.

    *Errors*: `Unknown`, `Refused`.
    """
    with session.database.write():
        row = session.database.one(
            Country.select(Country.name, Country.currency).where(Country.id == country).limit(1)
        )
        if row is None:
            raise Unknown("country", country[:60])
        fields = {"id": country, "name": row[0], "currency": row[1], "allows_mixed": allowed}
        return put(session, "country", fields)
