"""The warnings about an order that stay until their cause is gone, with the keys that help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from models import Reason
from tui.text import clean
from tui.widgets.key_bar import Hint, hint_piece
from tui.widgets.points import Point, Points


class WarningList(Points):
    """One warning under the other: what is wrong in amber, why in plain."""

    def show(self, warnings: Sequence[Reason], hints: Mapping[str, Sequence[Hint]] | None = None) -> None:
        """Draw these warnings from now on; ``hints`` are the keys that help, by the code of a warning."""
        known = hints or {}
        self.show_points([_point(each, known.get(each.code, ())) for each in warnings])


def _point(warning: Reason, hints: Sequence[Hint]) -> Point:
    what, colon, why = clean(warning.message).partition(": ")
    return Point(
        Content.styled("▲", "$badge-amber"),
        Content.assemble((what, "$badge-amber"), colon, why),
        tuple(hint_piece(hint) for hint in hints),
    )
