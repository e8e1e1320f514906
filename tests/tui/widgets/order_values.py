"""Values of an order and its lines for tests that draw them."""

from __future__ import annotations

from collections.abc import Mapping

from models import OrderLineView

LINE = OrderLineView(
    number="SO0001001/1", product="LN", description="Lamp Nora, brass", is_product=True, quantity=2,
    unit_price_minor=8900, amount_minor=17800, type="carry_out", type_label="Carry out", type_colour="green",
    shipping_method="", ship_from="", label="sellable", returns="", ordered=0, reserved=0, shipped=0,
    invoiced=0, cancelled=0, returned=0, version=1, stock=5, verdicts=(),
)  # fmt: skip
NAMES = {"courier": "Courier", "NL-W": "Warehouse Utrecht", "AMS": "Amsterdam 01", "RTM": "Rotterdam"}


def lines(*changes: Mapping[str, object]) -> tuple[OrderLineView, ...]:
    """Lines numbered from 1, each like `LINE` but for what is given."""
    return tuple(
        LINE._replace(**{"number": f"SO0001001/{place}", **each})  # type: ignore[arg-type]  # fields by name
        for place, each in enumerate(changes, 1)
    )


#: Carried out, ordered, delivered from afar, brought back, and one that has come a long way.
SOME = lines(
    {},
    {
        "description": "Shade Nora, linen", "quantity": 1, "type": "order", "type_label": "Order",
        "type_colour": "amber", "stock": 0, "amount_minor": 3950,
    },
    {
        "description": "Chair Tove, oak", "quantity": 4, "type": "delivery", "type_label": "Delivery",
        "type_colour": "violet", "shipping_method": "courier", "ship_from": "NL-W", "amount_minor": 51600,
    },
    {"description": "Cushion", "quantity": -1, "returns": "SO0001000/2", "amount_minor": -2400},
    {"quantity": 5, "shipped": 2, "reserved": 1, "ordered": 1, "cancelled": 1, "returned": 1},
)  # fmt: skip
