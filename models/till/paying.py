"""Payments, refunds and invoices."""

from __future__ import annotations

from models.effects import Draft
from models.money import amount_text
from models.plans import Creation, Facts, Reason, Record
from models.till.quantities import (
    NO_PAYMENT,
    counted,
    line_amount,
    number,
    purpose,
    to_pay,
    world_of,
)


def take_payment(draft: Draft, record: Record, because: str) -> None:
    """Money comes in or, where the amount is negative, goes out; cash handed over gives change."""
    amount = draft.answer("amount")
    minor = amount if isinstance(amount, int) else 0
    tendered = draft.answer("tendered")
    values = {"amount_minor": minor, "method": draft.answer("method") or "", "tendered_minor": tendered}
    draft.creations.append(Creation("payment", values, because))
    draft.add(record, "paid_minor", minor, because)
    if isinstance(tendered, int) and tendered > minor:
        change = amount_text(tendered - minor, str(record.values.get("currency")))
        draft.warnings.append(Reason(record.number, "change", f"Give {change} change.", "rules.md 2.6"))
    settle_invoices(draft, because)


def settle_invoices(draft: Draft, because: str) -> None:
    """Invoices follow by themselves: what is due and not yet invoiced is, what was cancelled is credited.

    *Source*: rules.md, 2.2 and 2.3.
    """
    facts = draft.after()
    if facts.head.state not in ("placed", "completed", "cancelled"):
        return
    paid_ahead = bool(world_of(facts).settings["Orders:OrderInvoiceStrategy"])
    for line, now in zip(draft.facts.lines, facts.lines, strict=True):
        pieces, invoiced = counted(now), number(now, "invoiced")
        due = _due_ahead(facts, now) if paid_ahead and not pieces.back else pieces.shipped
        if invoiced != due or invoiced > pieces.living:
            invoice(draft, line, max(due - invoiced, min(0, pieces.living - invoiced)), because)


def _due_ahead(facts: Facts, line: Record) -> int:
    """The pieces to be invoiced by now where payment makes an Order line due: all of it once it is paid."""
    if world_of(facts).behaves(line.values.get("type")) != "order":
        return counted(line).shipped
    return counted(line).living if to_pay(facts) == 0 else 0


def invoice(draft: Draft, line: Record, pieces: int, because: str) -> None:
    """Invoices pieces of a line; a negative number of pieces is credited."""
    if not pieces or purpose(draft.facts) in NO_PAYMENT:
        return
    values = {"line": line.number, "pieces": pieces, "amount_minor": line_amount(line, pieces)}
    draft.creations.append(Creation("invoice", values, because))
    draft.add(line, "invoiced", pieces, because)
