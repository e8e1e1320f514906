"""What a basket is for: a sale, a return to a supplier, a transfer between stores; and what comes back."""

from __future__ import annotations

from collections.abc import Mapping

from models.effects import Draft
from models.plans import Creation, Reason, Record
from models.till.quantities import is_product, number


def change_purpose(draft: Draft, record: Record, because: str) -> None:
    """The basket gets another purpose; product lines stay, what the purpose has no use for goes."""
    purpose = str(draft.answer("purpose"))
    draft.set(record, "purpose", purpose, because)
    for name in ("supplier", "reason", "shipping_method"):
        draft.set(record, name, draft.answer(name), because)
    draft.set(record, "sold_to", draft.answer("target"), because)
    if purpose == "sale":
        return
    draft.set(record, "customer", None, because)
    for line in draft.facts.lines:
        if not is_product(line):
            draft.set(line, "cancelled", abs(number(line, "quantity")), because)
            message = f"Line {line.number} is no product and is dropped."
            draft.warnings.append(Reason(line.number, "dropped", message, "rules.md 2.4"))


def make_return(draft: Draft, record: Record, because: str) -> None:
    """A new basket takes back pieces of what was handed over, at the price that was paid."""
    asked = draft.answer("lines")
    lines = []
    for line in draft.facts.lines:
        pieces = asked.get(line.number) if isinstance(asked, Mapping) else None
        if pieces:
            kept = ("product", "is_product", "unit_price_minor", "description")
            values = {name: line.values.get(name) for name in kept}
            lines.append(values | {"quantity": -pieces, "type": "carry_out", "returns": line.number})
            draft.add(line, "returned", pieces, because)
    head = {name: record.values.get(name) for name in ("customer", "address", "originating", "currency")}
    draft.creations.append(Creation("order", head | {"purpose": "sale"}, because, tuple(lines)))


def set_lock(draft: Draft, record: Record, because: str) -> None:
    """The order is locked."""
    draft.set(record, "locked", 1, because)


def clear_lock(draft: Draft, record: Record, because: str) -> None:
    """The order is free again."""
    draft.set(record, "locked", 0, because)


def take_description(draft: Draft, record: Record, because: str) -> None:
    """A parked basket may say what it waits for."""
    if (description := draft.answer("description")) is not None:
        draft.set(record, "description", description, because)


def clear_label(draft: Draft, record: Record, because: str) -> None:
    """The order loses its custom status; the ledger keeps who had set it."""
    draft.set(record, "custom_status", None, because)


def set_label(draft: Draft, record: Record, because: str) -> None:
    """The order gets a custom status; the four stay what they are, and the ledger keeps who set it."""
    label = draft.answer("status")
    draft.set(record, "custom_status", label, because)
    draft.creations.append(Creation("custom_status_entry", {"status": label}, because))
