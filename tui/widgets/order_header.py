"""The head of an order or basket: how far it has come, whose it is, what it is for, and its facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.content import Content

from models import OrderView
from tui.badges import Badges, badge_content
from tui.order_words import HALVES, LOCKED, MIXED
from tui.text import clean
from tui.widgets.record_header import Fact, RecordHeader, said, when

GAP = "  "
#: What an order is for, and where it comes from; a transfer says where it goes, too.
PURPOSES = {
    "sale": "sale at ",
    "return_to_supplier": "return to supplier from ",
    "interstore": "transfer from ",
}


class OrderHeader(RecordHeader):
    """Draws an order's facts, those that its purpose has a use for."""

    def __init__(self, badges: Badges) -> None:
        super().__init__()
        self._badges = badges

    def show(self, order: OrderView, now: int) -> None:
        """Draw this order from now on."""
        title = Content(GAP).join(_title(order, self._badges))
        note = ("Note", said(order.description, limit=400)) if order.description else None
        self.draw(title, _left_facts(order), _right_facts(order, now), note)


def _title(order: OrderView, badges: Badges) -> Iterator[Content]:
    """What is cut where there is no room comes last."""
    yield badge_content(badges[order.status])
    if order.locked:
        yield Content.styled(f"{LOCKED} locked", "$badge-amber")
    for mark in order.marks:
        yield Content.styled(HALVES.get(mark, clean(mark)), "$badge-amber")
    if order.customer_name or order.customer:
        yield Content.styled(clean(order.customer_name or order.customer), "bold")
    if order.type and order.purpose == "sale":
        label = MIXED if order.type == "mixed" else clean(order.type_label)
        yield Content.styled(label, f"$badge-{order.type_colour}")
    if order.custom_status:
        yield Content.styled(clean(order.custom_status), f"$badge-{order.custom_status_colour}")
    words = PURPOSES.get(order.purpose, f"{clean(order.purpose)} at ")
    yield Content.assemble((words, "$badge-grey"), clean(_named(order, order.originating)))


def _left_facts(order: OrderView) -> Iterable[Fact]:
    if order.purpose == "return_to_supplier":
        yield "Supplier", said(_named(order, order.supplier))
        yield "Reason", said(order.reason)
    elif order.purpose == "interstore":
        yield "To", said(_named(order, order.sold_to))
        yield "Shipping", said(_named(order, order.shipping_method))
    else:
        yield "Customer", said(order.customer)
        yield "Address", said(order.address or order.customer_address)
        yield "Pickup", said(_named(order, order.pickup))
        if order.sold_from not in ("", order.originating):
            yield "Sold from", said(_named(order, order.sold_from))


def _right_facts(order: OrderView, now: int) -> Iterable[Fact]:
    yield "Requested", said(order.requested_date)
    yield "Opened", when(order.opened_at, order.opened_by, now)
    if order.placed_at is not None:
        yield "Placed", when(order.placed_at, order.placed_by, now)
    if order.source:
        yield "Source", said(f"{order.source} {order.source_number}")


def _named(order: OrderView, code: str) -> str:
    return order.names.get(code, code)
