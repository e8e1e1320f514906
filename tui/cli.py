"""The command line: finds the verb, runs it, and turns what goes wrong into a sentence and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from types import TracebackType

from models import Invalid
from tui.verbs import VERBS, console_options
from tui.verbs.failing import reported

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    sys.excepthook = complain_of
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


def complain_of(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A fault of the program, cleaned: the interpreter would print a record's text in it as it is."""
    from traceback import format_exception

    from tui.verbs.output import complain

    complain("".join(format_exception(kind, error, trace)), lines=True)


def installed_version() -> str:
    """The version of the installed distribution; a checkout that is not installed has none."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("casedesk")
    except PackageNotFoundError:
        return "(not installed)"
