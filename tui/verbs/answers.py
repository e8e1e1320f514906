"""Operations from the command line: the very ones of JSON Lines, answered for people or as an object."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from tui.verbs.output import complain, say, say_json, spoken
from tui.verbs.session import chosen_format, desk
from tui.verbs.words import STATE_FIELD, state_labels

if TYPE_CHECKING:
    from models import Desk

#: The exit code that each ``error`` of an answer stands for.
EXIT_CODES = {"unknown": 1, "invalid": 2, "refused": 3, "stale": 4, "unavailable": 5}


def perform(args: Namespace, operation: Mapping[str, object]) -> int:
    """Run the operation, print its answer and return its exit code."""
    from models import Operations

    with desk(args) as opened:
        return print_answers(opened, [Operations(opened).run(operation)], args)


def print_answers(opened: Desk, answers: Sequence[Mapping[str, object]], args: Namespace) -> int:
    """Print the answers and return the worst exit code among them.

    In JSON one answer is an object, on standard error where it says why nothing was done;
    several are one array, so that none is missed.
    """
    if chosen_format(args) != "json":
        labels = state_labels(opened)
        for answer in answers:
            print_answer(answer, labels)
    elif len(answers) == 1:
        say_json(answers[0], stream=sys.stdout if answers[0]["ok"] else sys.stderr)
    else:
        say_json(answers)
    return max((exit_code(answer) for answer in answers), default=0)


def exit_code(answer: Mapping[str, object]) -> int:
    """The exit code that the answer stands for."""
    return 0 if answer["ok"] else EXIT_CODES.get(str(answer["error"]), 1)


def print_answer(answer: Mapping[str, object], labels: Mapping[str, str]) -> None:
    """One answer for people: what changed, one change a line, or why nothing did."""
    if not answer["ok"]:
        complain(str(answer["message"]))
        return
    changes = entries(answer, "changes")
    done = f"journal {answer['journal']}" if answer.get("journal") else "nothing is written yet"
    count = "1 change" if len(changes) == 1 else f"{len(changes)} changes"
    say(f"{answer['record']}: {count}, {done}.")
    for change in changes:
        sides = [spoken(change[side]) for side in ("from", "to")]
        if change["field"] == STATE_FIELD:
            sides = [labels.get(side, side) for side in sides]
        say(
            f"  {change['record']}  {change['field']}: {' → '.join(side or '–' for side in sides)}  ({change['because']})"
        )
    for warning in entries(answer, "warnings"):
        complain(f"Warning: {warning['message']}")
    for question in cast(Iterable[str], answer.get("questions", ())):
        say(f"  The console would ask: {question}")


def entries(answer: Mapping[str, object], name: str) -> Sequence[Mapping[str, object]]:
    """A list of objects in an answer, empty where the answer has none."""
    return cast(Sequence[Mapping[str, object]], answer.get(name, ()))
