"""What goes wrong in a command, as a sentence or an object on standard error and as an exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import pairwise

from models import BadRulebook, DeskError


def reported(words: Sequence[str], runs: Callable[[Sequence[str]], int]) -> int:
    """Run the words; what goes wrong is said on standard error, as an object where the caller reads JSON."""
    try:
        return runs(words)
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


def wants_json(words: Sequence[str]) -> bool:
    """Whether the words ask for JSON, found out without parsing, since parsing may be what failed."""
    asked = [word for before, word in pairwise(("", *words)) if before == "--format"]
    asked += [word.removeprefix("--format=") for word in words if word.startswith("--format=")]
    return asked[-1:] == ["json"]
