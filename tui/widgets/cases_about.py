"""The cases about an order, a row each."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from models import OrderView
from tui.badges import Badges, badge_content
from tui.text import clean

#: As many as fit beside an order; the rest is counted.
LISTED = 8


class CasesAbout(Static):
    """Number, badge and short description; an order without a case shows nothing."""

    def __init__(self, badges: Badges) -> None:
        super().__init__()
        self._badges = badges
        self.display = False

    def show(self, order: OrderView) -> None:
        """Draw the cases about this order from now on."""
        rows = [
            Content.assemble(
                clean(case.number),
                " ",
                badge_content(self._badges[case.state]),
                "  ",
                (clean(case.short_description, limit=200), "$badge-grey"),
            )
            for case in order.cases[:LISTED]
        ]
        left = len(order.cases) - LISTED
        if left > 0:
            rows.append(Content.styled(f"and {left} more", "$badge-grey"))
        title = Content.styled("Cases about this order", "bold")
        self.update(Content("\n").join([title, Content(), *rows]))
        self.display = bool(order.cases)
