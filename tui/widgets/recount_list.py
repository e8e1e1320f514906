"""Recount tasks: what is to be counted where, what the desk believes, and what was counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content

from models import RecountView
from tui.badges import age
from tui.text import clean, fit
from tui.widgets.record_list import GAP, RecordList, widest

OPEN = Content.styled("● Open", "$badge-blue")
DONE = Content.styled("√ Done", "$badge-green")
UNIT_MOST, PRODUCT_LEAST, PIECES, COUNTED, AGE = 24, 10, 8, 7, 4


class RecountList(RecordList[RecountView]):
    """A task in each row; ``now`` gives the time that ages are reckoned from."""

    _units = 0
    now: Callable[[], int]

    def key(self, record: RecountView) -> str:
        """The task's number."""
        return record.number

    def show(self, records: Sequence[RecountView]) -> None:
        """Draw these tasks from now on."""
        self._units = widest([*(clean(each.unit_name, limit=200) for each in records), "Unit"], UNIT_MOST)
        super().show(records)

    def heading(self, width: int) -> Content:
        """What the columns are."""
        cells = ("State ", f"{'Task':10}", self._unit("Unit", width), fit("Product", self._room(width)))
        return Content.styled(GAP.join((*cells, "Believed", "Counted", " Age")), "$foreground-muted")

    def row(self, record: RecountView, width: int) -> Content:
        """One task."""
        ended = record.state != "open"
        pieces = "" if ended else str(record.system)
        counted = "–" if record.counted is None else str(record.counted)
        columns = (
            DONE if ended else OPEN,
            Content.assemble((record.number[:-4], "$badge-dim"), record.number[-4:]),
            Content.styled(self._unit(record.unit_name, width), "$badge-grey" if ended else ""),
            Content.styled(fit(record.product_name, self._room(width)), "$badge-grey" if ended else ""),
            Content.styled(pieces.rjust(PIECES), "$badge-red" if record.system < 0 else ""),
            Content(counted.rjust(COUNTED)),
            Content.styled(age(record.at, self.now()).rjust(AGE), "$badge-grey"),
        )
        return Content(GAP).join(columns)

    def _unit(self, name: str, width: int) -> str:
        """A narrow list leaves more of its room to the product."""
        return fit(name, min(self._units, max(12, width // 5)))

    def _room(self, width: int) -> int:
        """The cells that are left for the product."""
        taken = len("● Open") + 10 + len(self._unit("", width)) + PIECES + COUNTED + AGE + 6 * len(GAP)
        return max(PRODUCT_LEAST, width - taken)
