"""Orders and baskets as people read them: labels and glyphs instead of codes, names instead of ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from models import amount_text, iso
from tui.verbs.output import say, say_pairs, say_rows, used_columns
from tui.verbs.table import aligned
from tui.verbs.words import shorter

if TYPE_CHECKING:
    from models import Desk, OrderLineView, OrderView

#: What a list of orders goes without on a narrow terminal, the first of them first.
SPARE = ("opened_at", "currency", "lines", "ou", "custom_status", "purpose")
COUNTERS = ("ordered", "reserved", "shipped", "invoiced", "cancelled", "returned")
MIXED = "≠ Mixed"


class Labels:
    """What the codes of orders are called on this desk."""

    def __init__(self, opened: Desk) -> None:
        self._badges = opened.badges("order")
        self._types = {each.code: each.name for each in opened.till.labels("type")} | {"mixed": MIXED}

    def status(self, code: object) -> str:
        """Glyph and label of a status."""
        badge = self._badges.get(str(code))
        return f"{badge.glyph} {badge.label}" if badge else str(code)

    def type(self, code: object) -> str:
        """The label of an action type."""
        return self._types.get(str(code), str(code or ""))


def words(code: object) -> str:
    """A code as words, as in ``Return to supplier``."""
    return str(code).replace("_", " ").capitalize()


def marks(codes: Iterable[object], *, locked: bool) -> str:
    """What is true besides the status, as in ``part paid, locked``."""
    return ", ".join([words(code).lower() for code in codes] + ["locked"] * locked)


def order_rows(opened: Desk, rows: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """The rows of a list of orders as a table shows them; columns that say nothing are left out."""
    labels = Labels(opened)
    shown = [
        {
            "number": row["number"],
            "status": labels.status(row["status"]),
            "marks": marks(_codes(row["marks"]), locked=bool(row["locked"])),
            "type": labels.type(row["type"]),
            "purpose": "" if row["purpose"] == "sale" else words(row["purpose"]),
            "customer": row["customer_name"] or row["customer"],
            "ou": row["ou"],
            "lines": row["lines"],
            "total": row["total"],
            "to_pay": row["to_pay"],
            "currency": row["currency"],
            "custom_status": row["custom_status"],
            "opened_at": shorter(row["opened_at"]),
        }
        for row in rows
    ]
    names = used_columns(shown)
    return [{name: row[name] for name in names} for row in shown]


def _codes(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def show_order(opened: Desk, view: OrderView) -> None:
    """The order as paragraphs: fields, lines, warnings, what Place still needs, the cases about it."""
    say_pairs(_fields(Labels(opened), view), "table")
    lines = [_line(view, line) for line in view.lines]
    left = view.lines_total - len(lines)
    say(f"\nLines ({view.lines_total})" if lines else "\nNo lines.")
    say_rows(lines, "table", columns=used_columns(lines))
    if left > 0:
        say(f"and {left} lines more: --format json prints all of them.")
    _under("Warnings", [(each.record, each.message) for each in view.warnings])
    ready = [("√", point) for point in view.checked]
    _under("Before Place", [*ready, *(("×", each.message) for each in view.checklist)])
    states = opened.badges("case")
    _under(
        "Cases about it",
        [(each.number, f"{states[each.state].label}  {each.short_description}") for each in view.cases],
    )


def _under(heading: str, pairs: Sequence[tuple[str, str]]) -> None:
    if pairs:
        say(f"\n{heading}\n{aligned(pairs, '  ')}")


def _fields(labels: Labels, view: OrderView) -> dict[str, object]:
    def named(code: str) -> str:
        name = view.names.get(code, code)
        return name if name == code else f"{name} ({code})"

    def amount(minor: int) -> str:
        return f"{amount_text(minor, view.currency)} {view.currency}"

    owed = "to_pay" if view.to_pay_minor >= 0 else "to_refund"
    customer = f"{view.customer_name} ({view.customer})" if view.customer_name else view.customer
    return {
        "number": view.number,
        "status": labels.status(view.status),
        "marks": marks(view.marks, locked=view.locked),
        "custom_status": view.custom_status,
        "type": labels.type(view.type),
        "purpose": words(view.purpose),
        "total": amount(view.total_minor),
        "paid": amount(view.paid_minor),
        owed: amount(abs(view.to_pay_minor)),
        "customer": customer if view.customer_name != view.customer else view.customer,
        "address": view.address or view.customer_address,
        "requested_date": view.requested_date,
        "originating": named(view.originating),
        "sold_from": named(view.sold_from),
        "pickup": named(view.pickup),
        "sold_to": named(view.sold_to),
        "supplier": named(view.supplier),
        "reason": view.reason,
        "shipping_method": named(view.shipping_method),
        "description": view.description,
        "opened": f"{shorter(iso(view.opened_at))} {view.opened_by}",
        "placed": f"{shorter(iso(view.placed_at))} {view.placed_by}" if view.placed_at else "",
        "source": f"{view.source} {view.source_number}".strip(),
        "version": view.version,
    }


def _line(view: OrderView, line: OrderLineView) -> dict[str, object]:
    counters = {name: getattr(line, name) or "" for name in COUNTERS}
    return {
        "number": line.number,
        "product": line.product,
        "description": "" if line.description == line.product else line.description,
        "quantity": line.quantity,
        "unit_price": amount_text(line.unit_price_minor, view.currency),
        "amount": amount_text(line.amount_minor, view.currency),
        "type": line.type_label if view.purpose == "sale" else "",
        "shipping_method": view.names.get(line.shipping_method, line.shipping_method),
        "ship_from": view.names.get(line.ship_from, line.ship_from),
        "label": "" if line.label == "sellable" else line.label,
        "returns": line.returns,
        **counters,
    }
