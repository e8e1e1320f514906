"""One part below the other, where a long list takes the rows that the others leave, all in one pass."""

from __future__ import annotations

from collections.abc import Callable

from textual.containers import Vertical
from textual.geometry import Offset, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.layouts.vertical import VerticalLayout
from textual.widget import Widget


class RestLayout(VerticalLayout):
    """Lays out as high as the parts are, until they are higher than ``rows`` says: then ``widget`` gives way.

    It keeps ``least`` rows whatever the others take. Its scroll bar comes and goes in the same pass: one that
    comes behind it would have everything laid out and drawn a second time.
    """

    name = "rest"

    def __init__(self, widget: Widget, rows: Callable[[], int], least: int) -> None:
        super().__init__()
        self._widget = widget
        self._rows = rows
        self._least = least

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """The places of all parts."""
        placements = list(super().arrange(parent, children, size, greedy))
        at = next((at for at, place in enumerate(placements) if place.widget is self._widget), None)
        if at is None:
            return placements
        own = placements[at].region.height
        most = self._rows() - (_bottom(placements) - own)
        surplus = max(0, own - max(self._least, most))
        self._widget.set_reactive(Widget.show_vertical_scrollbar, surplus > 0)
        if surplus:
            region = placements[at].region
            placements[at] = placements[at]._replace(region=region.shrink((0, 0, surplus, 0)))
            placements[at + 1 :] = WidgetPlacement.translate(placements[at + 1 :], Offset(0, -surplus))
        return placements


def _bottom(placements: list[WidgetPlacement]) -> int:
    """The rows that all take together, their margins among them."""
    return max(place.region.bottom + place.margin.bottom for place in placements if not place.overlay)


class RestColumn(Vertical):
    """A column that is laid out so."""

    def __init__(self, rows: Callable[[], int], least: int, *, id: str) -> None:  # noqa: A002  # as Textual calls it
        super().__init__(id=id)
        self._rows = rows
        self._least = least
        self._rest: Layout | None = None

    def give_rest_to(self, widget: Widget) -> None:
        """Let one of the parts take what the others leave."""
        self._rest = RestLayout(widget, self._rows, self._least)

    @property
    def layout(self) -> Layout:
        """How its parts are laid out."""
        return self._rest or super().layout
