"""The fields of a case and of a line that an agent fills in: declared once, checked once.

*Source*: rules.md, 1.1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from models.checks import iso_day, storable, whole_number
from models.desk.names import checked_name
from models.errors import Invalid
from models.plans import Choice
from models.record_views import Field

PRIORITIES = (
    Choice("1", "1 Critical"),
    Choice("2", "2 High"),
    Choice("3", "3 Moderate"),
    Choice("4", "4 Low"),
)


def _choices(**labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, label) for value, label in labels.items())


CASE_FIELDS = (
    Field("short_description", "Short description", "text", True),
    Field("account", "Account", "name", False),
    Field("contact", "Contact", "name", False),
    Field("consumer", "Consumer", "name", False),
    Field("order", "Order", "text", False),
    Field(
        "scope",
        "Scope of request",
        "choice",
        False,
        _choices(specific_lines="Specific lines", multiple_orders="Multiple orders"),
        "specific_lines",
    ),
    Field(
        "service", "Service", "choice", False, _choices(change_request="Change request", dispute="Dispute")
    ),
    Field(
        "channel",
        "Channel",
        "choice",
        False,
        _choices(web="Web", phone="Phone", email="Email", chat="Chat", social="Social"),
    ),
    Field("priority", "Priority", "choice", False, PRIORITIES, "4"),
    Field("assignment_group", "Group", "name", False),
    Field("assigned_to", "Assigned to", "name", False),
)
LINE_FIELDS = (
    Field("about", "About (order/line)", "text", True),
    Field(
        "request_reason",
        "Request reason",
        "choice",
        False,
        _choices(
            increase_demand="Increase demand",
            change_in_contract="Change in contract",
            initial_input_incorrect="Initial input incorrect",
            other="Other",
        ),
    ),
    Field("ordered_quantity", "Ordered quantity", "quantity", False),
    Field("requested_quantity", "Requested quantity", "quantity", False),
    Field("expected_date", "Expected date", "date", False),
    Field("requested_date", "Requested date", "date", False),
    Field("current_location", "Current location", "text", False),
    Field("requested_location", "Requested location", "text", False),
    Field("assigned_to", "Assigned to", "name", False),
)
FORMS = {"case": CASE_FIELDS, "line": LINE_FIELDS}
#: Fields that hold a customer's words, or who he is.
TEXTS = frozenset(
    {
        "short_description", "resolution_notes", "close_notes", "account", "contact", "consumer",
        "current_location", "requested_location", "approved_location",
        "customer", "address", "reason", "description",
    }
)  # fmt: skip
#: Fields that name an order, an order line or a way to pay; what has not the shape of a name is words again.
_SHAPES = {
    "order": re.compile(r"(?=.*\d)[\w./:#+-]{1,64}|"),
    "about": re.compile(r"(?=.*\d)[\w./:#+-]{1,64}|"),
    "returns": re.compile(r"(?=.*\d)[\w./:#+-]{1,64}|"),
    "method": re.compile(r"[\w-]{0,32}"),
}


def holds_words(field: str, *values: str) -> bool:
    """Whether these are a customer's words, of which the journal keeps digests only."""
    shape = _SHAPES.get(field)
    if shape is not None:
        return not all(map(shape.fullmatch, values))
    return field in TEXTS


def checked(kind: str, fields: Mapping[str, object], *, new: bool) -> dict[str, object]:
    """The fields in their own types; of a new record with its defaults.

    *Errors*: `Invalid` for an unknown field, a wrong type, an unknown choice or a required one that is blank.
    """
    form = {field.name: field for field in FORMS[kind]}
    for name in fields:
        if name not in form:
            what = "State is changed by actions, not set." if name == "state" else ""
            raise Invalid(
                f"A {kind} has no field {name!r:.60} to set; it has: {', '.join(form)}. {what}".strip()
            )
    values: dict[str, object] = {}
    for field in form.values():
        if field.name in fields:
            values[field.name] = _value(field, fields[field.name])
        elif new:
            values[field.name] = _value(field, field.default or None)
    return values


def _value(field: Field, raw: object) -> object:
    blank = raw is None or (isinstance(raw, str) and not raw.strip())
    if blank:
        if field.required:
            raise Invalid(f"{field.name} is required: give it a value.")
        if field.default:
            raw = field.default
        else:
            return None if field.kind in ("quantity", "name") else ""
    if field.kind == "quantity":
        return _quantity(field, raw)
    if field.name == "priority":
        raw = str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw
    if not isinstance(raw, str):
        raise Invalid(f"{field.name} is a text, not {type(raw).__name__}.")
    if field.kind == "date":
        return iso_day(field.name, raw)
    if field.kind == "name":
        return checked_name(field.name, raw)
    if field.kind == "choice":
        return _choice(field, raw)
    return storable(field.name, raw.strip())


def _quantity(field: Field, raw: object) -> int:
    number = whole_number(field.name, raw)
    if number < 0:
        raise Invalid(f"{field.name} can't be below zero.")
    return number


def _choice(field: Field, raw: str) -> object:
    for choice in field.choices:
        if raw.strip().casefold() in (choice.value, choice.label.casefold()):
            return int(choice.value) if field.name == "priority" else choice.value
    allowed = ", ".join(choice.value for choice in field.choices)
    raise Invalid(f"{field.name}: {raw!r:.60} is not one of: {allowed}.")
