"""The settings in force in a unit: on or off, and where each value comes from in the tree."""

from __future__ import annotations

from textual.content import Content

from models import SettingView
from tui.text import clean
from tui.widgets.record_list import GAP, RecordList

ON = Content.styled("√ on ", "$badge-green")
OFF = Content.styled("○ off", "$badge-grey")
#: The fewest cells for whole names; the cells of a whole name, and of its last part.
ROOMY, WHOLE, LAST = 78, 49, 36


class SettingList(RecordList[SettingView]):
    """A setting in each row, as it holds in the unit with the id ``unit``."""

    unit = ""

    def key(self, record: SettingView) -> str:
        """The setting's name."""
        return record.name

    def row(self, record: SettingView, width: int) -> Content:
        """On or off, the name, where the value comes from."""
        group, _, last = record.name.rpartition(":")
        group = f"{group}:" if group else ""
        name = Content.assemble((clean(group), "$badge-dim"), clean(last))
        if width < ROOMY:
            name = Content(clean(last))
        own = record.from_unit == self.unit
        return Content.assemble(
            ON if record.value else OFF,
            GAP,
            name.truncate(WHOLE if width >= ROOMY else LAST, ellipsis=True, pad=True),
            GAP,
            (source(record, self.unit), "$badge-accent" if own else "$badge-grey"),
        )


def source(setting: SettingView, unit: str) -> str:
    """Where a value comes from, as in ``here``, ``from Netherlands``, ``from the desk`` and ``default``."""
    if setting.from_unit:
        return "here" if setting.from_unit == unit else f"from {clean(setting.from_name, limit=200)}"
    return "from the desk" if setting.from_name == "desk" else "default"
