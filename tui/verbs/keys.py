"""keys: who comes in over SSH, and the line of `authorized_keys` that lets him in."""

from __future__ import annotations

import shlex
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from models import Invalid
from tui.verbs.files import read_text
from tui.verbs.output import say, say_json, say_rows
from tui.verbs.session import chosen_format, database_url, desk

EXAMPLES = {
    "keys": (
        "casedesk keys add ann ann.pub",
        "casedesk keys add ann - < ann.pub",
        "casedesk keys list",
        "casedesk keys revoke SHA256:S0NrzBpNRXlfZ2vPlxI0rAfNlLZ4tBIJqPyYB6fEhWY",
        "casedesk keys revoke ann",
    )
}
TASKS = ("add", "list", "revoke", "for")
#: What an agent's line lets him do: a terminal, and nothing else of all that OpenSSH has.
LIMITS = "restrict,pty"
#: What of the environment a login reaches the door with; the door looks at each value again.
PASSED = ("SSH_ORIGINAL_COMMAND", "TERM", "LANG", "LC_ALL", "LC_CTYPE", "NO_COLOR", "COLORTERM")


def arguments(parser: ArgumentParser, _verb: str) -> None:
    """Declare what to do, whose key it is about, and where that stands."""
    parser.add_argument("task", metavar="TASK", choices=TASKS, help="add, list, revoke; for is sshd's")
    parser.add_argument(
        "whose",
        metavar="WHOSE",
        nargs="?",
        help="add: the agent; revoke: a key's fingerprint, or an agent for all of his; for: a fingerprint",
    )
    parser.add_argument("file", metavar="FILE", nargs="?", help="add: the .pub file; - is standard input")


def run(args: Namespace) -> int:
    """Do it; `for` prints the line of a valid key, and nothing for any other."""
    needed = {"add": 2, "list": 0, "revoke": 1, "for": 1}[args.task]
    if sum(value is not None for value in (args.whose, args.file)) != needed:
        raise Invalid(f"keys {args.task} takes {needed} more words; see `casedesk keys --help`.")
    with desk(args) as opened:
        if args.task == "for":
            if (key := opened.keys.valid(args.whose)) is not None:
                say(authorized_line(database_url(args), args.whose, key))
            return 0
        if args.task == "list":
            say_rows(opened.keys.rows(), chosen_format(args))
            return 0
        if args.task == "add":
            done = opened.keys.add(args.whose, read_text(args.file))
        else:
            done = opened.keys.revoke(args.whose)
    told = [str(change.after or change.before) for change in done.changes]
    if chosen_format(args) == "json":
        say_json({"ok": True, "agent": done.record, "keys": told, "journal": done.journal})
    elif args.task == "add":
        say(f"{told[0]} lets {done.record} in.")
    else:
        say(f"Revoked: {', '.join(told)} of {done.record}.")
    return 0


def authorized_line(url: str, fingerprint: str, key: str) -> str:
    """The line of `authorized_keys` by which this key opens the door of this desk, and nothing else.

    *Errors*: `Invalid` for a database that no such line can name.
    """
    file = Path(url.removeprefix("sqlite:///")).absolute()
    command = f"exec {forced_command(f'sqlite:///{file}', fingerprint)}"
    if not command.isprintable():
        raise Invalid("The path of the database holds a control character; move the database.")
    escaped = command.replace('"', '\\"')
    return f'{LIMITS},command="{escaped}" {key}'


def forced_command(url: str, fingerprint: str) -> str:
    """What runs instead of whatever was asked for: the door, in an environment that holds nothing else.

    An interpreter told ``-I`` reads neither the environment's paths nor the folder it stands in.
    """
    environment = " ".join(f'{name}="${name}"' for name in PASSED)
    room = "casedesk" if (Path(__file__).parents[2] / "__main__.py").is_file() else "tui"
    words = [sys.executable, "-I", "-m", room, "--db", url, "door", fingerprint]
    return f'/usr/bin/env -i PATH=/usr/bin:/bin HOME="$HOME" {environment} {shlex.join(words)}'
