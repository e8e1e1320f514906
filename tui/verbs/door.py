"""door: the way in over SSH. The key says who acts; what was asked for runs if it is on the closed list.

*Source*: the command and the environment come from whoever holds the key, and are trusted with nothing.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from models import Invalid
from tui.verbs import VERBS, Verb
from tui.verbs.failing import reported
from tui.verbs.session import database_url, desk

EXAMPLES = {"door": ("casedesk door SHA256:S0NrzBpNRXlfZ2vPlxI0rAfNlLZ4tBIJqPyYB6fEhWY",)}
ORIGIN = "ssh"
#: No command is longer, in characters.
LONGEST_COMMAND = 100_000
#: What of the environment stays, and what its value may look like.
KEPT = {
    "PATH": re.compile(r"/usr/bin:/bin"),
    "HOME": re.compile(r"/[^\0\n]*"),
    "TERM": re.compile(r"[A-Za-z0-9][A-Za-z0-9+._-]{0,63}"),
    "COLORTERM": re.compile(r"[a-z0-9]{1,20}"),
    "NO_COLOR": re.compile(r"[A-Za-z0-9]{1,20}"),
    **{name: re.compile(r"[A-Za-z0-9_.@-]{1,64}") for name in ("LANG", "LC_ALL", "LC_CTYPE")},
}


def arguments(parser: ArgumentParser, _verb: str) -> None:
    """Declare the key."""
    parser.add_argument("key", metavar="FINGERPRINT", help="of the key that somebody came with")


def run(args: Namespace) -> int:
    """Find out who came, then open the console or run the one command that was asked for.

    *Errors*: `Refused` for a key that lets nobody in, `Invalid` for what does not pass.
    """
    command = os.environ.get("SSH_ORIGINAL_COMMAND", "")
    bare_environment()
    hold_on()
    with desk(args) as opened:
        agent = opened.keys.holder(args.key)
    url = database_url(args)
    if not command.strip():
        from tui.verbs.console import open_console, require_terminal

        require_terminal()
        return open_console(url, agent, origin=ORIGIN, key=args.key)
    return reported(words_of(command), lambda words: passed(words, url, agent, args.key))


def passed(words: Sequence[str], url: str, agent: str, key: str) -> int:
    """Run the words in the name of the agent whose key it is, where each of them may pass."""
    from tui.verbs.parser import parse

    try:
        asked = parse(words)
    except SystemExit:
        return 0
    verb = checked(asked, agent)
    asked.db, asked.agent, asked.origin, asked.came_with = url, agent, ORIGIN, key
    return verb.room().run(asked)


def words_of(command: str) -> list[str]:
    """The words of a command, quoted as for a shell; ``casedesk`` before them may be left out.

    *Errors*: `Invalid` for a quotation without an end.
    """
    if len(command) > LONGEST_COMMAND:
        raise Invalid("This command is too long; send operations to `apply -` instead.")
    if any("\ud800" <= char <= "\udfff" for char in command):
        raise Invalid("This command is no valid UTF-8; write it in UTF-8.")
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise Invalid(f"This command can't be read: {error}; close what is quoted.") from error
    return words[1:] if words[:1] == ["casedesk"] else words


def checked(asked: Namespace, agent: str) -> Verb:
    """The verb that was asked for, where it and all that was said with it may pass.

    *Errors*: `Invalid` with the first thing that may not.
    """
    verb = next((verb for verb in VERBS if verb.name == asked.verb and verb.door), None)
    if verb is None:
        names = ", ".join(each.name for each in VERBS if each.door)
        what = f"{asked.verb!r:.60}" if asked.verb else "This"
        raise Invalid(f"{what} does not pass the SSH door; these do: {names}.")
    allowed: dict[str, list[str]] = {}
    for each in verb.door:
        name, only, value = each.partition("=")
        allowed.setdefault(name, []).extend([value] if only else ())
    for name, value in vars(asked).items():
        values = allowed.get(name)
        if name in ("verb", "format") or value in (None, False) or (not value and not values):
            continue
        if name == "agent" and value != agent:
            raise Invalid(f"Over SSH you are {agent}, whose key you came with; leave --agent out.")
        if name != "agent" and values is None:
            raise Invalid(f"--{name.replace('_', '-')} does not pass the SSH door; leave it out.")
        if values and value not in values:
            only = " or ".join(filter(None, values))
            raise Invalid(f"{name} {value!r:.60} does not pass the SSH door; it takes {only} and no path.")
    return verb


def bare_environment() -> None:
    """Leave nothing of the environment but what is known and looks as it should."""
    kept = {name: os.environ.get(name, "") for name in KEPT}
    os.environ.clear()
    os.environ.update({name: value for name, value in kept.items() if KEPT[name].fullmatch(value)})


def hold_on() -> None:
    """Neither stop nor leave a core behind at a key, until the console takes all keys for itself."""
    for name in ("SIGTSTP", "SIGQUIT"):
        if number := getattr(signal, name, None):
            signal.signal(number, signal.SIG_IGN)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
