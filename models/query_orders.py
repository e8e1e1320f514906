"""What orders and baskets can be filtered by."""

from __future__ import annotations

from functools import reduce
from operator import or_

from peewee import Expression

from models.errors import Invalid
from models.numbers import PREFIX
from models.query import Fields, Reader, coded, codes, exactly, folded, holds, numbered, worded
from models.query_ranges import amounts, days
from models.tables.orders import LOCKED, NO_SALE, REFUND, Order, OrderLine
from models.tables.stores import Customer, Product

#: Both find the orders that are paid or shipped in part, too. *Source*: rules.md, 2.2.
_WHOLE_OR_PART = {
    "paid": (Order.is_paid == 1) | (Order.part_paid == 1),
    "shipped": (Order.is_shipped == 1) | (Order.part_shipped == 1),
}
#: What holds of an order beside its status; the first three are the views of what is to be done.
_IS: dict[str, Expression] = {
    "to_pay": Order.is_due == 1,
    "to_ship": Order.is_ready == 1,
    "to_receive": Order.waits == 1,
    "mixed": Order.type == "mixed",
    "locked": LOCKED,
    "part_paid": Order.part_paid == 1,
    "part_shipped": Order.part_shipped == 1,
    "basket": Order.state.in_(("basket", "suspended")),
    "open": Order.is_open == 1,
    "final": Order.is_open == 0,
    "refund": REFUND,
    "imported": Order.source.is_null(False),
}


def _status(value: str, reader: Reader) -> Expression:
    """Some of the four, a state where none of them holds, or a custom one: they are one list."""
    wanted = codes("status", value, reader)
    return reduce(or_, (_holds(code, reader) for code in wanted))


def _holds(code: str, reader: Reader) -> Expression:
    if code in _WHOLE_OR_PART:
        return _WHOLE_OR_PART[code]
    if code == "open":
        return Order.status.in_(("open", *_WHOLE_OR_PART))
    if code in reader.names("custom_status").values():
        return Order.custom_status == code
    # The badge of all others is the state itself, which has an index.
    return Order.state == code


def _customer(value: str, reader: Reader) -> Expression:
    if value.casefold() == "none":
        return Order.customer.is_null()
    named = folded(Customer.id, value) | holds(Customer.name, value)
    return Order.customer.in_(Customer.select(Customer.id).where(named))


def _product(value: str, reader: Reader) -> Expression:
    named = folded(Product.id, value) | holds(Product.name, value)
    lines = OrderLine.select(OrderLine.order).where(
        OrderLine.product.in_(Product.select(Product.id).where(named))
    )
    return Order.id.in_(lines)


def _purpose(value: str, reader: Reader) -> Expression:
    wanted = codes("purpose", value, reader)
    named: Expression = Order.purpose.in_(wanted)
    # Sales are nearly all there is: they are met wherever one looks, the others have an index.
    return named if "sale" in wanted else named & NO_SALE


def _is(value: str, reader: Reader) -> Expression:
    found = _IS.get(value.casefold().replace("-", "_"))
    if found is None:
        raise Invalid(f"is: {value!r:.60} is not one of: {', '.join(_IS)}.")
    return found


def _unit(value: str, reader: Reader) -> Expression:
    wanted = codes("ou", value, reader)
    return Order.originating.in_(wanted) | Order.sold_from.in_(wanted) | Order.pickup.in_(wanted)


FIELDS = Fields(
    {
        "status": _status,
        "state": coded(Order.state, "state"),
        "type": coded(Order.type, "type"),
        "purpose": _purpose,
        "custom_status": coded(Order.custom_status, "custom_status"),
        "ou": _unit,
        "originating": coded(Order.originating, "ou"),
        "sold_from": coded(Order.sold_from, "ou"),
        "pickup": coded(Order.pickup, "ou"),
        "customer": _customer,
        "product": _product,
        "amount": amounts(Order.total_minor, Order.currency),
        "to_pay": amounts(Order.to_pay_minor, Order.currency),
        "date": days(Order.opened_at),
        "placed": days(Order.placed_at),
        "is": _is,
        "currency": exactly(Order.currency),
        "source": exactly(Order.source),
        "source_number": exactly(Order.source_number),
        "number": numbered(Order.id, PREFIX["order"], "order"),
    },
    worded(Order.id, PREFIX["order"], Order.search_text),
)
