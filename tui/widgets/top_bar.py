"""The band at the top: where I am, who I am, whether work goes on."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from models import AgentView
from tui.text import clean
from tui.widgets.sides import Sides


class TopBar(Sides):
    """``casedesk  Cases › ORDCS0001042`` at the left, ``ann · agent · Returns EU`` at the right."""

    def __init__(self) -> None:
        super().__init__(keep_left=True)
        self._where: tuple[str, ...] = ()
        self._who: tuple[str, ...] = ()
        self._busy = False

    def place(self, where: Sequence[str], me: AgentView) -> None:
        """Say where the agent is and who he is."""
        self._where = tuple(where)
        self._who = (me.name, me.role, ", ".join(me.groups))
        self._draw()

    def work_goes_on(self, busy: bool) -> None:
        """Show, or stop showing, that an answer is under way."""
        self._busy = busy
        self._draw()

    def _draw(self) -> None:
        where = " › ".join(clean(step) for step in self._where)
        who = " · ".join(clean(part) for part in self._who if part)
        sign = Content.styled("  … working", "$badge-amber") if self._busy else Content()
        self.show(
            Content.assemble(("casedesk", "bold $foreground"), "  ", where),
            Content.assemble((who, "$foreground-muted"), sign),
        )
