"""The parser of the command line: every verb with its line of help, global options on either side of it."""

from __future__ import annotations

from argparse import SUPPRESS, Action, ArgumentError, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import NoReturn

from models import Invalid
from tui.verbs import VERBS
from tui.verbs.session import FORMATS

ABOUT = """\
Order cases, worked from the keyboard. Without a verb the console opens on your own desk,
which is created on first start."""

EXAMPLES = """\
examples:
  casedesk                                   open the console
  casedesk demo                              look around on a throw-away desk
  casedesk list cases --where "state:new phone"
  casedesk do assign_to_me ORDCS0001001 --dry-run
  casedesk --format json show ORDCS0001001

environment: CASEDESK_DB and CASEDESK_AGENT stand in for --db and --agent.
exit codes: 0 done, 1 not found or a check found something, 2 usage or no terminal,
  3 refused by a rule, 4 stale, 5 database busy or unreachable, 6 needs `casedesk db migrate`,
  7 bad input file or rule set."""


class Parser(ArgumentParser):
    """A parser that raises what is wrong as one sentence and names the nearest word."""

    def error(self, message: str) -> NoReturn:
        """Raise `Invalid` with the message and where the help is."""
        raise Invalid(f"{message[:1].upper()}{message[1:]}; see `{self.prog} --help`.")

    def options(self) -> list[str]:
        """Every option it knows, ``--db`` and so on."""
        return [option for action in self._actions for option in action.option_strings]

    def _check_value(self, action: Action, value: object) -> None:
        if action.choices is not None and value not in action.choices:
            what = action.metavar if isinstance(action.metavar, str) else action.dest
            choices = [str(choice) for choice in action.choices]
            raise ArgumentError(
                None, f"there is no {what.lower()} {str(value)!r}{nearest(str(value), choices)}"
            )


def nearest(word: str, words: Iterable[str]) -> str:
    """A clause that names the word's nearest neighbour, or all the words where none is near."""
    from difflib import get_close_matches

    known = list(words)
    close = get_close_matches(word.lower(), known, n=1, cutoff=0.5)
    return f" (did you mean {close[0]!r}?)" if close else f" (there are {', '.join(known)})"


def build(argv: Sequence[str]) -> tuple[Parser, dict[str, Parser]]:
    """The parser and the parsers of its verbs; only verbs that occur in ``argv`` are declared in full."""
    everywhere = Parser(add_help=False, argument_default=SUPPRESS)
    group = everywhere.add_argument_group("on every verb, before or after it")
    group.add_argument("--db", metavar="URL", help="sqlite:///relative.db or sqlite:////absolute.db")
    group.add_argument(
        "--agent", metavar="NAME", help="in whose name; else CASEDESK_AGENT, else your login name"
    )
    group.add_argument("--format", choices=FORMATS, metavar="FORMAT", help="table (default), json or csv")

    parser = Parser(
        prog="casedesk",
        description=ABOUT,
        epilog=EXAMPLES,
        parents=[everywhere],
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", title="verbs")
    parsers: dict[str, Parser] = {}
    for verb in VERBS:
        room = verb.room() if verb.name in argv else None
        parsers[verb.name] = verbs.add_parser(
            verb.name,
            help=verb.help,
            description=f"{verb.help[:1].upper()}{verb.help[1:]}.",
            epilog="\n  ".join(("examples:", *room.EXAMPLES[verb.name])) if room else None,
            parents=[everywhere],
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        if room:
            room.arguments(parsers[verb.name], verb.name)
    return parser, parsers


def parse(argv: Sequence[str]) -> Namespace:
    """The arguments, or `Invalid` with one sentence that says what is wrong with them."""
    parser, parsers = build(argv)
    for word in takewhile(lambda word: word not in parsers, argv):
        # Said here, since what follows an unknown option would be taken for the verb.
        if word.startswith("--") and (option := word.partition("=")[0]) not in parser.options():
            parser.error(f"nothing is known of {option!r} here{nearest(option, parser.options())}")
    args, rest = parser.parse_known_args(argv)
    if rest:
        chosen = parsers.get(args.verb, parser)
        hint = nearest(rest[0].partition("=")[0], chosen.options()) if rest[0].startswith("-") else ""
        chosen.error(f"nothing is known of {rest[0]!r} here{hint}")
    return args
