"""journal: who did what to which record, with all it caused, newest first; and the proof that it stands."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from models import Invalid, iso
from tui.verbs.listing import at_least_one
from tui.verbs.output import complain, say_json, say_rows
from tui.verbs.session import chosen_format, desk
from tui.verbs.words import labelled_changes

if TYPE_CHECKING:
    from models import JournalView

LIMIT = 100
EXAMPLES = {
    "journal": (
        "casedesk journal ORDCS0001001",
        "casedesk journal --limit 10 --format json",
        "casedesk journal verify",
        "casedesk journal anchor --to /mnt/elsewhere/casedesk.anchors",
        "casedesk journal verify --anchor /mnt/elsewhere/casedesk.anchors",
    )
}


def arguments(parser: ArgumentParser, _verb: str) -> None:
    """Declare the record and how far back."""
    parser.add_argument(
        "record",
        metavar="RECORD",
        nargs="?",
        help="a case or a line; without it, the whole desk; or verify (nobody changed the journal), "
        "or anchor (write down its newest entry elsewhere)",
    )
    parser.add_argument(
        "--limit", metavar="N", type=at_least_one, default=LIMIT, help=f"how many entries, else {LIMIT}"
    )
    parser.add_argument("--to", metavar="FILE", help="anchor: the file to add it to, or syslog; else printed")
    parser.add_argument(
        "--anchor", metavar="FILE", help="verify: also against the anchors in this file, a system's log, say"
    )


def run(args: Namespace) -> int:
    """Print the entries: one object each in JSON, one row a change otherwise; or prove them."""
    from tui.verbs import proving

    if args.record in proving.TASKS:
        return proving.run(args)
    if args.to or args.anchor:
        raise Invalid("--to belongs to `journal anchor`, --anchor to `journal verify`.")
    form = chosen_format(args)
    with desk(args) as opened:
        entries = opened.journal(args.record, limit=args.limit)
        if form == "json":
            say_json([as_object(entry) for entry in entries])
        else:
            rows = [row for entry in entries for row in as_rows(entry)]
            say_rows(labelled_changes(opened, rows) if form == "table" else rows, form)
    if form == "table" and not entries:
        complain("The journal holds nothing yet.")
    return 0


def as_object(entry: JournalView) -> dict[str, object]:
    """The entry with its changes inside."""
    changes = [change._asdict() for change in entry.changes]
    return entry._asdict() | {"at": iso(entry.at), "changes": changes}


def as_rows(entry: JournalView) -> list[dict[str, object]]:
    """One row for each change, a single one where nothing changed."""
    head: dict[str, object] = {
        "id": entry.id,
        "at": iso(entry.at),
        "agent": entry.agent,
        "action": entry.action
        + (f" of {entry.undoes}" if entry.undoes else "")
        + (" (imported)" if entry.imported else "")
        + (" (irregular)" if entry.irregular else ""),
    }
    if not entry.changes:
        return [head | {"record": entry.record, "field": "", "before": "", "after": "", "because": ""}]
    return [head | change._asdict() for change in entry.changes]
