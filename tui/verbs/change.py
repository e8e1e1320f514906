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
        "casedesk new basket --set ou=AMS --set customer=C7 --line product=LN,quantity=2 \\",
        "    --line product=CT,quantity=1,type=delivery,shipping_method=courier",
        "casedesk new basket --set ou=AMS --set purpose=return_to_supplier --set supplier=LUX \\",
        "    --set reason=broken --line product=LN,quantity=1,label=damaged",
    ),
    "add": (
        "casedesk add ORDCS0001001 --set about=SO1/2 --set request_reason=other",
        "casedesk add SO0001001 --set product=LN --set quantity=-1 --set returns=SO0001000/1",
    ),
    "set": (
        "casedesk set ORDCS0001001 --set priority=1 --if-version 3",
        "casedesk set SO0001001 --set customer=C7 --set requested_date=2026-12-01",
        "casedesk set SO0001001/1 --set quantity=3",
    ),
    "delete": ("casedesk delete ORDCSL0001003", "casedesk delete SO0001001/2"),
    "put": (
        "casedesk put agent --set name=ann --set role=manager --set groups=Returns,Repairs",
        "casedesk put setting --set name=Cases:OnlyOwnGroups --set value=true",
        "casedesk put setting --set ou=AMS --set name=Orders:AllowMixed --set value=true",
        "casedesk put setting --set ou=AMS --set name=Orders:AllowMixed --set value=",
        'casedesk put ou --set id=AMS --set name="Amsterdam 01" --set kinds=shop,pickup \\',
        "    --set country=NL --set currency=EUR --set shipping_methods=courier,van",
        "casedesk put stock --set ou=AMS --set product=LN --set quantity=5",
        'casedesk put custom_status --set name="Gift wrap" --set color=violet',
        'casedesk put custom_status --set name="Gift wrap" --set active=false',
        'casedesk put custom_type --set name="Night van" --set behaves_like=delivery',
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
            help="a line of the new case or basket, as often as needed",
        )
    elif verb == "put":
        parser.add_argument("kind", metavar="KIND", choices=PUTS, help=", ".join(PUTS))
    else:
        parser.add_argument("record", metavar="RECORD", help="the number of a case, an order or a line")
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
