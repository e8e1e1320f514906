"""What a desk can be asked about many records at once: lists, views, counts, and how states look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, overload

from models.desk import listing
from models.desk.kinds import listed
from models.desk.session import Session

if TYPE_CHECKING:
    from typing import Unpack

    from models.desk.kinds import ListKind
    from models.desk.listing import Window
    from models.views import AgentView, Badge, CaseRow, Count, Cursor, OrderRow, Page, SavedView


class Lists:
    """The part of a desk that reads lists; every one is bounded."""

    session: Session

    def me(self) -> AgentView:
        """The agent with the role in force."""
        from models.views import AgentView

        actor = self.session.standing().actor
        return AgentView(actor.name, actor.role, actor.groups)

    def badges(self, machine: str = "case") -> dict[str, Badge]:
        """How each state of a machine (``case``, ``line``, ``order``) looks; an order's statuses, too."""
        if machine != "order":
            return listing.badges(self.session, machine)
        from models.desk.orders.order_list import order_badges

        return order_badges(self.session)

    def views(self, kind: str = "cases") -> tuple[SavedView, ...]:
        """The saved views of a kind of record (``cases``, ``orders``)."""
        return listing.saved_views(self.session, kind)

    @overload
    def page(self, kind: Literal["cases"] = ..., **window: Unpack[Window]) -> Page[CaseRow]: ...

    @overload
    def page(self, kind: Literal["orders", "baskets"], **window: Unpack[Window]) -> Page[OrderRow]: ...

    def page(self, kind: ListKind = "cases", **window: Unpack[Window]) -> Page[CaseRow] | Page[OrderRow]:
        """A window of a list; see `models.desk.listing.page`."""
        return listing.page(self.session, listed(kind), **window)

    def cursor_of(self, number: str, sort: str = "-number", kind: ListKind = "cases") -> Cursor | None:
        """Where a record stands in a sort."""
        return listing.cursor_of(self.session, listed(kind), number, sort)

    def count(
        self, kind: ListKind = "cases", *, view: str = "all", query: str = "", cap: int = 10_000
    ) -> Count:
        """How many records match, counted up to ``cap``."""
        return listing.count(self.session, listed(kind), view=view, query=query, cap=cap)

    def rows(
        self, kind: str, *, where: str = "", view: str = "all", sort: str = "", limit: int = 100
    ) -> tuple[dict[str, object], ...]:
        """The records of a kind as mappings, ready for JSON."""
        from models.desk.list_rows import rows

        return rows(self.session, kind, where, view, sort, limit)
