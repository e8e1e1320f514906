"""All that a line of an order holds, for reading."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from models import OrderLineView, OrderView, amount_text
from tui.order_changes import counter
from tui.text import content
from tui.widgets.facts import fact

#: The counters of a line in the order in which goods go through them.
COUNTED = ("ordered", "reserved", "shipped", "invoiced", "cancelled", "returned")


def order_line_facts(line: OrderLineView, order: OrderView) -> Content:
    """All that a line holds, a fact in a row; what is empty is left out."""
    return Content("\n").join(_facts(line, order))


def _facts(line: OrderLineView, order: OrderView) -> Iterable[Content]:
    yield fact("Product", content(f"{line.product}  {line.description}", lines=False))
    yield fact("Quantity", Content(str(line.quantity)))
    for label, minor in (("Unit price", line.unit_price_minor), ("Amount", line.amount_minor)):
        yield fact(label, Content(f"{amount_text(minor, order.currency)} {order.currency}"))
    yield fact("Type", Content.styled(line.type_label, f"$badge-{line.type_colour}"))
    named = (
        ("Shipping method", line.shipping_method),
        ("Ships from", line.ship_from),
        ("Returns", line.returns),
        ("Stock label", line.label),
    )
    for label, code in named:
        if code:
            yield fact(label, content(order.names.get(code, code), lines=False))
    if line.is_product:
        yield fact("To sell here", Content(str(line.stock)))
    for name in COUNTED:
        pieces = getattr(line, name)
        if pieces:
            yield fact(counter(name, line.quantity).capitalize(), Content(str(pieces)))
