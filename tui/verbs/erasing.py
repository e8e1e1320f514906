"""erase: a customer's texts and keys go; his cases and orders stay without him, and the journal whole."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from models import Invalid
from tui.text import printable
from tui.verbs.output import complain, say, say_json
from tui.verbs.session import chosen_format, desk

if TYPE_CHECKING:
    from models import Erased

EXAMPLES = {
    "erase": (
        "casedesk erase C1 --dry-run",
        'casedesk erase "consumer:Ann Baker" --yes',
        "casedesk erase --clean",
    )
}
#: More numbers than this are counted and not named.
NAMED = 10


def arguments(parser: ArgumentParser, _verb: str) -> None:
    """Declare who is erased, and how it is agreed to."""
    parser.add_argument(
        "customer",
        metavar="CUSTOMER",
        nargs="?",
        help="a customer's id, or customer:ID, contact:NAME, consumer:NAME, account:NAME",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would go and write nothing")
    parser.add_argument("--yes", action="store_true", help="don't ask")
    parser.add_argument(
        "--clean", action="store_true", help="only write the file anew, after an erasing that could not"
    )


def run(args: Namespace) -> int:
    """Erase, once it is agreed to; then leave nothing of it in the file."""
    if args.clean == (args.customer is not None):
        raise Invalid("Say who is erased: casedesk erase CUSTOMER; --clean stands alone.")
    form = chosen_format(args)
    with desk(args) as opened:
        if args.clean:
            opened.clean()
            say_json({"ok": True}) if form == "json" else say(
                "The file holds nothing but what its rows hold."
            )
            return 0
        planned = opened.erase(args.customer, dry_run=True)
        if args.dry_run:
            say_json({"ok": True, **planned._asdict()}) if form == "json" else say(sentence(planned))
            return 0
        if not (args.yes or agreed(planned)):
            complain("Nothing was erased.")
            return 1
        told = opened.erase(args.customer)
        if form == "json":
            say_json({"ok": True, **told._asdict()})
        else:
            say(f"{sentence(told)} Journal {told.journal}.")
        opened.clean()
    return 0


def agreed(planned: Erased) -> bool:
    """Ask on the terminal; nothing but the whole word is a yes.

    *Errors*: `Invalid` where there is no terminal to ask on.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise Invalid("There is no terminal to ask on; look with --dry-run, then erase with --yes.")
    sys.stderr.write(printable(f"{sentence(planned)} It can't be taken back. Erase? (yes/no) "))
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() == "yes"


def sentence(told: Erased) -> str:
    """Who it is about and what of him goes."""
    parts = [
        _named(told.cases, "case"),
        _named(told.orders, "order"),
        _counted(told.names, "contact or account", "contacts and accounts"),
        _counted(told.entries, "entry of their streams", "entries of their streams"),
        _counted(told.answers, "kept answer", "kept answers"),
    ]
    took = "would lose" if told.journal is None else "has lost"
    where = "" if told.journal is None else f" Journal {told.journal}."
    return f"{told.customer} {took} name and words in {', '.join(parts)}.{where}"


def _named(numbers: tuple[str, ...], what: str) -> str:
    shown = ", ".join(numbers[:NAMED]) + (" …" if len(numbers) > NAMED else "")
    return _counted(len(numbers), what, f"{what}s") + (f" ({shown})" if numbers else "")


def _counted(count: int, one: str, many: str) -> str:
    return f"1 {one}" if count == 1 else f"{count:,} {many}"
