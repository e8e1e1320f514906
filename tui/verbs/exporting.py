"""export: cases, orders or baskets as CSV, JSON Lines or a workbook, read in pages, however many."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import redirect_stdout
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from models import Invalid
from tui.verbs.files import reason
from tui.verbs.output import say_csv, say_json
from tui.verbs.session import desk
from tui.verbs.show import flat

if TYPE_CHECKING:
    from models import Desk, ListKind

EXAMPLES = {
    "export": (
        "casedesk export cases > cases.csv",
        "casedesk export orders --where status:completed --to orders.xlsx",
        "casedesk export cases --format json --where state:resolved > resolved.jsonl",
    )
}
PAGE = 500
KINDS: tuple[ListKind, ...] = ("cases", "orders", "baskets")
#: How a file that is written to ends, and the form that it asks for.
ENDINGS = {".csv": "csv", ".json": "json", ".jsonl": "json", ".xlsx": "xlsx"}
LINE = (
    "number", "product", "description", "goods", "quantity", "unit_price", "type", "shipping_method",
    "ship_from", "label", "returns", "ordered", "reserved", "shipped", "invoiced", "cancelled", "returned",
)  # fmt: skip
#: The columns of an order's line that its heading has, too, by the names that the map `orders` reads.
RENAMED = {
    "number": "line",
    "description": "product_name",
    "type": "line_type",
    "shipping_method": "line_shipping_method",
}


def arguments(parser: ArgumentParser, _verb: str) -> None:
    """Declare what to write, which of it and where to."""
    parser.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    parser.add_argument("--where", metavar="QUERY", default="", help="words and field:value; all must match")
    parser.add_argument(
        "--view", metavar="NAME", default="all", help="a saved list, as in `casedesk list views`"
    )
    parser.add_argument(
        "--to",
        metavar="FILE",
        default="",
        help="write to a file and not to standard output: FILE.csv, FILE.jsonl or the workbook FILE.xlsx",
    )


def run(args: Namespace) -> int:
    """Write every record, the oldest first: CSV unless JSON Lines or a workbook are asked for."""
    form = ENDINGS.get(Path(args.to).suffix.lower(), "") or getattr(args, "format", "csv")
    if form == "table":
        instead = f"casedesk list {args.kind}"
        raise Invalid(f"An export is no table; ask for --format csv or json, or use `{instead}`.")
    with desk(args) as opened:
        found = records(opened, args.kind, args.where, args.view)
        if not args.to:
            write(found, form)
            return 0
        try:
            if form == "xlsx":
                from tui.verbs.workbook import save

                save(Path(args.to), args.kind, chain.from_iterable(map(rows_of, found)))
            else:
                with Path(args.to).open("w", encoding="utf-8", newline="") as file, redirect_stdout(file):
                    write(found, form)
        except OSError as error:
            raise Invalid(f"{args.to} can't be written: {reason(error)}; name another file.") from error
    return 0


def write(found: Iterator[dict[str, object]], form: str) -> None:
    """The records on standard output: a JSON object a line, or CSV, a row a case or a line of an order."""
    if form == "json":
        for record in found:
            say_json(record)
        return
    rows = chain.from_iterable(map(rows_of, found))
    if first := next(rows, None):
        say_csv(tuple(first), chain([first], rows))


def records(opened: Desk, kind: ListKind, where: str, view: str) -> Iterator[dict[str, object]]:
    """Every record that matches, whole, by number."""
    after = None
    while True:
        page = opened.page(kind, view=view, query=where, sort="number", after=after, limit=PAGE)
        for row in page.rows:
            yield opened.record(row.number)
        if not page.more:
            return
        after = page.last


def rows_of(record: dict[str, object]) -> Iterator[dict[str, object]]:
    """A case as one row; an order as a row for each line, its heading on every one.

    An order without a line is a row whose line is empty.
    """
    heading = flat(record)
    if record["kind"] not in ("order", "basket"):
        yield heading
        return
    lines = record["lines"]
    for line in lines if isinstance(lines, list) and lines else [dict.fromkeys(LINE)]:
        yield heading | {RENAMED.get(name, name): line[name] for name in LINE}
