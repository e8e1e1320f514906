"""The lines of an order, one or two rows each: what, how many, of what type, in stock, for how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from textual.content import Content

from models import OrderLineView, amount_text
from tui.commands import Keys
from tui.order_changes import counter
from tui.text import clean
from tui.widgets.columns import NONE
from tui.widgets.order_line_columns import Aligned, LineColumns, product_of
from tui.widgets.record_rows import RecordRows
from tui.widgets.row_list import GUTTER

#: Stock that is shown is what can be sold; a line that takes other stock has no use for the figure.
SELLABLE = "sellable"
#: How far the second row of a line stands in, from its product.
INDENT = 2


class OrderLineTable(RecordRows[OrderLineView]):
    """The lines of an order; ``aligned`` are the parts above and below that keep to its columns."""

    def __init__(self, keys: Keys | None = None, aligned: Iterable[Aligned] = ()) -> None:
        super().__init__(keys)
        self._aligned = tuple(aligned)
        self._names: Mapping[str, str] = {}
        self._amounts: tuple[str, ...] = ()
        self._most = LineColumns.widest((), ())
        self._usual = ""

    def key(self, record: OrderLineView) -> str:
        """Its number."""
        return record.number

    def show(self, lines: Sequence[OrderLineView], *, currency: str, names: Mapping[str, str]) -> None:
        """Draw these lines from now on; ``names`` are what codes of units and methods are called."""
        self._names = names
        self._amounts = tuple(amount_text(line.amount_minor, currency) for line in lines)
        self._most = LineColumns.widest(lines, self._amounts)
        common = Counter(line.type for line in lines).most_common(1)
        self._usual = common[0][0] if common else ""
        self.show_records(lines)

    def height_of(self, index: int, width: int) -> int:
        """Two rows where there is more to say of a line."""
        return 2 if has_more(self.records[index]) else 1

    def draw(self, index: int, width: int) -> list[Content]:
        """The line in its columns, and beneath it in grey what else there is."""
        line = self.records[index]
        columns = self._most.at(width)
        rows = [self._line(line, self._amounts[index], columns)]
        if has_more(line):
            said = " · ".join(more(line, self._names))
            rows.append(Content.styled(" " * (columns.product_at + INDENT) + clean(said), "$badge-grey"))
        return rows

    def _line(self, line: OrderLineView, amount: str, columns: LineColumns) -> Content:
        gone = line.cancelled == abs(line.quantity)
        plain = "$badge-dim" if gone else "$badge-plain"
        shade = plain if gone or line.type == self._usual else f"$badge-{line.type_colour}"
        stock = str(line.stock) if stock_matters(line) else NONE
        return columns.row(
            (position(line), "$badge-dim" if gone else "$badge-grey"),
            (product_of(line), plain),
            (str(line.quantity), "$badge-red" if line.quantity < 0 and not gone else plain),
            (line.type_label, shade),
            (stock, "$badge-dim" if stock == NONE else "$badge-red" if line.stock <= 0 else plain),
            (amount, plain),
        )

    def _lay_out(self) -> None:
        super()._lay_out()
        columns = self._most.at(max(1, self._width - GUTTER))
        for part in self._aligned:
            part.align(columns)


def position(line: OrderLineView) -> str:
    """The number of a line within its order."""
    return line.number.rpartition("/")[2]


def stock_matters(line: OrderLineView) -> bool:
    """Whether the line still takes from what the unit has to sell."""
    waits = line.quantity - line.cancelled - line.shipped > 0
    return waits and line.is_product and not line.shipping_method and line.label in ("", SELLABLE)


def has_more(line: OrderLineView) -> bool:
    """Whether there is something to say of a line beyond its columns, without saying it."""
    counted = line.shipped or line.reserved or line.ordered or line.cancelled or line.returned
    return bool(
        counted or line.shipping_method or line.ship_from or line.returns or line.label not in ("", SELLABLE)
    )


def more(line: OrderLineView, names: Mapping[str, str]) -> Iterator[str]:
    """What there is to say of a line beyond its columns: how far it has come, then whence and wherefore."""
    if line.shipped:
        of = abs(line.quantity) - line.cancelled
        yield f"{line.shipped} of {of} {counter('shipped', line.quantity)}"
    counters = (
        (line.reserved, "set aside"),
        (line.ordered, "on order"),
        (line.cancelled, "cancelled"),
        (line.returned, "brought back"),
    )
    yield from (f"{pieces} {said}" for pieces, said in counters if pieces)
    method = names.get(line.shipping_method, line.shipping_method)
    house = f"from {names.get(line.ship_from, line.ship_from)}" if line.ship_from else ""
    if method or house:
        yield ", ".join(filter(None, (method, house)))
    if line.returns:
        yield f"returns {line.returns}"
    if line.label not in ("", SELLABLE):
        yield f"{line.label} stock"
