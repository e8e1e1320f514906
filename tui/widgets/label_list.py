"""Custom statuses and action types in one list, each kind under its heading, each name in its own colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.content import Content

from models import LabelView
from tui.text import clean, fit
from tui.widgets.record_list import GAP, RecordList, widest

NAME_MOST, LIKE_MOST, BACKEND_MOST = 26, 14, 18


class Heading(NamedTuple):
    """A row that the cursor passes over."""

    text: str
    note: str = ""


class Label(NamedTuple):
    """A status or type with its kind (``status``, ``type``) and the name of what it behaves like."""

    kind: str
    view: LabelView
    like: str = ""


class LabelList(RecordList[Heading | Label]):
    """Name, what it behaves like, backend id, whether it is on, whether an order has it."""

    KEEPS_MARK: ClassVar[bool] = True

    _names = 0
    _likes = 0
    _backends = 0

    def key(self, record: Heading | Label) -> str:
        """Kind and code; a heading is known by its text."""
        return record.text if isinstance(record, Heading) else f"{record.kind} {record.view.code}"

    @property
    def label(self) -> Label | None:
        """The highlighted status or type."""
        return self.highlighted if isinstance(self.highlighted, Label) else None

    def show(self, records: Sequence[Heading | Label]) -> None:
        """Draw these from now on."""
        labels = [each for each in records if isinstance(each, Label)]
        self._names = widest([clean(each.view.name, limit=200) for each in labels], NAME_MOST)
        self._likes = widest([_like(each) for each in labels], LIKE_MOST + len("like "))
        self._backends = widest([clean(each.view.backend_id, limit=200) for each in labels], BACKEND_MOST)
        super().show(records)

    def validate_cursor(self, cursor: int) -> int:
        """The nearest entry there is that is no heading, on the way that the cursor goes."""
        wanted = super().validate_cursor(cursor)
        onwards = range(wanted, len(self.records))
        back = range(min(wanted, len(self.records) - 1), -1, -1)
        ways = (onwards, back) if cursor > self.cursor else (back, onwards)
        for way in ways:
            for at in way:
                if isinstance(self.records[at], Label):
                    return at
        return wanted

    def _follow(self) -> None:
        """Keep the heading in sight with the first entry under it."""
        super()._follow()
        above = self.cursor - 1
        if above >= 0 and isinstance(self.records[above], Heading) and self.scroll_offset.y > above:
            self.scroll_to(y=above, animate=False, force=True)

    def row(self, record: Heading | Label, width: int) -> Content:
        """One status or type, or a heading."""
        if isinstance(record, Heading):
            return Content.assemble((record.text, "bold"), GAP, (record.note, "$badge-grey"))
        view = record.view
        columns = [
            label_mark(view),
            Content.styled(
                fit(view.name, self._names), f"$badge-{view.colour}" if view.active else "$badge-dim"
            ),
        ]
        for text, cells in ((_like(record), self._likes), (view.backend_id, self._backends)):
            if cells:
                columns.append(Content.styled(fit(text, cells), "$badge-grey"))
        columns.append(Content("on ") if view.active else Content.styled("off", "$badge-dim"))
        columns.append(Content.styled("in use" if view.used else "", "$badge-grey"))
        return Content.assemble(" ", Content(GAP).join(columns))


def label_mark(view: LabelView) -> Content:
    """Full in its colour while it can be given to an order, hollow where it is switched off."""
    return Content.styled("●", f"$badge-{view.colour}") if view.active else Content.styled("○", "$badge-dim")


def _like(label: Label) -> str:
    return f"like {clean(label.like, limit=100)}" if label.view.custom and label.like else ""
