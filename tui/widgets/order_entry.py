"""A change of an order as the activity stream tells it: what moved, line by line, and what was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from textual.content import Content

from models import ActivityView, FieldChange
from tui.badges import Badges, badge_content
from tui.order_changes import MADE, REFUND, STOCK, Step, Words, is_refund, line_of

#: The action of an entry that takes another one back.
UNDO = "undo"
#: How many lines of an order one entry tells about.
LINES = 6


def order_told(entry: ActivityView, head: str, badges: Badges, words: Words) -> list[Content]:
    """The rows of an entry that is no text: the order first, then its lines, then what was made, counted."""
    by_record: dict[str, list[FieldChange]] = {}
    words = words.knowing(entry.names)
    for change in entry.changes:
        by_record.setdefault(change.record, []).append(change)
    rows = list(_head(by_record.pop(head, []), badges, words))
    lines = [(record, steps) for record, steps in by_record.items() if record.startswith(f"{head}/")]
    told = [said for record, steps in lines if (said := _line(record, steps, words))]
    rows += [Content.styled(said, "$badge-grey") for said in told[:LINES]]
    if len(told) > LINES:
        rows.append(Content.styled(f"and {len(told) - LINES} more lines", "$badge-grey"))
    if made := _made({name: steps for name, steps in by_record.items() if not name.startswith(f"{head}/")}):
        back = [change for steps in by_record.values() for change in steps if not change.after]
        rows.append(
            Content.styled(f"{made} taken back" if back and entry.action == UNDO else made, "$badge-grey")
        )
    return rows


def _head(steps: Iterable[FieldChange], badges: Badges, words: Words) -> Iterable[Content]:
    for step in steps:
        if step.field == "state":
            after = badge_content(badges[step.after])
            before = badge_content(badges[step.before]) if step.before else "created"
            yield Content.assemble(before, " → " if step.before else "  ", after)
    if said := words.steps(map(_step, steps)):
        yield Content(said)


def _line(record: str, steps: list[FieldChange], words: Words) -> str:
    values = {step.field: step.after for step in steps}
    if not values.get("quantity", "0"):
        return f"{line_of(record)}: gone"
    if values.get("product"):
        return f"{line_of(record)}: {words.new_line(values)}"
    said = words.steps(map(_step, steps))
    return f"{line_of(record)}: {said}" if said else ""


def _made(records: Mapping[str, Iterable[FieldChange]]) -> str:
    """What else went with it, as in ``2 stocks moved · shipment · 3 invoices``."""
    kinds = dict(MADE.values())
    counted: Counter[str] = Counter()
    for record, steps in records.items():
        kind = "stock" if record.startswith(STOCK) else kinds.get(record.rstrip("0123456789"), record)
        if any(is_refund(step.field, amount) for step in steps for amount in (step.before, step.after)):
            # An invoice below nothing is one still.
            kind = REFUND if kind == MADE["payment"][1] else kind
        counted[kind] += 1
    stocks = counted.pop("stock", 0)
    said = [f"{stocks} {'stock' if stocks == 1 else 'stocks'} moved"] if stocks else []
    said += [kind if number == 1 else f"{number} {kind}s" for kind, number in counted.items()]
    return " · ".join(said)


def _step(change: FieldChange) -> Step:
    return Step(change.record, change.field, change.before, change.after)
