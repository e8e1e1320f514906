"""The command line: finds the verb, runs it, and turns what goes wrong into a sentence and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper

from models import Invalid
from tui.verbs import VERBS, console_options
from tui.verbs.failing import reported

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    code = 0
    try:
        code = reported(words, run)
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        from tui.verbs.output import silence

        silence(sys.stdout, sys.stderr)
    except Exception as error:  # noqa: BLE001  # a fault of the program has a record's text in it, maybe
        code = stopped_by(error)
    return code


def run(words: Sequence[str]) -> int:
    """Parse the words and run the verb they name, the console where they name none."""
    for word in words:
        if any("\ud800" <= char <= "\udfff" for char in word):
            raise Invalid(f"The argument {word!r} is no valid UTF-8; write it in UTF-8.")
    args = console_options(words)
    if args is None:
        from tui.verbs.parser import parse

        try:
            args = parse(words)
        except SystemExit:
            return 0
    if args.version:
        from tui.verbs.output import say

        say(f"casedesk {installed_version()}")
        return 0
    if args.verb is None:
        from tui.verbs import console

        return console.run(args)
    return next(verb for verb in VERBS if verb.name == args.verb).room().run(args)


def stopped_by(error: Exception) -> int:
    """Say in one line that the program itself failed, log the traceback, and give the exit code."""
    from tui import paths
    from tui.incident import EXIT_CODE, record
    from tui.verbs.output import complain

    complain(record(paths.log_file(), error))
    return EXIT_CODE


def installed_version() -> str:
    """The version of the installed distribution; a checkout that is not installed has none."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("casedesk")
    except PackageNotFoundError:
        return "(not installed)"
