"""new, add, set, delete and put: one operation each, the same as in JSON Lines."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tui.verbs.answers import perform, with_version
from tui.verbs.assignments import assignments, line_of

PUTS = (
    "agent", "setting", "country", "ou", "shipping_method", "supplier", "customer", "product", "stock",
    "custom_status", "custom_type",
)  # fmt: skip
EXAMPLES = {
    "new": (
        'casedesk new case --set short_description="Two short" --set priority=2',
        'casedesk new case --set short_description="Two short" --line about=SO1/1,requested_quantity=3',
    ),
    "add": ("casedesk add ORDCS0001001 --set about=SO1/2 --set request_reason=other",),
    "set": ("casedesk set ORDCS0001001 --set priority=1 --if-version 3",),
    "delete": ("casedesk delete ORDCSL0001003",),
    "put": (
        "casedesk put agent --set name=ann --set role=manager --set groups=Returns,Repairs",
        "casedesk put setting --set name=Cases:OnlyOwnGroups --set value=true",
        "casedesk put setting --set ou=S1 --set name=Orders:AllowMixed --set value=null",
    ),
}
SET_HELP = "one field, as often as needed"


def arguments(parser: ArgumentParser, verb: str) -> None:
    """Declare what to change and the fields it gets."""
    if verb == "new":
        parser.add_argument("kind", metavar="KIND", choices=("case", "basket"), help="case or basket")
        parser.add_argument(
            "--line",
            metavar="FIELD=VALUE,…",
            action="append",
            default=[],
            help="a line of the new case, as often as needed",
        )
    elif verb == "put":
        parser.add_argument("kind", metavar="KIND", choices=PUTS, help=", ".join(PUTS))
    else:
        parser.add_argument("record", metavar="RECORD", help="the number of a case or a line")
        parser.add_argument("--if-version", metavar="N", type=int, help="refuse when the record has moved on")
    if verb != "delete":
        required = verb != "new"
        parser.add_argument(
            "--set", metavar="FIELD=VALUE", action="append", default=[], required=required, help=SET_HELP
        )


def run(args: Namespace) -> int:
    """Run the operation that the verb stands for."""
    operation: dict[str, object] = {"op": args.verb}
    if args.verb != "delete":
        operation["fields"] = assignments(args.set)
    if args.verb == "new":
        operation |= {"kind": args.kind, "lines": [line_of(text) for text in args.line]}
    elif args.verb == "put":
        operation["kind"] = args.kind
    else:
        operation = with_version(operation | {"record": args.record}, args.if_version)
    return perform(args, operation)
