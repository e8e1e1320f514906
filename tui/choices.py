"""What can be done by name, for the palette and the command line alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from models import Invalid

_NUMBER = re.compile(r"\s*([A-Za-z]+)?\d+\s*")


class Choice(NamedTuple):
    """One thing to do: its name, what it is about, its key, and how it is done."""

    label: str
    about: str
    key: str
    run: Callable[[], object]
    open: bool = True


def looks_like_a_number(text: str) -> bool:
    """Whether the text is meant as the number of a record, as ``1042`` and ``ORDCS0001042`` are."""
    return _NUMBER.fullmatch(text) is not None


def choose(text: str, choices: Sequence[Choice]) -> Choice:
    """The choice that is named so, or the only one whose name begins with it, or contains it.

    *Errors*: `Invalid` where there is none, or more than one.
    """
    wanted = " ".join(text.split()).casefold()
    tests: tuple[Callable[[str], bool], ...] = (
        lambda label: label == wanted,
        lambda label: label.startswith(wanted),
        lambda label: wanted in label,
    )
    for fits in tests:
        found = [choice for choice in choices if fits(choice.label.casefold())]
        labels = list(dict.fromkeys(choice.label for choice in found))
        if len(labels) == 1:
            return next((choice for choice in found if choice.open), found[0])
        if labels:
            raise Invalid(f"{text.strip()!r} may mean {', '.join(labels)}; type more of it.")
    raise Invalid(f"There is no command, action or view {text.strip()[:60]!r}; ctrl+p lists them all.")
