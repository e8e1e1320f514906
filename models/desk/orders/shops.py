"""What surrounds orders as screens show it: units with their settings, custom labels, recounts, products."""

from __future__ import annotations

import json

from peewee import Expression, Value, fn

from models.checks import whole_number
from models.desk.history import Event, write_history
from models.desk.orders import surroundings
from models.desk.orders.shelves import set_pieces
from models.desk.ruling import need_role, role_bars
from models.desk.session import Session
from models.errors import Invalid, Unknown
from models.numbers import number_of, parse_number
from models.order_views import (
    CountryView,
    CustomerView,
    LabelView,
    ProductView,
    RecountView,
    SettingView,
    UnitView,
)
from models.plans import Change, Reason
from models.query import holds
from models.record_views import Done
from models.tables.orders import Order, OrderLine, Recount
from models.tables.settings import Setting
from models.tables.stores import Country, Customer, CustomStatus, LineTypeRow, Product, Stock
from models.tables.stores import Unit as StoreUnit
from models.till.world import BEHAVIOURS, SETTINGS, Unit, World

LIMIT = 10_000
#: Who may do what around orders: the role, and the words that a refusal begins with.
_MAY = {
    "put": ("admin", "Changing units, settings and labels"),
    "switch": ("admin", "Switching a custom status or type"),
    "count": ("agent", "Counting again"),
}


def barred(session: Session, what: str) -> tuple[Reason, ...]:
    """Why the agent may not ``put``, ``switch`` a label or ``count`` again; nothing where he may."""
    return role_bars(session, *_MAY[what])


def unit_views(session: Session) -> tuple[UnitView, ...]:
    """All units as a tree, parents first, each with the settings in force and where they are set."""
    with session.database.read():
        units = surroundings.units(session)
        rows = session.database.all(Setting.select(Setting.ou, Setting.name, Setting.value).limit(LIMIT))
    kept = {(str(ou), str(name)): bool(json.loads(str(value))) for ou, name, value in rows}
    world = World(units=units)
    children: dict[str, list[Unit]] = {}
    for unit in units.values():
        children.setdefault(unit.parent if unit.parent in units else "", []).append(unit)
    found: list[UnitView] = []
    stack = [(unit, 0) for unit in reversed(children.get("", []))]
    while stack:
        unit, depth = stack.pop()
        found.append(_unit_view(world, unit, depth, kept))
        stack += [(each, depth + 1) for each in reversed(children.get(unit.id, []))]
    return tuple(found)


def _unit_view(world: World, unit: Unit, depth: int, kept: dict[tuple[str, str], bool]) -> UnitView:
    settings = []
    for name, default in SETTINGS.items():
        above = [each.id for each in world.up(unit.id)] + [""]
        at = next((each for each in above if (each, name) in kept), None)
        value = default if at is None else kept[at, name]
        where = "default" if at is None else "desk" if not at else world.unit(at).name
        settings.append(SettingView(name, value, at or "", where))
    return UnitView(
        unit.id,
        unit.name,
        depth,
        tuple(sorted(unit.kinds)),
        unit.parent,
        unit.country,
        unit.currency,
        unit.methods,
        unit.suppliers,
        tuple(settings),
    )


def country_views(session: Session) -> tuple[CountryView, ...]:
    """All countries by their id."""
    table = Country
    rows = session.database.all(
        table.select(table.id, table.name, table.allows_mixed, table.currency).order_by(table.id).limit(LIMIT)
    )
    return tuple(CountryView(str(row[0]), str(row[1]), bool(row[2]), str(row[3])) for row in rows)


def label_views(session: Session, kind: str, *, used: bool = True) -> tuple[LabelView, ...]:
    """The custom statuses (``status``), or the action types with the custom ones (``type``).

    Whether a type is ``used`` is looked for in all lines, which takes its time where there are many.
    """
    if kind == "status":
        status = CustomStatus
        on_orders = Order.select(Order.id).where(Order.custom_status == status.code).limit(1)
        rows = session.database.all(
            status.select(
                status.code, status.name, status.description, status.colour, status.backend_id,
                status.active, fn.EXISTS(on_orders),
            )
            .order_by(status.name)
            .limit(LIMIT)
        )  # fmt: skip
        return tuple(
            LabelView._make((*row[:4], row[4] or "", "", bool(row[5]), True, bool(row[6]))) for row in rows
        )
    types = LineTypeRow
    on_lines = OrderLine.select(OrderLine.id).where(OrderLine.type == types.code).limit(1)
    in_use = fn.EXISTS(on_lines) if used else Value(0)
    rows = session.database.all(
        types.select(
            types.code, types.name, types.description, types.colour, types.backend_id,
            types.behaves, types.active, types.custom, in_use,
        )
        .order_by(types.custom, types.name)
        .limit(LIMIT)
    )  # fmt: skip
    return tuple(
        LabelView._make((*row[:4], row[4] or "", row[5], bool(row[6]), bool(row[7]), bool(row[8])))
        for row in rows
    )


