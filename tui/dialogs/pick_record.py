"""Choosing one of several records to go to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen

from models import machine_of
from tui.badges import Badges, badge_content
from tui.bench import bench_of
from tui.dialogs.dialog import Dialog
from tui.text import clean
from tui.widgets.row_list import RowList

#: The widest that a badge grows, in cells.
BADGE_WIDTH = 18


class Other(NamedTuple):
    """A record that another one leads to: its number, the code of its badge, and what it is about."""

    number: str
    state: str
    words: str


class _Others(RowList):
    def __init__(self, others: Sequence[Other], badges: Mapping[str, Badges]) -> None:
        super().__init__()
        self._others = others
        self._badges = badges

    def draw(self, index: int, width: int) -> list[Content]:
        number, state, words = self._others[index]
        badge = badge_content(self._badges[machine_of(number)][state])
        return [
            Content.assemble(
                clean(number),
                "  ",
                badge.truncate(BADGE_WIDTH, ellipsis=True, pad=True),
                "  ",
                (clean(words), "$badge-grey"),
            )
        ]


class PickRecord(Dialog[str]):
    """Gives the number of the record that was chosen."""

    def __init__(self, others: Sequence[Other], badges: Mapping[str, Badges]) -> None:
        super().__init__("Go to", f"one of {len(others)}")
        self._others = others
        self._rows = _Others(others, badges)

    def compose_body(self) -> ComposeResult:
        """The records."""
        yield self._rows

    def on_mount(self) -> None:
        """The first one is lit."""
        self._rows.show_entries(len(self._others))
        self._rows.focus()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go there."""
        self.dismiss(self._others[event.cursor].number)


async def pick_record(screen: Screen[None], others: Sequence[Other]) -> str:
    """The number of one of these records: the only one, the chosen one, or none where the agent left."""
    if len(others) < 2:
        return next((each.number for each in others), "")
    badges = bench_of(screen).badges
    return await screen.app.push_screen_wait(PickRecord(others, badges)) or ""
