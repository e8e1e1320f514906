"""Organization units as a tree: a line leads from each to what stands below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from models import UnitView
from tui.text import clean, fit
from tui.widgets.record_list import GAP, RecordList, widest

#: The widest that the columns grow, in cells, and the deepest that a unit is indented, in levels.
NAME_MOST, KINDS_MOST, DEEPEST = 34, 22, 8


class UnitTree(RecordList[UnitView]):
    """Name, kinds and country of each unit."""

    KEEPS_MARK: ClassVar[bool] = True

    _names = 0
    _kinds = 0

    def key(self, record: UnitView) -> str:
        """The unit's id."""
        return record.id

    def show(self, records: Sequence[UnitView]) -> None:
        """Draw these units from now on."""
        ways = branches([unit.depth for unit in records])
        self._ways = {unit.id: way for unit, way in zip(records, ways, strict=True)}
        names = [self._ways[unit.id] + clean(unit.name, limit=200) for unit in records]
        self._names = widest(names, NAME_MOST)
        self._kinds = widest([kind_words(unit.kinds) for unit in records], KINDS_MOST)
        super().show(records)

    def row(self, record: UnitView, width: int) -> Content:
        """One unit."""
        way = self._ways[record.id]
        return Content.assemble(
            (way, "$badge-dim"),
            fit(record.name, max(1, self._names - len(way))),
            GAP,
            (fit(kind_words(record.kinds), self._kinds), "$badge-grey"),
            GAP,
            (clean(record.country, limit=60), "$badge-grey"),
        )


def branches(depths: Sequence[int]) -> list[str]:
    """What leads to each entry of a tree, given how deep each stands, parents first: ``│ └ `` and so on."""
    drawn: list[str] = []
    going_on: set[int] = set()
    for depth in reversed(depths):
        above = "".join("│ " if level in going_on else "  " for level in range(1, min(depth, DEEPEST)))
        drawn.append(f"{above}{'├' if depth in going_on else '└'} " if depth else "")
        going_on = {level for level in going_on if level < depth} | {depth}
    return drawn[::-1]


def kind_words(kinds: Sequence[str]) -> str:
    """The kinds of a unit as people say them, as in ``pickup, shop``."""
    return ", ".join(kind.replace("_", " ") for kind in kinds)
