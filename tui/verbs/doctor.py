"""doctor: what is wrong with this set-up, and how to mend it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from models import DeskError
from tui.text import printable
from tui.verbs.output import say, say_json, say_rows
from tui.verbs.session import chosen_format, database_url, desk
from tui.verbs.surroundings import surroundings
from tui.verbs.table import aligned

if TYPE_CHECKING:
    from models import Finding

EXAMPLES = {
    "doctor": (
        "casedesk doctor",
        "casedesk doctor --format json",
        "casedesk --db sqlite:////srv/casedesk/desk.db doctor --ssh casedesk",
    )
}


def arguments(parser: ArgumentParser, _verb: str) -> None:
    """Declare whose way in is looked at."""
    parser.add_argument(
        "--ssh",
        metavar="ACCOUNT",
        help="look at the host's sshd alone: is the account's way in what the README says",
    )


def run(args: Namespace) -> int:
    """Print every finding with what to do about it; 1 where something is wrong."""
    findings = [*ssh_findings(args)] if args.ssh else [*database_findings(args), *surroundings()]
    fine = all(finding.fine for finding in findings)
    form = chosen_format(args)
    rows = [finding._asdict() | {"mend": "" if finding.fine else finding.mend} for finding in findings]
    if form == "json":
        say_json({"ok": fine, "findings": rows})
    elif form == "csv":
        say_rows(rows, form)
    else:
        say(aligned([(finding.name, told(finding)) for finding in findings]))
    return 0 if fine else 1


def told(finding: Finding) -> str:
    """The finding in words, and below it what to do where it is not fine."""
    found = printable(finding.found)
    return found if finding.fine else f"WRONG: {found}\n{printable(finding.mend)}".rstrip()


def database_findings(args: Namespace) -> Iterator[Finding]:
    """What is to be said of the database, or why it can't be opened."""
    from models import Finding, examine

    try:
        with desk(args) as opened:
            yield Finding("Database", database_url(args), fine=True)
            yield from examine(opened)
    except DeskError as error:
        yield Finding("Database", str(error), fine=False)


def ssh_findings(args: Namespace) -> Iterator[Finding]:
    """What is to be said of the way in over SSH."""
    from tui.verbs.sshd import sshd_findings

    yield from sshd_findings(args.ssh, database_url(args))
