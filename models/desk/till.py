"""The till of a desk: baskets and orders, and the units, labels, products and recounts around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from models.desk.session import Session

if TYPE_CHECKING:
    from models.order_views import LabelView, OrderView, ProductView, RecountView, UnitView
    from models.record_views import Done


class Till:
    """What a desk can be asked about orders beyond what it can be asked about any record."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def new_basket(self, fields: Mapping[str, object], lines: Sequence[Mapping[str, object]] = ()) -> Done:
        """Makes a basket with its lines."""
        from models.desk.orders import filling

        return filling.new_basket(self.session, fields, lines)

    def order(self, number: str, *, lines: int = 200) -> OrderView:
        """An order or basket with its first lines and its verdicts."""
        from models.desk.orders import orderbook

        return orderbook.order_view(self.session, number, lines)

    def products(self, words: str, unit: str, *, limit: int = 50) -> tuple[ProductView, ...]:
        """Products that hold the words, with what a unit has of them."""
        from models.desk.orders import shops

        return shops.products(self.session, words, unit, limit)

    def units(self) -> tuple[UnitView, ...]:
        """All organization units as a tree, with the settings in force."""
        from models.desk.orders import shops

        return shops.unit_views(self.session)

    def labels(self, kind: str) -> tuple[LabelView, ...]:
        """Custom statuses (``status``) or action types (``type``)."""
        from models.desk.orders import shops

        return shops.label_views(self.session, kind)

    def set_active(self, kind: str, code: str, *, active: bool) -> Done:
        """Switches a custom status or type on or off."""
        from models.desk.orders import shops

        return shops.set_active(self.session, kind, code, active=active)

    def recounts(self) -> tuple[RecountView, ...]:
        """Recount tasks, the open ones first."""
        from models.desk.orders import shops

        return shops.recount_views(self.session)

    def count_again(self, number: str, pieces: int) -> Done:
        """Ends a recount with what was counted."""
        from models.desk.orders import shops

        return shops.count_again(self.session, number, pieces)
