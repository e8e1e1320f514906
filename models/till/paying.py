"""Payments, refunds and invoices."""

from __future__ import annotations

from models.effects import Draft
from models.money import amount_text
from models.plans import Creation, Facts, Reason, Record
from models.till.quantities import (
    NO_PAYMENT,
    is_return,
    line_amount,
    living,
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
        draft.warnings.append(Reason(record.number, "change", f"Give {change} change."))
    invoice_when_paid(draft, because)


def invoices_when_paid(facts: Facts, line: Record) -> bool:
    """Whether a line is invoiced when the order is paid and not when it is shipped."""
    world = world_of(facts)
    strategy = world.settings["Orders:OrderInvoiceStrategy"]
    return strategy and not is_return(line) and world.behaves(line.values.get("type")) == "order"


def invoice_when_paid(draft: Draft, because: str) -> None:
    """Once nothing is left to pay, Order lines are invoiced where the strategy says so."""
    facts = draft.after()
    if to_pay(facts) != 0 or purpose(facts) in NO_PAYMENT:
        return
    for line, now in zip(draft.facts.lines, facts.lines, strict=True):
        pieces = living(now) - number(now, "invoiced")
        if invoices_when_paid(facts, now) and pieces > 0:
            invoice(draft, line, pieces, because)


def invoice(draft: Draft, line: Record, pieces: int, because: str) -> None:
    """Invoices pieces of a line; a negative number of pieces is credited."""
    if not pieces or purpose(draft.facts) in NO_PAYMENT:
        return
    values = {"line": line.number, "pieces": pieces, "amount_minor": line_amount(line, pieces)}
    draft.creations.append(Creation("invoice", values, because))
    draft.add(line, "invoiced", pieces, because)
