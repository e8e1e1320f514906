"""The second band of a list: the saved views on their number keys with their counts, the current one lit."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.widget import Widget

from models import Count, SavedView
from tui.messages import ViewChosen
from tui.text import clean


def counted(count: Count) -> str:
    """A count as it is shown: ``203``, or ``10k+`` where counting stopped."""
    if not count.capped:
        return str(count.number)
    return f"{count.number // 1000}k+" if count.number >= 1000 else f"{count.number}+"


class ViewBar(Widget):
    """`` 1 My cases 7   2 Unassigned 12 `` and so on; a click chooses, as the number does."""

    def __init__(self, views: Sequence[SavedView], current: str, place: str) -> None:
        super().__init__()
        self._views = tuple(views)
        self._current = current
        self._place = place
        self._counts: dict[str, Count] = {}

    def offer(self, views: Sequence[SavedView]) -> None:
        """Draw these views from now on."""
        self._views = tuple(views)
        self.refresh()

    def light(self, code: str) -> None:
        """Light this view."""
        self._current = code
        self.refresh()

    def count(self, code: str, count: Count) -> None:
        """Show how many records a view holds."""
        if self._counts.get(code) != count:
            self._counts[code] = count
            self.refresh()

    def render(self) -> Content:
        """All views in one line; where they don't fit, the current one with as many beside it as do."""
        pieces = self._pieces()
        first, last = self._window([piece.cell_length for piece in pieces])
        before, after = ("…" if first else ""), ("…" if last < len(pieces) else "")
        return Content.assemble((before, "$badge-dim"), *pieces[first:last], (after, "$badge-dim"))

    def on_click(self, event: events.Click) -> None:
        """Choose the view under the pointer."""
        pieces = self._pieces()
        first, last = self._window([piece.cell_length for piece in pieces])
        left = 1 if first else 0
        for view, piece in list(zip(self._views, pieces, strict=True))[first:last]:
            left += piece.cell_length
            if event.x < left:
                self.post_message(ViewChosen(view.code, self._place))
                return

    def _window(self, widths: Sequence[int]) -> tuple[int, int]:
        """The first view in sight and the one behind the last; the current one is among them."""
        first, last = 0, len(widths)
        here = next((at for at, view in enumerate(self._views) if view.code == self._current), 0)
        room = self.content_size.width
        while last - first > 1 and sum(widths[first:last]) + (first > 0) + (last < len(widths)) > room > 0:
            # From the end that is further from the current one.
            if last - 1 - here >= here - first:
                last -= 1
            else:
                first += 1
        return first, last

    def _pieces(self) -> list[Content]:
        return [self._piece(number, view) for number, view in enumerate(self._views, start=1)]

    def _piece(self, number: int, view: SavedView) -> Content:
        count = self._counts.get(view.code)
        said = counted(count) if count else ""
        label = clean(view.label)
        if view.code == self._current:
            return Content.styled(f" {number} {label} {said} ", "bold $foreground on $view-lit")
        ink = "$badge-dim" if said == "0" else "$badge-blue"
        return Content.assemble((f" {number} ", "$foreground-muted"), label, " ", (f"{said} ", ink))
