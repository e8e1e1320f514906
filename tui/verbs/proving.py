"""journal verify, journal anchor: proof that nobody changed the journal, and what to hold it against."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from models import Invalid
from tui.verbs.output import CLEAR_LINE, complain, say, say_json
from tui.verbs.session import chosen_format, database_url

if TYPE_CHECKING:
    from models import Proof

TASKS = ("verify", "anchor")
SYSLOG = "syslog"


def run(args: Namespace) -> int:
    """Do it; verify returns 1 where an entry does not fit."""
    if args.record == "anchor":
        if args.anchor:
            raise Invalid(
                "journal anchor writes one: say where with --to; --anchor belongs to journal verify."
            )
        return anchored(args)
    if args.to:
        raise Invalid("journal verify writes nothing; --to belongs to journal anchor.")
    return verified(args)


def anchored(args: Namespace) -> int:
    """Write the newest entry's anchor to a file, to the system's log, or to standard output."""
    from models import log_anchor, newest_anchor, write_anchor

    url = database_url(args)
    anchor = newest_anchor(url)
    if args.to == SYSLOG:
        log_anchor(anchor)
    elif args.to:
        write_anchor(url, anchor, Path(args.to))
    if chosen_format(args) == "json":
        say_json({"ok": True, **anchor._asdict()})
    elif not args.to:
        say(anchor.line())
    else:
        where = "the system's log" if args.to == SYSLOG else args.to
        say(f"Entry {anchor.entry:,} is anchored in {where}.")
    return 0


def verified(args: Namespace) -> int:
    """Walk the chain and say whether it is whole."""
    from models import read_anchors, verify_journal
    from tui.leaving import tidily

    anchors = list(read_anchors(Path(args.anchor))) if args.anchor else []
    shown = show_progress if sys.stderr.isatty() else None
    with tidily():
        try:
            proof = verify_journal(database_url(args), anchors, shown)
        finally:
            if shown:
                sys.stderr.write(CLEAR_LINE)
    if chosen_format(args) == "json":
        say_json({"ok": not proof.fault, **proof._asdict()})
    elif proof.fault:
        complain(proof.fault)
    else:
        say(sentence(proof))
    return 1 if proof.fault else 0


def sentence(proof: Proof) -> str:
    """What was proven."""
    if not proof.entries:
        return "The journal holds nothing yet."
    entries = "1 entry" if proof.entries == 1 else f"{proof.entries:,} entries"
    held = ""
    if proof.anchors:
        held = f" as {'1 anchor has' if proof.anchors == 1 else f'{proof.anchors:,} anchors have'} it"
    return f"{entries}, whole{held}; head {proof.head}."


def show_progress(done: int, total: int) -> None:
    """How far it is, on one line of the terminal that is written over and cleared at the end."""
    sys.stderr.write(f"{CLEAR_LINE}{done:,} of {total:,} entries proven")
    sys.stderr.flush()
