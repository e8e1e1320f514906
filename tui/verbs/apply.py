"""apply: operations from JSON Lines, each in a transaction of its own, each answered with one line."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping

from models import Invalid
from tui.verbs.conversation import operations
from tui.verbs.files import opened_file
from tui.verbs.output import say_json, silence
from tui.verbs.session import desk

EXAMPLES = {
    "apply": (
        "casedesk apply operations.jsonl",
        'echo \'{"op": "show", "record": "ORDCS0001001"}\' | casedesk apply -',
    )
}


def arguments(parser: ArgumentParser, _verb: str) -> None:
    """Declare the file and whether a bad line ends it."""
    parser.add_argument(
        "file", metavar="FILE", help="a file with one JSON object a line; - is standard input"
    )
    parser.add_argument("--stop", action="store_true", help="stop at the first operation that isn't done")


def run(args: Namespace) -> int:
    """Run and answer every operation; 0 when all were done, 1 when some were not.

    When nobody reads the answers any longer, the operations are done all the same: what
    happens to a file must not depend on how much of its answers somebody looked at.
    """
    from models import Operations, failure

    all_done = True
    with opened_file(args.file) as stream, desk(args) as opened:
        runner = Operations(opened)
        for operation in operations(stream):
            answer = failure(operation) if isinstance(operation, Invalid) else runner.run(operation)
            respond(answer)
            if not answer["ok"]:
                all_done = False
                if args.stop:
                    break
    return 0 if all_done else 1


def respond(answer: Mapping[str, object]) -> None:
    """The answer on one line, now; nowhere when the reader has gone."""
    try:
        say_json(answer)
    except BrokenPipeError:
        silence(sys.stdout)
