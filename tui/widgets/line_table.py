"""The lines of a case, a row each: number, state, what it is about, how much."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from models import LineView
from tui.badges import Badges, badge_content
from tui.commands import Keys
from tui.text import clean, fit
from tui.widgets.numbers import short_number
from tui.widgets.record_rows import RecordRows

#: The widest that the columns grow, in cells.
STATE_MOST, ABOUT_MOST = 22, 32
GAP = "  "


class LineTable(RecordRows[LineView]):
    """The lines of a case; an empty one says how a line comes in."""

    def __init__(self, badges: Badges, keys: Keys | None = None) -> None:
        super().__init__(keys)
        self._badges = badges
        self._state_width = self._about_width = 0

    def key(self, record: LineView) -> str:
        """Its number."""
        return record.number

    def show(self, lines: Sequence[LineView]) -> None:
        """Draw these lines from now on; the cursor stays on its line."""
        states = {line.state for line in lines}
        self._state_width = min(
            max((badge_content(self._badges[state]).cell_length for state in states), default=0), STATE_MOST
        )
        self._about_width = min(max((_about(line).cell_length for line in lines), default=0), ABOUT_MOST)
        self.show_records(lines)

    def draw(self, index: int, width: int) -> list[Content]:
        """One line in one row."""
        line = self.records[index]
        return [
            Content.assemble(
                (short_number(line.number), "$badge-plain"),
                GAP,
                badge_content(self._badges[line.state]).truncate(self._state_width, ellipsis=True, pad=True),
                GAP,
                _about(line).truncate(self._about_width, ellipsis=True, pad=True),
                GAP,
                how_much(line),
            )
        ]


def _about(line: LineView) -> Content:
    mark = "" if line.found else " not found"
    return Content.assemble(fit(line.about, min(len(line.about), ABOUT_MOST)), (mark, "$badge-dim"))


def how_much(line: LineView) -> Content:
    """What was asked for and granted: quantities first, then why not, else the reason asked."""
    if line.approved_quantity is not None:
        of = f" of {line.requested_quantity}" if line.requested_quantity is not None else ""
        return Content(f"{line.approved_quantity}{of} approved")
    if line.close_notes:
        return Content.styled(clean(line.close_notes, limit=200), "$badge-grey")
    if line.requested_quantity is not None:
        of = f" of {line.ordered_quantity}" if line.ordered_quantity is not None else ""
        return Content(f"{line.requested_quantity}{of} requested")
    return Content.styled(clean(line.request_reason.replace("_", " ")), "$badge-grey")
