"""db: what the database is, brought to the newest schema, checked through."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from tui.verbs.output import complain, say, say_json, say_pairs
from tui.verbs.session import chosen_format, database_url

EXAMPLES = {"db": ("casedesk db info", "casedesk db migrate", "casedesk db check")}
TASKS = ("info", "migrate", "check")


def arguments(parser: ArgumentParser, _verb: str) -> None:
    """Declare what to do with the database."""
    parser.add_argument("task", metavar="TASK", choices=TASKS, help=", ".join(TASKS))


def run(args: Namespace) -> int:
    """Do it; check returns 1 where it found something."""
    from models import check_database, describe_database, migrate_database

    url, form = database_url(args), chosen_format(args)
    if args.task == "info":
        say_pairs(describe_database(url), form)
        return 0
    if args.task == "migrate":
        return migrated(migrate_database(url), form)
    return checked(check_database(url), form)


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
            "The database is whole: its file, the references between its rows, and the states of its records."
        )
    return 1 if faults else 0
