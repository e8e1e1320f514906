"""What an order comes to, under the amounts of its lines."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from models import OrderView, amount_text
from tui.order_words import UNPLACED
from tui.widgets.order_line_columns import LineColumns
from tui.widgets.row_list import GUTTER

LABEL = 11
#: A label, the amount in minor units, and how both are drawn.
Sum = tuple[str, int, str, str]


class Totals(Widget):
    """Sales and returns where there are both, what is paid, and what is left; nothing where nobody pays."""

    def __init__(self) -> None:
        super().__init__()
        self._columns = LineColumns.widest((), ())
        self._sums: tuple[Sum, ...] = ()
        self._currency = ""
        self.display = False

    def align(self, columns: LineColumns) -> None:
        """Stand under these columns from now on."""
        if columns != self._columns:
            self._columns = columns
            self.refresh()

    def show(self, order: OrderView) -> None:
        """Draw what this order comes to from now on."""
        self._sums, self._currency = tuple(sums(order)), order.currency
        self.display = order.purpose == "sale" and order.lines_total > 0
        self.refresh(layout=True)

    def render(self) -> Content:
        """A row for each sum, its amount where the lines' amounts end."""
        return Content("\n").join(list(self._rows()))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are sums."""
        return len(self._sums)

    def _rows(self) -> Iterator[Content]:
        texts = [amount_text(minor, self._currency) for _, minor, _, _ in self._sums]
        widest = max(map(len, texts), default=0)
        before = max(0, GUTTER + self._columns.end - widest - LABEL)
        for (label, _, label_style, style), text in zip(self._sums, texts, strict=True):
            last = label == self._sums[-1][0]
            yield Content.assemble(
                " " * before,
                (label.ljust(LABEL), label_style),
                (text.rjust(widest), style),
                (f" {self._currency}", style) if last else "",
            )


def sums(order: OrderView) -> Iterator[Sum]:
    """The sums of an order, each only where it says something that the last one doesn't."""
    grey, plain = "$badge-grey", "$badge-plain"
    if order.returns_minor not in (0, order.total_minor):
        yield "Sales", order.total_minor - order.returns_minor, grey, plain
        yield "Returns", order.returns_minor, grey, plain
    if order.paid_minor:
        yield "Total", order.total_minor, grey, plain
        yield "Paid", order.paid_minor, grey, plain
    due = bool(order.to_pay_minor) and order.state not in UNPLACED
    shade = "bold $badge-amber" if due else "bold"
    label = "To refund" if order.to_pay_minor < 0 else "To pay"
    yield label, abs(order.to_pay_minor), shade, shade
