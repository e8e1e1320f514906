"""import: cases and orders from CSV or JSON, every row either kept or reported with file, line and reason."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from functools import partial
from typing import TYPE_CHECKING

from tui.verbs.output import CLEAR_LINE, complain, say, say_json, say_rows
from tui.verbs.session import chosen_format, desk

if TYPE_CHECKING:
    from models import ImportReport

EXAMPLES = {
    "import": (
        "casedesk import cases incidents.csv --map servicenow-incidents --dry-run",
        "casedesk import cases incidents.csv --map servicenow-incidents",
        "casedesk import orders online_retail.csv --map online-retail",
        "casedesk import cases cases.json --map my-map.toml",
    )
}
KINDS = ("cases", "orders")


def arguments(parser: ArgumentParser, _verb: str) -> None:
    """Declare the file and how its columns are read."""
    parser.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    parser.add_argument("file", metavar="FILE", help="CSV, JSON or JSON Lines; - is standard input")
    parser.add_argument(
        "--map",
        metavar="MAP",
        default="",
        help="a TOML file, or a shipped map by its name: servicenow-incidents for cases, online-retail for "
        "orders; else the plain one of the kind: cases, orders",
    )
    parser.add_argument("--dry-run", action="store_true", help="report on every row and write nothing")


def run(args: Namespace) -> int:
    """Import and report; 7 where a row could not be kept."""
    from models import import_cases, import_orders

    importing = import_orders if args.kind == "orders" else import_cases
    shown = partial(show_progress, args.kind) if sys.stderr.isatty() else None
    source = sys.stdin.buffer if args.file == "-" else args.file
    with desk(args, origin="import") as opened:
        try:
            report = importing(opened, source, args.map or args.kind, dry_run=args.dry_run, progress=shown)
        finally:
            if shown:
                sys.stderr.write(CLEAR_LINE)
    print_report(report, chosen_format(args))
    return report.exit_code


def show_progress(kind: str, done: int, total: int) -> None:
    """How far it is, on one line of the terminal that is written over and cleared at the end."""
    said = f"{done:,} of {total:,} {kind} written" if total else f"{done:,} rows read"
    sys.stderr.write(CLEAR_LINE + said)
    sys.stderr.flush()


def print_report(report: ImportReport, form: str) -> None:
    """Each rejected and each odd row with its line, then the whole in one sentence; one object in JSON."""
    if form == "json":
        say_json(report.as_record())
        return
    remarks = [("rejected", remark) for remark in report.rejected]
    remarks += [("warning", remark) for remark in report.warnings]
    if form == "csv":
        say_rows([{"is": what} | remark._asdict() for what, remark in remarks], form)
        return
    for what, remark in remarks:
        complain(f"{what}: {remark.sentence()}")
    say(report.sentence())
