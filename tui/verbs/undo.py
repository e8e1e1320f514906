"""undo: takes back what was done last, or what a journal entry tells of, with all it caused."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from tui.verbs.answers import perform, print_answers
from tui.verbs.do import dry_run
from tui.verbs.session import desk

if TYPE_CHECKING:
    pass

EXAMPLES = {
    "undo": (
        "casedesk undo",
        "casedesk undo --dry-run",
        "casedesk undo 17",
    )
}


def arguments(parser: ArgumentParser, _verb: str) -> None:
    """Declare the journal entry, and whether it is only looked at."""
    parser.add_argument(
        "journal",
        metavar="JOURNAL",
        nargs="?",
        type=entry,
        help="an entry as `casedesk journal` numbers it, else what you did last; several records in one "
        "`casedesk do` are taken back together, whichever of their entries is named",
    )
    parser.add_argument("--dry-run", action="store_true", help="print every change and write nothing")


def run(args: Namespace) -> int:
    """Take it back, or say what that would change."""
    if not args.dry_run:
        return perform(args, {"op": "undo", "journal": args.journal})
    with desk(args) as opened:
        return print_answers(opened, [dry_run(lambda: opened.undo_preview(args.journal))], args)


def entry(text: str) -> int:
    """The number of a journal entry, or a usage error."""
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 16):
        raise ArgumentTypeError(f"{text!r} is no number of a journal entry")
    return int(text)
