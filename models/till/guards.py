"""The named conditions of an order's actions, those before Place aside.

Each objects with a reason for every thing in the way; one that looks at answers has nothing to
object while there are none. *Source*: rules.md, 2.6.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from models.effects import Draft
from models.money import amount_text
from models.plans import Facts, Reason, Record
from models.rulebook import Rulebook
from models.till.changing import LINE_TYPE, change_type
from models.till.checklist import behaving, no_stock
from models.till.derivations import all_lines_cancelled, is_completed
from models.till.handing import ready_pieces, waiting_pieces, why_not_ready
from models.till.quantities import (
    NO_PAYMENT,
    is_product,
    number,
    open_pieces,
    purpose,
    to_pay,
    world_of,
)
from models.till.retyping import can_change, method_for, methods, not_shipped_with
from models.till.world import MAX_LINES

Guard = Callable[[Rulebook, Facts, Record], tuple[Reason, ...]]


def _no(record: Record, code: str, message: str) -> tuple[Reason, ...]:
    return (Reason(record.number, code, message),)


def not_locked(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects while the order is locked."""
    return (
        _no(record, "locked", f"{record.number} is locked; unlock it first.")
        if record.values.get("locked")
        else ()
    )


def is_locked(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects while the order is not locked."""
    return () if record.values.get("locked") else _no(record, "not_locked", f"{record.number} is not locked.")


def something_ready(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects where nothing can be handed over."""
    if any(ready_pieces(facts).values()):
        return ()
    return _no(
        record,
        "nothing_ready",
        f"Nothing of {record.number} is ready to be handed over{why_not_ready(facts)}.",
    )


def something_waits(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects where nothing is on order."""
    if any(waiting_pieces(facts).values()):
        return ()
    return _no(record, "nothing_waits", f"Nothing of {record.number} is on order.")


def _at_most(facts: Facts, most: Mapping[str, int], code: str, what: str) -> tuple[Reason, ...]:
    asked = facts.inputs.get("lines")
    if not isinstance(asked, Mapping):
        return ()
    return tuple(
        Reason(str(line), code, f"Line {line} has {most.get(str(line), 0)} pieces {what}, not {pieces}.")
        for line, pieces in asked.items()
        if int(pieces) > most.get(str(line), 0)
    )


def pieces_ready(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects where more is asked for than is ready."""
    return _at_most(facts, ready_pieces(facts), "not_ready", "ready")


def pieces_wait(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects where more is received than is on order."""
    return _at_most(facts, waiting_pieces(facts), "not_on_order", "on order")


def returnable(facts: Facts) -> dict[str, int]:
    """The pieces of each line that were handed over and not yet brought back."""
    return {
        line.number: number(line, "shipped") - number(line, "returned")
        for line in facts.lines
        if number(line, "quantity") > 0
    }


def something_to_return(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects where nothing was handed over that is still with the customer."""
    if any(returnable(facts).values()) and purpose(facts) not in NO_PAYMENT:
        return ()
    return _no(record, "nothing_to_return", f"Nothing of {record.number} is with the customer.")


def pieces_to_return(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects where more is brought back than was handed over."""
    return _at_most(facts, returnable(facts), "not_returnable", "with the customer")


def something_open(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects where there is nothing left to cancel."""
    if not facts.lines or any(open_pieces(line) > 0 for line in facts.lines):
        return ()
    return _no(
        record, "nothing_open", f"Nothing of {record.number} is open: what is shipped can't be cancelled."
    )


def pieces_open(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects where more of a line is cancelled than is open."""
    chosen, asked = facts.inputs.get("line"), facts.inputs.get("quantity")
    if asked is not None and chosen is None:
        return (Reason(record.number, "missing_input", "Say which line the quantity is of."),)
    line = next((line for line in facts.lines if line.number == chosen), None)
    if line is None:
        return ()
    most, wanted = open_pieces(line), asked if isinstance(asked, int) else 1
    if wanted <= most:
        return ()
    return _no(line, "not_open", f"Line {line.number} has {most} pieces open to be cancelled, not {wanted}.")


def split_fits(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects where a split leaves a line empty, where nothing can be split, and to a line too many."""
    if len(facts.lines) >= MAX_LINES:
        return _no(record, "too_many_lines", f"An order holds at most {MAX_LINES} lines; open another.")
    line = next((line for line in facts.lines if line.number == facts.inputs.get("line")), None)
    wanted = facts.inputs.get("quantity")
    chosen = facts.lines if line is None else (line,)
    if wanted is None and not any(open_pieces(each) > 1 for each in chosen):
        what = record.number if line is None else f"line {line.number}"
        return _no(record if line is None else line, "split", f"Nothing of {what} is open to be split.")
    if line is None or not isinstance(wanted, int) or wanted < open_pieces(line):
        return ()
    return _no(
        line, "split", f"Line {line.number} has {open_pieces(line)} open pieces: split off fewer than that."
    )


def takes_payment(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects where the purpose knows no payment, and where nothing is left to pay or to refund."""
    if purpose(facts) in NO_PAYMENT:
        return _no(record, "no_payment", f"{record.number} is no sale: there is nothing to pay.")
    if to_pay(facts) == 0:
        return _no(record, "nothing_to_pay", f"{record.number} is paid: nothing is left to pay or to refund.")
    return ()


def amount_fits(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects to nothing, to more than is left to pay, and to more back than is owed."""
    amount, tendered = facts.inputs.get("amount"), facts.inputs.get("tendered")
    currency = str(record.values.get("currency"))
    left = to_pay(facts)
    if not isinstance(amount, int):
        return ()
    if amount == 0:
        return _no(record, "nothing_paid", "Pay or refund an amount, not zero.")
    if amount > 0 and amount > max(left, 0):
        most = amount_text(max(left, 0), currency)
        return _no(
            record,
            "over_payment",
            f"{most} {currency} is left to pay; cash handed over goes into `tendered`.",
        )
    if amount < 0 and amount < min(left, 0):
        most = amount_text(-min(left, 0), currency)
        return _no(record, "over_refund", f"{most} {currency} is owed to the customer, not more.")
    if isinstance(tendered, int) and amount < 0:
        return _no(record, "tendered", "A refund takes no cash: leave `tendered` out.")
    if isinstance(tendered, int) and tendered < amount:
        return _no(record, "tendered", "Less cash was handed over than is paid.")
    return ()


def only_refunds(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects where nothing is owed to the customer."""
    return (
        ()
        if to_pay(facts) < 0
        else _no(record, "nothing_owed", f"Nothing of {record.number} is to be refunded.")
    )


def not_shipped(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects once anything was handed over."""
    if not any(number(line, "shipped") for line in facts.lines):
        return ()
    return _no(record, "shipped", f"Something of {record.number} is handed over already.")


def pickup_fits(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects to a unit that is no pickup point, and to any where no customer fetches the goods."""
    if purpose(facts) in NO_PAYMENT:
        return _no(record, "no_pickup", f"{record.number} is no sale: no customer fetches it.")
    pickup = facts.inputs.get("pickup")
    unit = world_of(facts).unit(pickup)
    if pickup is None or "pickup" in unit.kinds:
        return ()
    return _no(record, "no_pickup_point", f"{unit.name} is no pickup point.")


def type_fits(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects to a type that the purpose, the unit, its methods, its stock or the line can't have."""
    world, kind, chosen = world_of(facts), facts.inputs.get("type"), facts.inputs.get("line")
    if purpose(facts) in NO_PAYMENT:
        return _no(record, "no_types", f"{record.number} is no sale: its lines are of no type.")
    lines = [line for line in facts.lines if chosen in (None, line.number)]
    stay = _all_stay(facts, lines)
    if kind is None:
        return stay
    reasons: list[Reason] = []
    unit = world.unit(record.values.get("originating"))
    if world.behaves(kind) == "carry_out" and "web_shop" in unit.kinds:
        reasons += _no(record, "web_shop", f"{unit.name} is a web shop: nothing is carried out there.")
    if world.behaves(kind) == "delivery":
        reasons += _shipping(facts, record)
    reasons += stay
    house = facts.inputs.get("ship_from")
    if house and "warehouse" not in world.unit(house).kinds:
        reasons += _no(record, "no_warehouse", f"{world.unit(house).name} is no warehouse.")
    return tuple(reasons) or _as_before_or_out_of_stock(rulebook, facts, record)


def _all_stay(facts: Facts, lines: Sequence[Record]) -> tuple[Reason, ...]:
    """Why none of these lines can change its type, line by line; nothing where one can."""
    barred = {line.number: can_change(facts, line) for line in lines}
    if not all(barred.values()):
        return ()
    return tuple(
        Reason(line, "type_stays", f"Line {line} can't change its type: {why}.")
        for line, why in barred.items()
    )


def _as_before_or_out_of_stock(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects to what changes no line, and to each line of a placed order that no warehouse can send."""
    draft = Draft(rulebook, facts, facts.inputs)
    change_type(draft, record, "")
    if not any(change.field in LINE_TYPE for change in draft.changes):
        label, chosen = world_of(facts).type_label(facts.inputs.get("type")), facts.inputs.get("line")
        what = f"line {chosen} is" if chosen else f"all that can change in {record.number} is"
        return _no(record, "type_as_before", f"Nothing would change: {what} {label} already.")
    after = draft.after()
    return tuple(
        no_stock(line)
        for line in behaving(after, "delivery")
        if record.state == "placed" and is_product(line) and number(line, "reserved") < open_pieces(line)
    )


def _shipping(facts: Facts, record: Record) -> list[Reason]:
    world, named, offered = world_of(facts), facts.inputs.get("shipping_method"), methods(facts)
    unit = world.unit(record.values.get("originating"))
    listed = ", ".join(method.name for method in offered)
    reasons: list[Reason] = []
    if not offered:
        reasons += _no(record, "no_shipping_method", f"{unit.name} has no shipping method for deliveries.")
    elif named and named not in [method.id for method in offered]:
        reasons += _no(record, "shipping_method", not_shipped_with(facts, named))
    elif method_for(facts) is None:
        reasons += _no(record, "missing_input", f"Say which shipping method: {listed}.")
    return reasons


def has_label(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects where the order has no custom status."""
    if record.values.get("custom_status"):
        return ()
    return _no(record, "no_custom_status", f"{record.number} has no custom status.")


def becomes_completed(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects while the order is not placed, paid and shipped."""
    return () if is_completed(facts) else _no(record, "not_completed", f"{record.number} is not completed.")


def becomes_cancelled(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects while a line lives."""
    return () if all_lines_cancelled(facts) else _no(record, "lines_live", f"{record.number} has lines.")
