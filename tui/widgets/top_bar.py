"""The band at the top: where I am, who I am, whether it is live or work goes on."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from models import AgentView
from tui.text import clean
from tui.widgets.sides import Sides

#: Whether what others do comes in, or work goes on: always as wide, so that nothing moves for it.
SIGN_WIDTH = 9
LIVE = Content.styled("● live".rjust(SIGN_WIDTH), "$badge-green")
LOST = Content.styled("× lost".rjust(SIGN_WIDTH), "$badge-red")
BUSY = Content.styled("… working".rjust(SIGN_WIDTH), "$badge-amber")


class TopBar(Sides):
    """``casedesk  Cases › ORDCS0001042`` at the left, ``ann · agent · EU     ● live`` at the right."""

    def __init__(self) -> None:
        super().__init__(keep_left=True)
        self._where: tuple[str, ...] = ()
        self._who: tuple[str, ...] = ()
        self._busy = False
        self._live = True

    def place(self, where: Sequence[str], me: AgentView) -> None:
        """Say where the agent is and who he is."""
        self._where = tuple(where)
        self._who = (me.name, me.role, ", ".join(me.groups))
        self._draw()

    def work_goes_on(self, busy: bool) -> None:
        """Show, or stop showing, that an answer is under way."""
        self._busy = busy
        self._draw()

    def live(self, *, live: bool) -> None:
        """Show whether what others do comes in."""
        if live != self._live:
            self._live = live
            self._draw()

    def render(self) -> Content:
        """All of it; where there is no room, who the agent is gives way, and the sign stays."""
        sign = BUSY if self._busy else LIVE if self._live else LOST
        room = self.content_size.width - SIGN_WIDTH - 1
        return Content.assemble(self.both(room), " ", sign)

    def _draw(self) -> None:
        where = " › ".join(clean(step) for step in self._where)
        who = " · ".join(clean(part) for part in self._who if part)
        self.show(
            Content.assemble(("casedesk", "bold $foreground"), "  ", where),
            Content.styled(who, "$foreground-muted"),
        )
        self.refresh()
