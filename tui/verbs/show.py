"""show: one record with its lines, what can be done to it and what can't, and its journal."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tui.verbs.answers import exit_code, print_answers
from tui.verbs.journal import as_object, as_rows
from tui.verbs.orders import show_order
from tui.verbs.output import say, say_json, say_pairs, say_rows, used_columns
from tui.verbs.session import chosen_format, desk
from tui.verbs.table import aligned
from tui.verbs.words import labelled, labelled_changes

if TYPE_CHECKING:
    from models import Desk, Verdict

EXAMPLES = {
    "show": (
        "casedesk show ORDCS0001001",
        "casedesk show ORDCSL0001001",
        "casedesk show 1001 --format json",
        "casedesk show SO0001001",
        "casedesk show SO0001001/1",
    )
}
ENTRIES = 20


def arguments(parser: ArgumentParser, _verb: str) -> None:
    """Declare the record."""
    parser.add_argument(
        "record", metavar="RECORD", help="the number of a case, an order or a line; 1001 means ORDCS0001001"
    )


def run(args: Namespace) -> int:
    """Print the record; in JSON the answer that `apply` gives, with the journal added."""
    form = chosen_format(args)
    with desk(args) as opened:
        if form == "json":
            return show_json(opened, args)
        record = opened.record(args.record)
        if form == "csv":
            say_rows([flat(record)], form)
        else:
            show_text(opened, record)
    return 0


def show_json(opened: Desk, args: Namespace) -> int:
    """The answer with the newest journal entries."""
    from models import Operations

    answer = Operations(opened).run({"op": "show", "record": args.record})
    if not answer["ok"]:
        return print_answers(opened, [answer], args)
    entries = opened.journal(args.record, limit=ENTRIES)
    say_json(answer | {"journal": [as_object(entry) for entry in entries]})
    return exit_code(answer)


def flat(record: Mapping[str, object]) -> dict[str, object]:
    """The fields of the record without the records inside it."""
    return {name: value for name, value in record.items() if not isinstance(value, list | tuple | dict)}


def show_text(opened: Desk, record: Mapping[str, object]) -> None:
    """The record as paragraphs: fields, lines, open actions, barred ones with every reason, journal."""
    number = str(record["number"])
    if record["kind"] in ("basket", "order"):
        show_order(opened, opened.till.order(number))
    else:
        show_case(opened, record)
    show_verdicts([verdict for verdict in opened.verdicts(number) if not verdict.operation])
    entries = opened.journal(number, limit=ENTRIES)
    say("\nJournal")
    say_rows(labelled_changes(opened, [row for entry in entries for row in as_rows(entry)]), "table")


def show_case(opened: Desk, record: Mapping[str, object]) -> None:
    """A case with its lines, or a single line."""
    say_pairs(labelled(opened, [flat(record)])[0], "table")
    lines = record.get("lines")
    if isinstance(lines, list | tuple):
        say(f"\nLines ({len(lines)})" if lines else "\nNo lines.")
        say_rows(labelled(opened, lines), "table", columns=used_columns(lines))


def show_verdicts(verdicts: Sequence[Verdict]) -> None:
    """The open actions, then the barred ones with their reasons."""
    say_under("Open actions", [(verdict.action, verdict.label) for verdict in verdicts if verdict.open])
    barred = [
        (verdict.action if place == 0 else "", reason.message)
        for verdict in verdicts
        for place, reason in enumerate(verdict.reasons)
    ]
    say_under("Barred actions", barred)


def say_under(heading: str, pairs: Sequence[tuple[str, str]]) -> None:
    """A heading, then each word with what is said of it."""
    say(f"\n{heading}\n{aligned(pairs or [('none', '')], '  ')}")
