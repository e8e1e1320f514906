"""db: what the database is, brought to the newest schema, copied while agents work, checked through."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from models import Invalid
from tui.verbs.output import CLEAR_LINE, complain, say, say_json, say_pairs
from tui.verbs.session import chosen_format, database_url

EXAMPLES = {
    "db": ("casedesk db info", "casedesk db migrate", "casedesk db backup monday.db", "casedesk db check")
}
TASKS = ("info", "migrate", "backup", "check")


def arguments(parser: ArgumentParser, _verb: str) -> None:
    """Declare what to do with the database, and where a copy goes."""
    parser.add_argument("task", metavar="TASK", choices=TASKS, help=", ".join(TASKS))
    parser.add_argument("file", metavar="FILE", nargs="?", help="backup: the new file that is written")


def run(args: Namespace) -> int:
    """Do it; check returns 1 where it found something."""
    from models import check_database, describe_database, migrate_database

    url, form = database_url(args), chosen_format(args)
    if (args.task == "backup") != (args.file is not None):
        raise Invalid(
            "Say where the backup goes: casedesk db backup FILE."
            if args.task == "backup"
            else f"db {args.task} takes no file; leave {args.file!r} out."
        )
    if args.task == "backup":
        return backed_up(url, args.file, form)
    if args.task == "info":
        say_pairs(describe_database(url), form)
        return 0
    if args.task == "migrate":
        return migrated(migrate_database(url), form)
    return checked(check_database(url), form)


def backed_up(url: str, file: str, form: str) -> int:
    """Write the copy and say what is in it."""
    from models import backup_database
    from tui.leaving import tidily

    shown = show_progress if sys.stderr.isatty() else None
    with tidily():
        try:
            told = backup_database(url, Path(file), shown)
        finally:
            if shown:
                sys.stderr.write(CLEAR_LINE)
    if form == "json":
        say_json({"ok": True, **told})
    else:
        say(backup_sentence(told))
    return 0


def show_progress(done: int, pages: int) -> None:
    """How far the copy is, on one line of the terminal that is written over and cleared at the end."""
    said = f"{done:,} of {pages:,} pages copied" if done < pages else "copied, now checking the copy"
    sys.stderr.write(CLEAR_LINE + said)
    sys.stderr.flush()


def backup_sentence(told: Mapping[str, object]) -> str:
    """What the copy holds, and what it waits for before it can be worked on."""
    counts = {name: told[name] for name in ("cases", "orders", "journal_entries") if name in told}
    held = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in counts.items())
    older = f" It is older than this casedesk: {told['needs']}" if told["needs"] else ""
    return f"{told['file']} holds {held}, {told['size_bytes']:,} bytes, checked and whole.{older}"


def migrated(applied: Sequence[str], form: str) -> int:
    """Name the migrations that were applied."""
    if form == "json":
        say_json({"ok": True, "applied": list(applied)})
    else:
        say(f"Applied: {', '.join(applied)}." if applied else "The database is at the newest schema already.")
    return 0


def checked(faults: Sequence[str], form: str) -> int:
    """Say every fault; 1 where there is one."""
    if form == "json":
        say_json({"ok": not faults, "faults": list(faults)})
    elif faults:
        for fault in faults:
            complain(fault)
    else:
        say(
            "The database is whole: its file, the references between its rows, its rules, "
            "and the books of its desk."
        )
    return 1 if faults else 0
