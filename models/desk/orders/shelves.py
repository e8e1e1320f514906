"""The shelves of the units: pieces are added to what is there, or counted anew; the journal can tell both."""

from __future__ import annotations

from peewee import Case, fn

from models.desk.session import Session
from models.errors import Invalid
from models.plans import Change
from models.statements import Statement, slot
from models.tables.orders import Order, OrderLine
from models.tables.stores import LineTypeRow, Stock

_MOVED = Statement(
    Stock.update(quantity=Stock.quantity + slot("quantity")).where(
        (Stock.unit == slot("unit")) & (Stock.product == slot("product")) & (Stock.label == slot("label"))
    )
)
_SHELVED = Statement(
    Stock.insert(unit=slot("unit"), product=slot("product"), label=slot("label"), quantity=slot("quantity"))
)


def add_pieces(session: Session, unit: str, product: str, label: str, pieces: int) -> None:
    """Adds pieces to what is there, or takes them away; it is never written over."""
    row = {"unit": unit, "product": product, "label": label, "quantity": pieces}
    if not session.database.run(_MOVED, row):
        session.database.run(_SHELVED, row)


def set_pieces(session: Session, unit: str, product: str, label: str, pieces: int, because: str) -> Change:
    """Makes it so many pieces, and says what that changes."""
    place = (Stock.unit == unit) & (Stock.product == product) & (Stock.label == label)
    row = session.database.one(Stock.select(Stock.quantity).where(place).limit(1))
    before = int(str(row[0])) if row else 0
    add_pieces(session, unit, product, label, pieces - before)
    return Change(f"stock {unit} {product}", label, before, pieces, because)


def enough_for_orders(session: Session, unit: str, product: str, label: str, pieces: int) -> int:
    """The pieces, where they are no fewer than what orders hold on that shelf.

    *Errors*: `Invalid`.
    """
    held = _held(session, unit, product, label) if label in ("reserved", "transit") else 0
    if pieces < held:
        raise Invalid(f"quantity: orders hold {held} pieces of {product} as {label} in {unit}, not {pieces}.")
    return pieces


def _held(session: Session, unit: str, product: str, label: str) -> int:
    """The pieces that the lines of orders have set aside in a unit, or on their way to it."""
    counter = OrderLine.reserved if label == "reserved" else OrderLine.ordered
    fetched = fn.COALESCE(Order.pickup, Order.originating)
    store = Case(LineTypeRow.behaves, (("reserve", fetched),), Order.originating)
    if label == "reserved":
        place = Case(LineTypeRow.behaves, (("delivery", OrderLine.ship_from),), store)
    else:
        # From a supplier nothing is on its way that the desk has seen.
        bought = Case(None, ((OrderLine.ship_from.is_null(False), store),), None)
        place = Case(Order.purpose, (("interstore", Order.sold_to),), bought)
    row = session.database.one(
        OrderLine.select(fn.COALESCE(fn.SUM(counter), 0))
        .join(Order, on=(Order.id == OrderLine.order))
        .join(LineTypeRow, on=(LineTypeRow.code == OrderLine.type))
        .where((OrderLine.product == product) & (counter > 0) & (OrderLine.is_product == 1) & (place == unit))
        .limit(1)
    )
    return int(str(row[0])) if row else 0
