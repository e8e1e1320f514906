"""do: fires an action on one record or many, or shows what it would change."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from models import DeskError, Refused
from tui.verbs.answers import print_answers, with_version
from tui.verbs.assignments import assignments
from tui.verbs.session import desk

if TYPE_CHECKING:
    from models import Desk, Plan, Refusal

EXAMPLES = {
    "do": (
        "casedesk do submit ORDCS0001001",
        "casedesk do assign_to_me ORDCS0001001 ORDCS0001002 --dry-run",
        "casedesk do resolve ORDCS0001001 --set resolution_code=solved \\",
        "    --set resolution_notes='sent again' --set outcomes.ORDCSL0001001=accepted",
        "casedesk do accept ORDCSL0001002 --set approved_quantity=2 --if-version 4",
        "casedesk do place SO0001001 --dry-run",
        "casedesk do pay SO0001001 --set amount=25.00 --set method=cash --set tendered=30.00",
        "casedesk do ship SO0001001 --set lines.SO0001001/1=2",
        "casedesk do set_type SO0001001/2 --set type=delivery --set shipping_method=courier",
        "casedesk do set_purpose SO0001001 --set purpose=interstore --set target=RTM \\",
        "    --set shipping_method=van",
        "casedesk do return SO0001001 --set lines.SO0001001/1=1",
        "casedesk do count RCT0001001 --set counted=3",
    )
}


def arguments(parser: ArgumentParser, _verb: str) -> None:
    """Declare the action, its records and what it asks for."""
    parser.add_argument(
        "action",
        metavar="ACTION",
        help="as `casedesk show` lists it, such as submit; accept also says what follows at the till, "
        "as an operation for `casedesk apply`: it is done only if you run it",
    )
    parser.add_argument("records", metavar="RECORD", nargs="+", help="numbers of cases, orders or lines")
    parser.add_argument(
        "--set",
        metavar="INPUT=VALUE",
        action="append",
        default=[],
        help="one input, as often as needed; outcomes.LINE=accepted or lines.LINE=2 answers for one line",
    )
    parser.add_argument("--if-version", metavar="N", type=int, help="refuse when the record has moved on")
    parser.add_argument("--dry-run", action="store_true", help="print every change and write nothing")


def run(args: Namespace) -> int:
    """Fire or preview the action on each record in turn; the exit code is the worst of all."""
    from models import Operations

    inputs = assignments(args.set)
    with desk(args) as opened:

        def answer(number: str) -> dict[str, object]:
            if args.dry_run:
                return dry_run(lambda: planned(opened, args.action, number, inputs, args.if_version))
            operation = {"op": "do", "record": number, "action": args.action, "inputs": inputs}
            return Operations(opened).run(with_version(operation, args.if_version))

        # A failure names its record too, so that it can be told which of many came to nothing; what was
        # done on the others is one action to an undo.
        with opened.together():
            answers = [{"record": number} | answer(number) for number in args.records]
        return print_answers(opened, answers, args)


def planned(
    opened: Desk, action: str, number: str, inputs: Mapping[str, object], version: int | None
) -> Plan | Refusal:
    """What the action would change on the record as the caller has seen it.

    *Errors*: `Stale`, `Unknown`, `Invalid`.
    """
    if version is not None:
        opened.check_version(number, version, action)
    return opened.preview(action, number, inputs)


def dry_run(plan: Callable[[], Plan | Refusal]) -> dict[str, object]:
    """The answer that the plan would get if it were carried out, marked as a dry run."""
    from models import Refusal, failure

    try:
        found = plan()
        if isinstance(found, Refusal):
            raise Refused(found)
    except DeskError as error:
        return failure(error)
    return as_answer(found)


def as_answer(plan: Plan) -> dict[str, object]:
    """The plan in the shape of an answer; ``questions`` are what the console would ask first."""
    answer: dict[str, object] = {
        "ok": True,
        "dry_run": True,
        "record": plan.record,
        "changes": [
            {
                "record": change.record,
                "field": change.field,
                "from": change.before,
                "to": change.after,
                "because": change.because,
            }
            for change in plan.changes
        ],
    }
    if plan.undoes:
        answer["undoes"] = plan.undoes
    if plan.warnings:
        answer["warnings"] = [{"code": warning.code, "message": warning.message} for warning in plan.warnings]
    if plan.questions:
        answer["questions"] = list(plan.questions)
    return answer
