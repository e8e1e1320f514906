"""What seldom changes around orders: units, countries, methods, suppliers, types, labels, settings.

It is read with every action on an order, and hardly ever others than before: so it is kept until
one of its rows changes, which triggers count (`models.tables.stores.Premises`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from models.desk.orders import surroundings
from models.desk.session import Session
from models.statements import Statement
from models.tables import stores
from models.till import world as till

_REVISION = Statement(stores.Premises.select(stores.Premises.revision).limit(1))


class Premises(NamedTuple):
    """All of it, in a world without any order.

    ``settings`` are those in force for a unit, by its id, filled as units are asked for.
    """

    world: till.World
    settings: dict[str, Mapping[str, bool]]


def revision(session: Session) -> int:
    """A number that changes whenever a row of the premises does."""
    row = session.database.one(_REVISION)
    return int(str(row[0])) if row else 0


def premises(session: Session, at: int) -> Premises:
    """What surrounds orders at a revision of the premises."""
    return session.kept("premises", at, lambda: _read(session))


def settings(session: Session, around: Premises, unit: str) -> Mapping[str, bool]:
    """The settings in force for a unit."""
    if unit not in around.settings:
        above = [each.id for each in around.world.up(unit)]
        around.settings[unit] = surroundings.settings(session, above)
    return around.settings[unit]


def _read(session: Session) -> Premises:
    world = till.World(
        units=surroundings.units(session),
        countries=surroundings.countries(session),
        methods=surroundings.methods(session),
        suppliers=surroundings.suppliers(session),
        types=surroundings.line_types(session),
        labels=surroundings.labels(session),
    )
    return Premises(world, {})
