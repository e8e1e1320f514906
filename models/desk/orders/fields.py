"""The fields of a basket and of its lines that an agent fills in."""

from __future__ import annotations

from collections.abc import Mapping

from models.checks import iso_day, storable, whole_number
from models.errors import Invalid
from models.plans import Choice
from models.record_views import Field
from models.till.answers import PURPOSES

LABELS = (Choice("sellable", "Sellable"), Choice("damaged", "Damaged"))
BASKET_FIELDS = (
    Field("ou", "Organization unit", "unit", True),
    Field("customer", "Customer", "customer", False),
    Field("address", "Address", "text", False),
    Field("pickup", "Pickup point", "unit", False),
    Field("requested_date", "Requested date", "date", False),
    Field("description", "Description", "text", False),
)
#: What a new basket may bring along for a purpose that is no sale, as `set_purpose` takes it.
PURPOSE_FIELDS = ("purpose", "supplier", "reason", "target", "shipping_method")
LINE_FIELDS = (
    Field("product", "Product", "product", True),
    Field("quantity", "Quantity (negative: a return)", "quantity", True, default="1"),
    Field("unit_price", "Unit price", "amount", False),
    Field("type", "Type", "type", False),
    Field("shipping_method", "Shipping method", "method", False),
    Field("label", "Stock", "choice", False, LABELS, "sellable"),
    Field("returns", "Returns (order line)", "text", False),
)


def _fits_purpose(values: Mapping[str, object]) -> None:
    purpose = values.get("purpose") or "sale"
    if purpose not in PURPOSES:
        raise Invalid(f"purpose: {purpose!r:.60} is not one of: {', '.join(PURPOSES)}.")
    takes = {"return_to_supplier": ("supplier", "reason"), "interstore": ("target", "shipping_method")}
    for name in PURPOSE_FIELDS[1:]:
        if values.get(name) and name not in takes.get(str(purpose), ()):
            raise Invalid(f"{name}: a basket for {purpose} has no use for it; leave it out.")


def _known(what: str, fields: Mapping[str, object], form: tuple[Field, ...], *besides: str) -> None:
    names = [field.name for field in form] + list(besides)
    for name in fields:
        if name not in names:
            raise Invalid(f"{what} has no field {name!r:.60}; it has: {', '.join(names)}.")


def basket_values(fields: Mapping[str, object], *, new: bool) -> dict[str, object]:
    """A basket's fields, checked; of a new one with its unit.

    *Errors*: `Invalid`.
    """
    if not new and "purpose" in fields:
        raise Invalid("purpose is changed with `do set_purpose`.")
    _known("A basket", fields, BASKET_FIELDS, *(PURPOSE_FIELDS if new else ()))
    if not new and "ou" in fields:
        raise Invalid("ou: where an order comes from never changes.")
    if not new and "pickup" in fields:
        raise Invalid("pickup is changed with `do set_pickup`.")
    values = {name: _text(name, value) for name, value in fields.items()}
    if new and not values.get("ou"):
        raise Invalid("ou is required: say in which organization unit the basket is made.")
    _fits_purpose(values)
    if values.get("requested_date"):
        values["requested_date"] = iso_day("requested_date", str(values["requested_date"]))
    return dict(values)


def _text(name: str, value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise Invalid(f"{name} is a text, not {type(value).__name__}.")
    return storable(name, value.strip())


def line_values(fields: Mapping[str, object], *, new: bool) -> dict[str, object]:
    """A line's fields, checked; of a new one with product and quantity.

    *Errors*: `Invalid`.
    """
    _known("An order line", fields, LINE_FIELDS)
    values: dict[str, object] = {}
    for name, value in fields.items():
        values[name] = value if name in ("quantity", "unit_price") else _text(name, value)
    if new:
        values.setdefault("quantity", 1)
        if not values.get("product"):
            raise Invalid("product is required: say what is sold.")
    if "quantity" in values and whole_number("quantity", values["quantity"]) == 0:
        raise Invalid("quantity: a line has at least one piece; take it out instead.")
    if values.get("label") not in (None, "", "sellable", "damaged"):
        raise Invalid(f"label: {values['label']!r:.60} is not one of: sellable, damaged.")
    return values
