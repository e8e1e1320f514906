"""note: a work note, or a comment that the customer sees."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from models import Invalid
from tui.verbs.answers import perform

EXAMPLES = {
    "note": (
        'casedesk note ORDCS0001001 "called, nobody answers"',
        'casedesk note ORDCS0001001 "It is on its way." --comment',
        "casedesk note ORDCS0001001 - < letter.txt",
    )
}


def arguments(parser: ArgumentParser, _verb: str) -> None:
    """Declare the record and the text."""
    parser.add_argument("record", metavar="RECORD", help="the number of a case, an order or a line")
    parser.add_argument("text", metavar="TEXT", help="the text; - reads it from standard input")
    parser.add_argument("--comment", action="store_true", help="for the customer's eyes, too")


def run(args: Namespace) -> int:
    """Write the note."""
    try:
        text = sys.stdin.read() if args.text == "-" else args.text
    except UnicodeDecodeError as error:
        raise Invalid("The text on standard input is no valid UTF-8; convert it first.") from error
    kind = "comment" if args.comment else "work_note"
    return perform(args, {"op": "note", "record": args.record, "kind": kind, "text": text})
