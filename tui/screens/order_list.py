"""The list of orders and baskets."""

from __future__ import annotations

from functools import partial

from models import OrderRow
from tui import list_pages
from tui.background import begin
from tui.commands import ORDERS
from tui.list_pages import Listing
from tui.list_words import ListWords
from tui.order_looks import learn_orders, learn_types
from tui.screens.record_list import RecordListScreen
from tui.typed_ahead import FIRE
from tui.widgets.order_columns import Labels, OrderColumns
from tui.widgets.row_window import Rows


class OrderListScreen(RecordListScreen[OrderRow]):
    """The orders of a view; what orders look like here is read before the first of them is drawn."""

    NAME = ORDERS
    PLACE = ORDERS
    KIND = "orders"
    MACHINE = "order"
    #: The newest, the largest, the oldest first.
    SORTS = ("-number", "-amount", "-age")
    WORDS = ListWords(
        "order",
        "orders",
        "basket.new",
        {
            "suspended": ("Nothing is parked", "open_baskets", "shows the open baskets"),
            "to_pay": ("Everything is paid", "all", "shows all orders"),
            "to_ship": ("Nothing waits to be handed over", "all", "shows all orders"),
            "to_receive": ("Nothing is on its way to a store", "all", "shows all orders"),
        },
    )

    def __init__(self) -> None:
        super().__init__(Listing(kind="orders"), Rows[OrderRow]((), more_before=False, more_after=False))
        self._labels = Labels()

    def where(self) -> tuple[str, ...]:
        """The way to this screen."""
        return ("Orders",)

    def columns_at(self, width: int) -> OrderColumns:
        """The columns at a width of the terminal."""
        return OrderColumns.at(width, self._labels)

    def on_mount(self) -> None:
        """Read the looks of orders, then the first view that holds some."""
        begin(self, self._begin, group="page", exclusive=True)

    def action_basket_new(self) -> None:
        """Begin a new basket and open it, so that its lines can follow."""
        from tui.dialogs.basket_form import new_basket

        begin(self, partial(self.opened_new, partial(new_basket, self)), group=FIRE)

    async def learn(self) -> None:
        """Read what types and custom statuses are called."""
        types, statuses = await self.bench.work.call(
            lambda desk: (desk.till.labels("type", used=False), desk.till.labels("status", used=False))
        )
        learn_types(self.bench, types)
        self._labels = Labels.of(types, statuses)
        self.table.relearn()

    async def _begin(self) -> None:
        await learn_orders(self.bench)
        await self.learn()
        views = [view.code for view in self.views]
        listing, rows = await self.bench.work.call(lambda desk: list_pages.first(desk, "orders", views))
        self.view_bar.offer(self.views)
        self.wanted = listing
        self.put(listing, rows)
        self.read_counts()
