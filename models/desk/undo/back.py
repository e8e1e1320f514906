"""What is to be put back at one case or order, and the shelves that both kinds of work share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from models.deeds import Deed
from models.desk.orders.shelves import add_pieces
from models.desk.session import Session
from models.plans import Change, Entry, Facts


class Back(NamedTuple):
    """The part of an undo that belongs to one case or order.

    ``facts`` are the case or order as it is now; ``kept`` are, by record, the rows that were taken out,
    and the stamps that were written over; ``withdrawn`` are the texts that go.
    """

    deed: Deed
    facts: Facts | None
    target: str
    changes: tuple[Change, ...]
    kept: Mapping[str, object]
    withdrawn: tuple[Entry, ...]


def move_back(session: Session, change: Change) -> None:
    """Moves pieces by as many as the change says, whatever lies there."""
    _, unit, product = change.record.split(" ", 2)
    pieces = int(str(change.after)) - int(str(change.before or 0))
    add_pieces(session, unit, product, change.field, pieces)