def set_active(session: Session, kind: str, code: str, *, active: bool) -> Done:
    """Switches a custom status or type on or off; one that is off stays on the orders that have it.

    *Errors*: `Refused` without the role admin, `Unknown`, `Invalid` for one of the four types of every desk.
    """
    table: type[CustomStatus | LineTypeRow] = CustomStatus if kind == "status" else LineTypeRow
    with session.database.write():
        need_role(session, *_MAY["switch"])
        row = session.database.one(table.select(table.name, table.active).where(table.code == code).limit(1))
        if row is None:
            raise Unknown(f"custom {kind}", code[:60])
        if kind == "type" and code in BEHAVIOURS:
            raise Invalid(
                f"{row[0]} is one of the four types of every desk; only custom ones are switched off."
            )
        session.database.run(table.update(active=int(active)).where(table.code == code))
        change = Change(code, "active", row[1], int(active), "set_active")
        event = Event(f"set_custom_{kind}", code, "", session.clock(), session.agent)
        return Done(code, 1, "", write_history(session, event, (change,)), (change,), ())


def recount_views(session: Session, limit: int = 1000) -> tuple[RecountView, ...]:
    """Recount tasks, the open ones first, the newest first."""
    system = Stock.select(Stock.quantity).where(
        (Stock.unit == Recount.unit) & (Stock.product == Recount.product) & (Stock.label == "sellable")
    )
    rows = session.database.all(
        Recount.select(
            Recount.id, Recount.unit, StoreUnit.name, Recount.product, Product.name, Recount.state,
            fn.COALESCE(system, 0), Recount.counted, Recount.at,
        )
        .join(StoreUnit, on=(StoreUnit.id == Recount.unit))
        .join(Product, on=(Product.id == Recount.product))
        .order_by(Recount.state.desc(), Recount.id.desc())
        .limit(limit)
    )  # fmt: skip
    return tuple(RecountView._make((number_of("recount", int(str(row[0]))), *row[1:])) for row in rows)


def count_again(session: Session, number: str, counted: int | str) -> Done:
    """Ends a recount: the sellable stock becomes what was counted.

    *Errors*: `Refused` for a viewer, `Unknown`, `Invalid` where it has ended already or the count is none.
    """
    pieces = whole_number("counted", counted)
    if pieces < 0:
        raise Invalid("counted can't be below zero.")
    with session.database.write():
        need_role(session, *_MAY["count"])
        task = parse_number(number)[1]
        row = session.database.one(
            Recount.select(Recount.unit, Recount.product, Recount.state).where(Recount.id == task).limit(1)
        )
        if row is None:
            raise Unknown("recount", number[:60])
        unit, product, state = row
        if state != "open":
            raise Invalid(f"{number} has been counted already.")
        session.database.run(Recount.update(state="done", counted=pieces).where(Recount.id == task))
        changes = (
            Change(number, "state", "open", "done", "count"),
            set_pieces(session, str(unit), str(product), "sellable", pieces, "count"),
        )
        event = Event("count", number, "", session.clock(), session.agent)
        return Done(number, 1, "done", write_history(session, event, changes), changes, ())


def products(session: Session, words: str, unit: str, limit: int = 50) -> tuple[ProductView, ...]:
    """Products whose id or name holds the words, with what a unit has of them to sell."""
    here = Stock.select(Stock.quantity).where(
        (Stock.unit == unit) & (Stock.product == Product.id) & (Stock.label == "sellable")
    )
    select = Product.select(
        Product.id, Product.name, fn.COALESCE(Product.price, ""), fn.COALESCE(here, 0), Product.is_product
    )
    select = select.where(*_holding(Product, words))
    rows = session.database.all(select.order_by(Product.id).limit(min(limit, 1000)))
    return tuple(ProductView._make((*row[:4], bool(row[4]))) for row in rows)


def customers(session: Session, words: str, limit: int = 20) -> tuple[CustomerView, ...]:
    """Customers whose id or name holds the words; the one who has them for an id comes first."""
    select = Customer.select(Customer.id, Customer.name, Customer.address).where(*_holding(Customer, words))
    exactly = fn.casedesk_fold(Customer.id) == words.strip().casefold()
    rows = session.database.all(select.order_by(exactly.desc(), Customer.id).limit(min(limit, 1000)))
    return tuple(CustomerView._make(row) for row in rows)


def _holding(table: type[Customer | Product], words: str) -> list[Expression]:
    """That the id or the name of a row holds each of the words."""
    return [
        Value(1) == 1,
        *(holds(table.id, word) | holds(table.name, word) for word in words.casefold().split()[:10]),
    ]
