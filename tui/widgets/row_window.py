"""The part of a long list that is held in memory, with the cursor and what of it is in sight.

Rows come and go at both ends in pages; the window never holds more than `BOUND`, so that a
million records cost what a thousand cost. It knows nothing of drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

#: How many rows the window holds at most.
BOUND = 600
#: How many rows beyond the last one in sight are wanted before they are needed.
AHEAD = 60


class Row(Protocol):
    """What every row of a list has."""

    @property
    def id(self) -> int:
        """The id behind its number."""

    @property
    def number(self) -> str:
        """Its number."""

    @property
    def version(self) -> int:
        """The version of its record."""


R = TypeVar("R", bound=Row)


class Rows(NamedTuple, Generic[R]):
    """What was read for a window: rows in order, and whether the list goes on before and after them."""

    rows: tuple[R, ...]
    more_before: bool
    more_after: bool
    number: str = ""
    at: int = 0


class RowWindow(Generic[R]):
    """Rows in list order; ``cursor`` and ``top`` are places among them."""

    def __init__(self) -> None:
        self.rows: list[R] = []
        self.cursor = 0
        self.top = 0
        self.height = 1
        self.more_before = False
        self.more_after = False

    @property
    def current(self) -> R | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    @property
    def wants_before(self) -> bool:
        """Whether rows in front of the window should be read now."""
        return self.more_before and self.top < AHEAD

    @property
    def wants_after(self) -> bool:
        """Whether rows behind the window should be read now."""
        return self.more_after and len(self.rows) - self.top - self.height < AHEAD

    def replace(self, read: Rows[R]) -> None:
        """Hold these rows instead, with the cursor on ``read.number``, else on the place ``read.at``.

        The cursor's line on the screen stays where it was, as far as there are rows for it.
        """
        line = self.cursor - self.top
        self.rows = list(read.rows)
        self.more_before, self.more_after = read.more_before, read.more_after
        places = (place for place, row in enumerate(self.rows) if row.number == read.number)
        self.cursor = self._within(next(places, read.at))
        self.top = self.cursor - line
        self._settle()

    def renew(self, read: Rows[R]) -> bool:
        """Hold the rows as they are now, read about ``read.number``; the cursor stays on its record.

        So does the cursor's line on the screen, but at the top of the list new rows come into sight. False,
        and nothing is done, where the cursor has left what was read meanwhile.
        """
        here = self.current.number if self.current else read.number
        places = [place for place, row in enumerate(read.rows) if row.number == here]
        if not places and here != read.number:
            return False
        at_top, line = self.top == 0 and not self.more_before, self.cursor - self.top
        self.rows = list(read.rows)
        self.more_before, self.more_after = read.more_before, read.more_after
        self.cursor = self._within(places[0] if places else read.at)
        self.top = 0 if at_top else self.cursor - line
        self._settle()
        return True

    def append(self, rows: Sequence[R], more: bool) -> None:
        """Take rows behind the window, and let go of as many in front as it then holds too many."""
        self.rows.extend(rows)
        self.more_after = more
        surplus = min(len(self.rows) - BOUND, self.top, self.cursor)
        if surplus > 0:
            del self.rows[:surplus]
            self.top -= surplus
            self.cursor -= surplus
            self.more_before = True

    def prepend(self, rows: Sequence[R], more: bool) -> None:
        """Take rows in front of the window, and let go of as many behind as it then holds too many."""
        self.rows[:0] = rows
        self.top += len(rows)
        self.cursor += len(rows)
        self.more_before = more
        keep = max(BOUND, self.top + self.height, self.cursor + 1)
        if len(self.rows) > keep:
            del self.rows[keep:]
            self.more_after = True

    def move_to(self, place: int) -> bool:
        """Put the cursor on a place; says whether other rows came in sight for it."""
        self.cursor = self._within(place)
        before = self.top
        self._settle()
        return self.top != before

    def resize(self, height: int) -> None:
        """Show so many rows at once."""
        self.height = max(1, height)
        self._settle()

    def _within(self, place: int) -> int:
        return max(0, min(place, len(self.rows) - 1))

    def _settle(self) -> None:
        """Keep the cursor in sight and the last screenful full."""
        top = min(self.top, len(self.rows) - self.height, self.cursor)
        self.top = max(0, top, self.cursor - self.height + 1)
