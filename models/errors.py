"""Everything that can go wrong at the desk, each with its own sentence.

An error is raised where it is noticed, says what, where and what to do next,
and is translated twice: by the console into the bottom band, by the command
line into a sentence and an exit code.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from models.plans import Refusal


class DeskError(Exception):
    """The root of the tree; ``kind`` is the word that answers carry, ``exit_code`` the command line's."""

    kind = "invalid"
    exit_code = 1


class Refused(DeskError):
    """A rule bars the action, or an input that it needs is missing."""

    kind = "refused"
    exit_code = 3

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.sentence())


class First(NamedTuple):
    """Who was first on a record, with what and when; what it is now, and whether the loser's action is open.

    ``action`` and ``state`` are codes with their labels; ``wanted`` is the label of what was refused and
    empty where that has no name here. ``clock`` is the time ``at`` as people say it.
    """

    who: str
    action: str
    label: str
    at: int
    clock: str
    state: str
    state_label: str
    wanted: str
    still_open: bool
    open_actions: tuple[str, ...]


class Stale(DeskError):
    """The record has moved on since the caller saw it; ``first`` tells who moved it, where that is known."""

    kind = "stale"
    exit_code = 4

    def __init__(self, record: str, expected: int, actual: int, first: First | None = None) -> None:
        self.record = record
        self.expected = expected
        self.actual = actual
        self.first = first
        self.who = first.who if first else None
        self.what = first.action if first else None
        by = f": {first.who}, {first.label}, {first.clock}" if first else ""
        super().__init__(
            f"{record} has moved on from version {expected} to {actual}{by}.{_now(first)} {_again(first)}"
        )


def _now(first: First | None) -> str:
    return f" It is {first.state_label} now." if first and first.state_label else ""


def _again(first: First | None) -> str:
    if first is None or not first.wanted:
        return "Look again and repeat it."
    if first.still_open:
        return f"{first.wanted} is still open: look again and repeat it."
    return f"{first.wanted} is not open any more."


class Unknown(DeskError):
    """There is no such record."""

    kind = "unknown"
    exit_code = 1

    def __init__(
        self, what: str, name: str, hint: str = "Check the spelling or look it up with `casedesk list`."
    ) -> None:
        self.what = what
        self.name = name
        super().__init__(f"There is no {what} {name!r} on this desk. {hint}")


class Invalid(DeskError):
    """An unknown operation, field, action or input, or a value of the wrong type."""

    kind = "invalid"
    exit_code = 2


class BadFile(DeskError):
    """A file that was handed in can't be read as what it should be."""

    kind = "invalid"
    exit_code = 7


class BadRulebook(DeskError):
    """A rule set is not sound; ``faults`` has one sentence for each fault, with file, table and key."""

    kind = "invalid"
    exit_code = 7

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        super().__init__(f"The rule set has {count}: " + " · ".join(self.faults))


class Unavailable(DeskError):
    """The database is busy or can't be reached."""

    kind = "unavailable"
    exit_code = 5


class NeedsMigration(DeskError):
    """The database was made by an older or newer casedesk."""

    kind = "unavailable"
    exit_code = 6
