"""demo: a desk full of cases and orders, the same for the same seed, opened once or written to a file."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from models import BadFile
from tui.verbs.console import open_console, require_terminal
from tui.verbs.output import say

EXAMPLES = {"demo": ("casedesk demo", "casedesk demo --cases 1000 --keep demo.db")}
SEED, CASES, BASKETS = 1, 200, 60
#: Whose desk it is; somebody who isn't one of the demo's people would find no cases of his own.
AGENT = "ann"


def arguments(parser: ArgumentParser, _verb: str) -> None:
    """Declare the seed, the size and where to keep it."""
    parser.add_argument(
        "--seed", metavar="N", type=whole, default=SEED, help=f"another desk for another number, else {SEED}"
    )
    parser.add_argument(
        "--cases", metavar="N", type=whole, default=CASES, help=f"how many cases, else {CASES}"
    )
    parser.add_argument(
        "--baskets",
        metavar="N",
        type=whole,
        default=BASKETS,
        help=f"how many baskets and orders, else {BASKETS}",
    )
    parser.add_argument(
        "--keep", metavar="FILE", help="write the desk to this new file instead of opening it"
    )


def run(args: Namespace) -> int:
    """Build the desk, then keep it or open it."""
    from models import build_demo

    if args.keep:
        file = Path(args.keep).absolute()
        if file.exists():
            raise BadFile(f"{file} is there already; name a file that isn't.")
        build_demo(f"sqlite:///{file}", args.seed, args.cases, args.baskets)
        say(f"The demo desk is in {file}; open it with `casedesk --db sqlite:///{file} --agent {AGENT}`.")
        return 0
    require_terminal()
    with TemporaryDirectory(prefix="casedesk-demo-") as folder:
        url = f"sqlite:///{Path(folder) / 'demo.db'}"
        build_demo(url, args.seed, args.cases, args.baskets)
        return open_console(url, getattr(args, "agent", AGENT))


def whole(text: str) -> int:
    """A whole number from 0, or a usage error."""
    if not text.isascii() or not text.isdigit():
        raise ArgumentTypeError(f"{text!r} is no whole number from 0")
    return int(text)
