"""Operations from the command line: the very ones of JSON Lines, answered for people or as an object."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from models import amount_text
from tui.text import clean
from tui.verbs.output import complain, say, say_json, spoken
from tui.verbs.session import chosen_format, desk
from tui.verbs.words import STATE_FIELD, StateLabels

if TYPE_CHECKING:
    from models import Desk

#: The exit code that each ``error`` of an answer stands for.
EXIT_CODES = {"unknown": 1, "invalid": 2, "refused": 3, "stale": 4, "unavailable": 5}
#: How much of a value the line about its change shows, in characters.
LONGEST_VALUE = 200
#: How the name of an amount in minor units ends.
MINOR = "_minor"


def perform(args: Namespace, operation: Mapping[str, object]) -> int:
    """Run the operation, print its answer and return its exit code."""
    from models import Operations

    with desk(args) as opened:
        return print_answers(opened, [Operations(opened).run(operation)], args)


def with_version(operation: dict[str, object], version: int | None) -> dict[str, object]:
    """The operation, bound to a version where one is asked for."""
    return operation if version is None else operation | {"version": version}


def print_answers(opened: Desk, answers: Sequence[Mapping[str, object]], args: Namespace) -> int:
    """Print the answers and return the worst exit code among them.

    In JSON one answer is an object, on standard error where it says why nothing was done;
    several are one array, so that none is missed.
    """
    if chosen_format(args) != "json":
        labels = StateLabels(opened)
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


def print_answer(answer: Mapping[str, object], labels: StateLabels) -> None:
    """One answer for people: what changed, one change a line, or why nothing did."""
    if not answer["ok"]:
        said, record = str(answer["message"]), str(answer.get("record", ""))
        complain(said if record in said else f"{record}: {said}")
        return
    changes = entries(answer, "changes")
    count = "1 change" if len(changes) == 1 else f"{len(changes)} changes" if changes else "done"
    kept = "not written" if answer.get("dry_run") else f"journal {answer['journal']}"
    say(f"{answer['record']}: {count}, {kept}.")
    currency = labels.currency(answer["record"]) if any(map(is_amount, changes)) else ""
    for change in changes:
        say(f"  {told(in_currency(change, currency), labels)}")
    for proposal in entries(answer, "proposes"):
        say(f"  It follows: {proposal['message']} If so, give this line to `casedesk apply -`:")
        say(f"  {json.dumps(proposal['operation'], ensure_ascii=True)}")
    for warning in entries(answer, "warnings"):
        complain(f"Warning: {warning['message']}")
    for question in cast(Iterable[str], answer.get("questions", ())):
        say(f"  The console would ask: {question}")


def is_amount(change: Mapping[str, object]) -> bool:
    """Whether the change is one of an amount in minor units."""
    return str(change["field"]).endswith(MINOR)


def in_currency(change: Mapping[str, object], currency: str) -> Mapping[str, object]:
    """The change with an amount as people read it, ``paid: 0.00 → 12.50``; any other as it is."""
    if not currency or not is_amount(change):
        return change
    sides = {
        side: amount_text(value, currency) if isinstance(value := change[side], int) else value
        for side in ("from", "to")
    }
    return {**change, **sides, "field": str(change["field"]).removesuffix(MINOR)}


def told(change: Mapping[str, object], labels: StateLabels) -> str:
    """One change on one line: record, field, from → to, and the rule that moves it."""
    values = [change["from"], change["to"]]
    if change["field"] == STATE_FIELD:
        values = [labels.of(change["record"], value) for value in values]
    sides = [clean(spoken(value), limit=LONGEST_VALUE) or "–" for value in values]
    return f"{change['record']}  {change['field']}: {' → '.join(sides)}  ({change['because']})"


def entries(answer: Mapping[str, object], name: str) -> Sequence[Mapping[str, object]]:
    """A list of objects in an answer, empty where the answer has none."""
    return cast(Sequence[Mapping[str, object]], answer.get(name, ()))
