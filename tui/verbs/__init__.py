"""The verbs of the command line, declared once: name, the one line of help, and the room that does it.

Only the room of the verb that was asked for is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

#: The options that stand on every verb, before or after it.
EVERYWHERE = ("--db", "--agent", "--format")


class Room(Protocol):
    """What a room of this package offers: examples by verb, the verb's arguments, and the doing."""

    EXAMPLES: Mapping[str, Sequence[str]]

    def arguments(self, _parser: ArgumentParser, _verb: str, /) -> None:
        """Declare what the verb takes."""

    def run(self, args: Namespace) -> int:
        """Do it and return the exit code."""


class Verb(NamedTuple):
    """One verb: its name, its line of help and the module that does it.

    ``door`` has what of its arguments may be said over SSH, so that what is not named there, new
    arguments too, stays shut; ``file=-`` may be said with this very value only. A verb without any
    does not pass.
    """

    name: str
    help: str
    module: str
    door: tuple[str, ...] = ()

    def room(self) -> Room:
        """The module, loaded now."""
        return cast(Room, import_module(f"tui.verbs.{self.module}"))


#: What `import --map` may be told over SSH: these are no paths.
SHIPPED_MAPS = ("", "cases", "orders", "online-retail", "servicenow-incidents")

VERBS = (
    Verb("demo", "open the console on a throw-away desk full of cases", "demo"),
    Verb(
        "list",
        "print cases, baskets, orders, stock, payments, agents, views, settings and more",
        "listing",
        ("kind", "where", "view", "sort", "limit"),
    ),
    Verb("show", "print one record: fields, lines, open and barred actions, journal", "show", ("record",)),
    Verb("new", "create a case or a basket", "change", ("kind", "set", "line")),
    Verb("add", "add a line to a case or a basket", "change", ("record", "set", "if_version")),
    Verb("set", "change fields of a case, an order or a line", "change", ("record", "set", "if_version")),
    Verb(
        "delete",
        "delete a line while it and its case are Draft, or of a basket",
        "change",
        ("record", "if_version"),
    ),
    Verb(
        "put",
        "make or replace an agent, a setting, a unit, stock, a custom status and the like",
        "change",
        ("kind", "set"),
    ),
    Verb(
        "do",
        "fire an action on one record or many",
        "do",
        ("action", "records", "set", "if_version", "dry_run"),
    ),
    Verb(
        "undo",
        "take back what you did last, or what a journal entry tells of",
        "undo",
        ("journal", "dry_run"),
    ),
    Verb(
        "note",
        "write a work note, or a comment that the customer sees",
        "note",
        ("record", "text", "comment"),
    ),
    Verb("apply", "run operations from JSON Lines, answering each", "apply", ("file=-", "stop")),
    Verb(
        "import",
        "bring cases or orders in from CSV or JSON",
        "importing",
        ("kind", "file=-", "dry_run", *(f"map={name}" for name in SHIPPED_MAPS)),
    ),
    Verb(
        "export",
        "write cases, orders or baskets as CSV, JSON Lines or XLSX",
        "exporting",
        ("kind", "where", "view"),
    ),
    Verb("rules", "print, check, draw, export or load the rule set", "rules", ("task", "file=-", "as_")),
    Verb(
        "journal",
        "print who did what, with all it caused; verify that nobody changed it; anchor it",
        "journal",
        ("record", "limit"),
    ),
    Verb(
        "erase",
        "erase a customer: his name, his details, his words; the journal stays whole",
        "erasing",
        ("customer", "dry_run", "yes"),
    ),
    Verb("db", "tell about the database, migrate it, back it up, check it", "db"),
    Verb("keys", "say who comes in over SSH: add, list and revoke keys", "keys"),
    Verb("door", "let the holder of a key in, as the key's line of authorized_keys has it", "door"),
    Verb("paths", "print where everything lives", "paths"),
    Verb("doctor", "find what is wrong with this set-up and say how to mend it", "doctor"),
)


def console_options(words: Sequence[str]) -> Namespace | None:
    """What the words mean where they do nothing but open the console, else None.

    It spares the most common start of all the making of a parser for twenty verbs.
    """
    from types import SimpleNamespace

    names, values = words[::2], words[1::2]
    plain = all(name in EVERYWHERE for name in names) and not any(value.startswith("-") for value in values)
    if not plain or len(names) != len(values) or "--format" in names:
        return None
    options = {name.removeprefix("--"): value for name, value in zip(names, values, strict=True)}
    return cast("Namespace", SimpleNamespace(verb=None, version=False, **options))
