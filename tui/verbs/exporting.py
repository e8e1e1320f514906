"""export: cases as CSV or JSON Lines, read in pages, so that the number of cases doesn't matter."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from models import Invalid
from tui.verbs.output import say_csv, say_json
from tui.verbs.session import desk
from tui.verbs.show import flat

if TYPE_CHECKING:
    from models import Desk

EXAMPLES = {
    "export": (
        "casedesk export cases > cases.csv",
        "casedesk export cases --format json --where state:resolved > resolved.jsonl",
    )
}
PAGE = 500


def arguments(parser: ArgumentParser, _verb: str) -> None:
    """Declare what to write and which of it."""
    parser.add_argument("kind", metavar="KIND", choices=("cases",), help="cases")
    parser.add_argument("--where", metavar="QUERY", default="", help="words and field:value; all must match")
    parser.add_argument(
        "--view", metavar="NAME", default="all", help="a saved list, as in `casedesk list views`"
    )


def run(args: Namespace) -> int:
    """Write every case, the oldest first: CSV unless JSON Lines are asked for."""
    form = getattr(args, "format", "csv")
    if form == "table":
        raise Invalid("An export is no table; ask for --format csv or json, or use `casedesk list cases`.")
    with desk(args) as opened:
        cases = records(opened, args.where, args.view)
        if form == "json":
            for case in cases:
                say_json(case)
        elif first := next(cases, None):
            say_csv(tuple(flat(first)), (flat(case) for case in chain([first], cases)))
    return 0


def records(opened: Desk, where: str, view: str) -> Iterator[dict[str, object]]:
    """Every case that matches, whole, by number."""
    after = None
    while True:
        page = opened.page(view=view, query=where, sort="number", after=after, limit=PAGE)
        for row in page.rows:
            yield opened.record(row.number)
        if not page.more:
            return
        after = page.last
