"""list: cases, orders, their lines, and what surrounds them."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tui.verbs.orders import SPARE as ORDER_SPARE
from tui.verbs.orders import order_rows
from tui.verbs.output import complain, say_rows, used_columns
from tui.verbs.session import chosen_format, desk
from tui.verbs.words import labelled

if TYPE_CHECKING:
    from models import Desk

KINDS = (
    "cases", "lines", "baskets", "orders", "statuses", "types", "agents", "views", "stock", "shipments",
    "invoices", "payments", "nasc", "recounts", "outbox", "settings",
)  # fmt: skip
#: What a table shows of statuses and types, in this order; what none of them has is left out.
LABELS = {
    "statuses": (
        "machine", "code", "label", "glyph", "colour", "final", "kind", "active", "description", "backend_id",
    ),
    "types": ("code", "label", "behaves_like", "colour", "custom", "active", "description", "backend_id"),
}  # fmt: skip
ORDERS = ("baskets", "orders")
#: What a list holds, where it is not called like it.
HELD = {"outbox": "effects in the outbox"}
LIMIT = 100
#: What a list of cases goes without on a narrow terminal, the first of them first.
SPARE = ("account", "lines", "opened_at")
EXAMPLES = {
    "list": (
        'casedesk list cases --where "state:awaiting_info broken"',
        "casedesk list cases --view unassigned --sort priority --limit 20",
        "casedesk list lines --where number:ORDCS0001001 --format csv",
        "casedesk list orders --where 'status:open customer:\"Kim Brandt\" amount:>100' --sort=-amount",
        "casedesk list baskets --view suspended",
        "casedesk list stock --where ou:AMS",
        "casedesk list statuses",
    )
}


def arguments(parser: ArgumentParser, _verb: str) -> None:
    """Declare what to list and how much of it."""
    parser.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    parser.add_argument("--where", metavar="QUERY", default="", help="words and field:value; all must match")
    parser.add_argument(
        "--view", metavar="NAME", default="all", help="a saved list, as in `casedesk list views`"
    )
    parser.add_argument(
        "--sort",
        metavar="FIELD",
        default="",
        help="number, priority or age, of orders number, amount or age; --sort=-number turns it round",
    )
    parser.add_argument(
        "--limit", metavar="N", type=at_least_one, default=LIMIT, help=f"how many rows, else {LIMIT}"
    )


def run(args: Namespace) -> int:
    """Print the rows; says on standard error when there are more."""
    form, held = chosen_format(args), HELD.get(args.kind, args.kind)
    with desk(args) as opened:
        rows = opened.rows(args.kind, where=args.where, view=args.view, sort=args.sort, limit=args.limit + 1)
        shown = rows[: args.limit]
        spare = ORDER_SPARE if args.kind in ORDERS else SPARE
        say_rows(for_people(opened, args.kind, shown) if form == "table" else shown, form, spare=spare)
    if len(rows) > args.limit:
        complain(f"There are more than {args.limit} {held}; --limit N shows more of them.")
    elif form == "table" and not rows:
        complain(f"No {held} match.")
    return 0


def for_people(opened: Desk, kind: str, rows: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """The rows as a table shows them: labels, settled of all lines in one column, no version."""
    if kind in ORDERS:
        return order_rows(opened, rows)
    if kind in LABELS:
        used = ("kind", *used_columns(rows))
        names = [name for name in LABELS[kind] if name in used and rows and name in rows[0]]
        return [{name: row[name] for name in names} for row in rows]
    shown = labelled(opened, rows)
    for row in shown:
        row.pop("version", None)
        if "settled_lines" in row:
            row["lines"] = f"{row.pop('settled_lines')}/{row['lines']}"
    return shown


def at_least_one(text: str) -> int:
    """A whole number from 1, or a usage error."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is no whole number from 1")
    return int(text)
