"""The command line: finds the verb, runs it, and turns what goes wrong into a sentence and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from itertools import pairwise

from models import BadRulebook, DeskError, Invalid
from tui.verbs import VERBS, console_options

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    code = 0
    try:
        code = answered(words)
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        from tui.verbs.output import silence

        silence(sys.stdout, sys.stderr)
    except Exception as error:  # noqa: BLE001  # a fault of the program has a record's text in it, maybe
        code = stopped_by(error)
    return code


def answered(words: Sequence[str]) -> int:
    """Run the words; what goes wrong is said on standard error, as an object where the caller reads JSON."""
    try:
        return run(words)
    except DeskError as error:
        from tui.verbs.output import complain, say_json

        faults = error.faults if isinstance(error, BadRulebook) else ()
        if wants_json(words):
            from models import failure

            say_json(failure(error) | ({"faults": faults} if faults else {}), stream=sys.stderr)
        else:
            for sentence in faults or [str(error)]:
                complain(sentence)
        return error.exit_code


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


def wants_json(words: Sequence[str]) -> bool:
    """Whether the words ask for JSON, found out without parsing, since parsing may be what failed."""
    asked = [word for before, word in pairwise(("", *words)) if before == "--format"]
    asked += [word.removeprefix("--format=") for word in words if word.startswith("--format=")]
    return asked[-1:] == ["json"]


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
