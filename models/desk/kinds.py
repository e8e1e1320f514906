"""Which room works for which kind of record; each is loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Protocol

from models.desk.listing import Listed
from models.desk.session import Session
from models.numbers import parse_number

if TYPE_CHECKING:
    from models.record_views import Done

ListKind = Literal["cases", "orders", "baskets"]


class Filling(Protocol):
    """What can be filled in of a kind of record, a case or an order."""

    def add_line(
        self, session: Session, number: str, fields: Mapping[str, object], version: int | None
    ) -> Done:
        """Adds a line."""

    def set_fields(
        self, session: Session, number: str, fields: Mapping[str, object], version: int | None
    ) -> Done:
        """Changes fields."""

    def delete_line(self, session: Session, number: str, version: int | None) -> Done:
        """Deletes a line."""

    def note(self, session: Session, number: str, text: str, kind: str) -> Done:
        """Writes a note."""


def filling(number: str) -> Filling:
    """The room that fills in records of this number's kind."""
    if parse_number(number)[0] in ("order", "order_line"):
        from models.desk.orders import filling as orders

        return orders
    from models.desk import filling as cases

    return cases


def listed(kind: ListKind) -> Listed[Any]:
    """What a list of this kind is made of; its rows are `CaseRow` or `OrderRow`."""
    if kind == "cases":
        from models.desk.case_list import CASES

        return CASES
    from models.desk.orders.order_list import BASKETS, ORDERS

    return ORDERS if kind == "orders" else BASKETS
