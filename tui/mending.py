"""The keys that mend what an order is warned of, or what bars it from being placed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models import Verdict
from tui.commands import ORDER, Keymap
from tui.widgets.key_bar import Hint

#: Which actions help, by the code of a warning or reason.
HELPS: Mapping[str, tuple[str, ...]] = {
    "mixed_not_allowed": ("set_type", "suspend"),
    "shortage": ("split", "set_type"),
    "nasc": ("set_type",),
    "not_in_stock": ("cancel",),
    "no_lines": ("add_line",),
    "no_customer": ("edit",),
    "no_address": ("edit",),
    "no_pickup_point": ("set_pickup",),
    "no_shipping_method": ("set_type",),
    "no_stock": ("set_type", "split"),
    "web_shop": ("set_type",),
    "purpose_incomplete": ("set_purpose",),
}
#: What is about one line, and is mended with the line's own key.
OF_LINES = ("shortage", "nasc", "not_in_stock", "no_shipping_method", "no_stock", "web_shop")


def mending_keys(keymap: Keymap, verdicts: Iterable[Verdict]) -> dict[str, list[Hint]]:
    """The keys of what is open on an order, by the code of what they help against."""
    known = {verdict.action: verdict for verdict in verdicts if verdict.open}
    return {
        code: [_hint(keymap, code, known[action]) for action in actions if action in known]
        for code, actions in HELPS.items()
    }


def _hint(keymap: Keymap, code: str, verdict: Verdict) -> Hint:
    if verdict.action == "edit":
        # The order's own facts, from its lines too.
        command = next(each for each in keymap.commands(ORDER) if each.id == "order.edit")
        return Hint(command.keys[0], command.label)
    of_line = code in OF_LINES and verdict.line_key
    machine = "order_line" if of_line else "order"
    return Hint(keymap.action_key(machine, verdict.action, of_line or verdict.key), verdict.label)
