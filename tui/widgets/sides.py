"""A line with something at its left and something at its right."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget


class Sides(Widget):
    """One line of two pieces; where both don't fit, the one that matters less gives way with an ellipsis."""

    def __init__(self, *, keep_left: bool = False) -> None:
        super().__init__()
        self._keep_left = keep_left
        self._left = Content()
        self._right = Content()

    def show(self, left: Content, right: Content) -> None:
        """Draw these two pieces from now on."""
        if left != self._left or right != self._right:
            self._left, self._right = left, right
            self.refresh()

    def render(self) -> Content:
        """Both pieces with the space between them."""
        return self.both(self.content_size.width)

    def both(self, width: int) -> Content:
        """The two pieces in so many cells."""
        left, right = self._left, self._right
        space = width - left.cell_length - right.cell_length
        if space < 1:
            if self._keep_left:
                right = right.truncate(max(0, width - left.cell_length - 1), ellipsis=True)
            else:
                left = left.truncate(max(0, width - right.cell_length - 1), ellipsis=True)
            space = max(0, width - left.cell_length - right.cell_length)
        return Content.assemble(left, " " * space, right)
