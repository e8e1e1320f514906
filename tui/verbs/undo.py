"""undo: takes back what was done last, or what a journal entry tells of, with all it caused."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from models import DeskError, Refused
from tui.verbs.answers import perform, print_answers
from tui.verbs.do import as_answer
from tui.verbs.session import desk

if TYPE_CHECKING:
    from models import Desk

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
        return print_answers(opened, [preview(opened, args.journal)], args)


def preview(opened: Desk, journal: int | None) -> dict[str, object]:
    """The answer that the undo would get, marked as a dry run."""
    from models import Refusal, failure

    try:
        planned = opened.undo_preview(journal)
        if isinstance(planned, Refusal):
            raise Refused(planned)
    except DeskError as error:
        return failure(error)
    return as_answer(planned)


def entry(text: str) -> int:
    """The number of a journal entry, or a usage error."""
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 16):
        raise ArgumentTypeError(f"{text!r} is no number of a journal entry")
    return int(text)
