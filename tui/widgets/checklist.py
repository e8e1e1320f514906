"""What has to be in order before a basket is placed: what is, and what is not yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from models import OrderView
from tui.text import clean
from tui.widgets.key_bar import Hint, hint_piece
from tui.widgets.points import Point, Points

GOOD = Content.styled("√", "$badge-green")
BAD = Content.styled("×", "$badge-red")


class Checklist(Points):
    """What is missing first, then what is in order; an order that is placed has none."""

    def __init__(self) -> None:
        super().__init__("Before it can be placed")

    def show(self, order: OrderView, keys: Mapping[str, Sequence[Hint]] | None = None) -> None:
        """Draw the checklist of this order from now on; ``keys`` are those that help, by a reason's code."""
        known = keys or {}
        missing = [
            Point(BAD, Content(clean(reason.message)), tuple(map(hint_piece, known.get(reason.code, ()))))
            for reason in order.checklist
        ]
        self.show_points([*missing, *(Point(GOOD, Content(clean(words))) for words in order.checked)])
