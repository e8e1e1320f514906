"""The shelves of the units: pieces are added to what is there, or counted anew; the journal can tell both."""

from __future__ import annotations

from models.desk.session import Session
from models.plans import Change
from models.tables.stores import Stock


def add_pieces(session: Session, unit: str, product: str, label: str, pieces: int) -> None:
    """Adds pieces to what is there, or takes them away; it is never written over."""
    place = (Stock.unit == unit) & (Stock.product == product) & (Stock.label == label)
    if not session.database.run(Stock.update(quantity=Stock.quantity + pieces).where(place)):
        session.database.run(Stock.insert(unit=unit, product=product, label=label, quantity=pieces))


def set_pieces(
    session: Session, unit: str, product: str, label: str, pieces: int, because: str
) -> tuple[Change, ...]:
    """Makes it so many pieces, and says what that changes."""
    place = (Stock.unit == unit) & (Stock.product == product) & (Stock.label == label)
    row = session.database.one(Stock.select(Stock.quantity).where(place).limit(1))
    before = int(str(row[0])) if row else 0
    add_pieces(session, unit, product, label, pieces - before)
    return (Change(f"stock {unit} {product}", label, before, pieces, because),)
