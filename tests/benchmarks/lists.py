"""The lists that are measured in a console: how they are gone to, and what tells that they are there."""

from __future__ import annotations

import sys
from typing import NamedTuple

from models import Desk, ListKind
from tests.benchmarks.spawning import Spawned

#: What a console without a case begins with, and how long it is quiet once all of it is drawn.
BEGUN = b"My cases"
CALM_SECONDS = 0.3


class Place(NamedTuple):
    """A list: what it holds, the key that goes there from the start, and the key of the view of all of it."""

    kind: ListKind
    key: bytes
    whole: bytes

    def first(self, spawned: Spawned, wanted: bytes) -> float:
        """Goes there; seconds from the key, or else from the start, until the first row was drawn."""
        if not self.key:
            return spawned.until(wanted)
        spawned.until(BEGUN)
        spawned.rest(CALM_SECONDS)
        return spawned.until(wanted, self.key)


CASES = Place("cases", b"", b"4")
ORDERS = Place("orders", b"\t", b"7")


def console(url: str, agent: str) -> tuple[str, ...]:
    """The command that opens the console."""
    return (sys.executable, "-m", "tui", "--db", url, "--agent", agent)


def first_number(url: str, agent: str, place: Place) -> bytes:
    """What tells the first row from everything else that is drawn: the end of its number."""
    desk = Desk.open(url, agent=agent)
    try:
        pages = (desk.page(place.kind, view=view.code) for view in desk.views(place.kind))
        number = next(page for page in pages if page.rows).rows[0].number
    finally:
        desk.close()
    return number.lstrip("ORDCS").lstrip("0").encode()
