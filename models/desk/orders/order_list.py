"""What a list of orders and baskets is made of: one list, of which the baskets are a part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from peewee import Expression, fn

from models.desk.listing import MAX_PAGE, Listed, Sort, badges, state_names
from models.desk.session import Session
from models.numbers import number_of
from models.query_orders import FIELDS
from models.tables.orders import UNPLACED, Order, OrderLine
from models.tables.rules import StatusRow
from models.tables.stores import Customer, CustomStatus, LineTypeRow, Unit
from models.till.answers import PURPOSES
from models.views import Badge, OrderRow


def status_badges(session: Session) -> dict[str, Badge]:
    """How the statuses look that follow from an order's facts, the one that the badge prefers first."""
    rows = session.database.all(
        StatusRow.select(StatusRow.code, StatusRow.glyph, StatusRow.label, StatusRow.colour)
        .where(StatusRow.machine == "order")
        .order_by(StatusRow.id)
        .limit(MAX_PAGE)
    )
    return {
        str(code): Badge(str(code), str(glyph), str(label), str(colour), final=False)
        for code, glyph, label, colour in rows
    }


def order_badges(session: Session) -> dict[str, Badge]:
    """How everything looks that an order's badge can say: the statuses, and the states besides."""
    derived, states = status_badges(session), badges(session, "order")
    ended = {
        code: each._replace(final=states[code].final) for code, each in derived.items() if code in states
    }
    return derived | ended | {code: each for code, each in states.items() if code not in derived}


def custom_badges(session: Session) -> dict[str, Badge]:
    """How the custom statuses in use look, by name."""
    table = CustomStatus
    rows = session.database.all(
        table.select(table.code, table.name, table.colour)
        .where(table.active == 1)
        .order_by(table.name)
        .limit(MAX_PAGE)
    )
    return {
        str(code): Badge(str(code), "", str(name), str(colour), final=False) for code, name, colour in rows
    }


def _names(session: Session, kind: str) -> Mapping[str, str]:
    if kind == "state":
        return state_names(session, "order")
    if kind == "status":
        shown = ((each.code, each.label) for each in order_badges(session).values())
        # The state Placed is no status: what is placed is Open, Paid, Shipped.
        return _by_name((*shown, *_custom(session)), without="placed")
    if kind == "custom_status":
        return _by_name(_custom(session))
    if kind == "type":
        types = session.database.all(LineTypeRow.select(LineTypeRow.code, LineTypeRow.name).limit(MAX_PAGE))
        return _by_name((*types, ("mixed", "Mixed")))
    if kind == "purpose":
        return _by_name(PURPOSES.items())
    if kind == "currency":
        used = session.database.all(Unit.select(Unit.currency).distinct().limit(MAX_PAGE))
        return _by_name((code, code) for (code,) in used)
    return _by_name(session.database.all(Unit.select(Unit.id, Unit.name).limit(MAX_PAGE)))


def _custom(session: Session) -> list[tuple[object, ...]]:
    return session.database.all(CustomStatus.select(CustomStatus.code, CustomStatus.name).limit(MAX_PAGE))


def _by_name(pairs: Iterable[tuple[object, ...]], without: str = "") -> dict[str, str]:
    """Codes by their folded selves and labels."""
    known = [(str(code), str(label)) for code, label in pairs if code != without]
    by_label = {label.casefold(): code for code, label in known}
    return by_label | {code.casefold(): code for code, _ in known}


def _row(row: tuple[Any, ...]) -> OrderRow:
    return OrderRow(row[0], number_of("order", row[0]), *row[1:])


def _all(session: Session, narrowed: bool) -> list[Expression]:
    """Orders belong to no group: every agent sees all of them."""
    return []


def _unplaced(session: Session, narrowed: bool) -> list[Expression]:
    """Baskets by their index; where a view or query has a narrower one, that is the one to walk."""
    return [Order.state.in_(("basket", "suspended"))] if narrowed else [UNPLACED]


ORDERS = Listed(
    kind="orders",
    table=Order,
    key=Order.id,
    columns=(
        Order.id,
        Order.state,
        Order.status,
        Order.type,
        Order.purpose,
        fn.COALESCE(Customer.name, ""),
        fn.COALESCE(Order.customer, ""),
        Order.originating,
        OrderLine.select(fn.COUNT(1)).where(OrderLine.order == Order.id),
        Order.total_minor,
        Order.to_pay_minor,
        Order.currency,
        Order.part_paid,
        Order.part_shipped,
        Order.locked,
        fn.COALESCE(CustomStatus.name, ""),
        Order.opened_at,
        Order.version,
    ),
    joins=(
        (Customer, Order.customer == Customer.id),
        (CustomStatus, Order.custom_status == CustomStatus.code),
    ),
    sorts={
        "number": Sort(Order.id, "id"),
        "amount": Sort(Order.total_minor, "total_minor"),
        # Age grows as the time of opening falls.
        "age": Sort(Order.opened_at, "opened_at", turned=True),
    },
    fields=FIELDS,
    names=_names,
    always=_all,
    row=_row,
)
#: What is not placed yet.
BASKETS = ORDERS._replace(always=_unplaced)
