"""Sentences under each other, each behind a mark and wrapped under itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.widgets.flow import flow

#: As many points as a reader takes in; the rest is counted.
LISTED = 12
GAP = 3


class Point(NamedTuple):
    """A sentence, the mark before it, and pieces that stand behind it unbroken."""

    mark: Content
    sentence: Content
    behind: tuple[Content, ...] = ()


class Points(Widget):
    """Draws points beneath a title, if it has one; without any it is not there at all."""

    def __init__(self, title: str = "", *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._title = title
        self._points: tuple[Point, ...] = ()
        self.display = False

    def show_points(self, points: Sequence[Point]) -> None:
        """Draw these points from now on."""
        self._points = tuple(points)
        self.display = bool(points)
        self.refresh(layout=True)

    def render(self) -> Content:
        """The title and the points in as many rows as they need."""
        return Content("\n").join(self._rows(self.content_size.width or 80))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the sentences need at this width."""
        return len(self._rows(width))

    def _rows(self, width: int) -> list[Content]:
        rows = [Content.styled(self._title, "bold"), Content()] if self._title else []
        for point in self._points[:LISTED]:
            rows += _hanging(point, width)
        left = len(self._points) - LISTED
        return [*rows, Content.styled(f"and {left} more", "$badge-grey")] if left > 0 else rows


def _hanging(point: Point, width: int) -> list[Content]:
    indent = point.mark.cell_length + 1
    room = max(1, width - indent)
    *wrapped, last = point.sentence.wrap(room)
    rows = [*wrapped, *flow([last, *point.behind], room, GAP)]
    marks = [Content.assemble(point.mark, " "), *[Content(" " * indent)] * (len(rows) - 1)]
    return [Content.assemble(mark, row) for mark, row in zip(marks, rows, strict=True)]
