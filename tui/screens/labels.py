"""Custom statuses and action types: how they look, where they are used, who gave a status to which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual.content import Content

from models import Desk, LabelView
from tui.commands import LABELS
from tui.screens.place_screen import PlaceScreen
from tui.text import clean, content
from tui.widgets.facts import NONE, fact, facts
from tui.widgets.label_list import Heading, Label, LabelList, label_mark
from tui.widgets.ledger_list import LedgerList

#: How many entries of a ledger are read.
ENTRIES = 50


class LabelsScreen(PlaceScreen[Heading | Label]):
    """Keys act on the highlighted status or type; ``enter`` goes into the ledger of a status."""

    NAME = LABELS
    NEEDS: ClassVar[Mapping[str, str]] = {
        "label.status": "put",
        "label.type": "put",
        "label.switch": "switch",
    }

    def __init__(self) -> None:
        super().__init__()
        self._ledger_of = ""
        self._entering = False

    def where(self) -> tuple[str, ...]:
        """The way to this screen."""
        return ("Statuses and types",)

    def record(self) -> str:
        """The highlighted code."""
        return self.labels.label.view.code if self.labels.label else ""

    def make_list(self) -> LabelList:
        """Statuses and types."""
        self.labels = LabelList()
        return self.labels

    def make_detail(self) -> LedgerList:
        """The ledger."""
        self.ledger = LedgerList()
        return self.ledger

    async def read(self) -> Sequence[Heading | Label]:
        """All statuses and types, each kind under its heading."""
        statuses, types = await self.bench.work.call(_read)
        likes = {each.code: each.name for each in types}
        return (
            Heading("Custom statuses", "" if statuses else "none yet: + makes one"),
            *(Label("status", each) for each in statuses),
            Heading("Action types", "" if any(each.custom for each in types) else "t makes one of your own"),
            *(Label("type", each, likes.get(each.behaves, each.behaves)) for each in types),
        )

    def count(self) -> str:
        """How many of each there are."""
        kinds = [each.kind for each in self.labels.records if isinstance(each, Label)]
        statuses, types = kinds.count("status"), kinds.count("type")
        return f"{statuses} custom status{'' if statuses == 1 else 'es'}, {types} types"

    def serves(self, command: str) -> bool:
        """A ledger is entered where there is one; the four types of every desk are never switched off."""
        label = self.labels.label
        if command == "label.back":
            return self.in_detail
        if command == "label.open":
            return not self.in_detail and bool(self.ledger.records)
        if command == "label.switch":
            return label is not None and label.view.custom
        return True

    def tell(self, row: Heading | Label | None) -> None:
        """What the status or type is; its ledger follows."""
        label = row if isinstance(row, Label) else None
        if row is None or self.labels.key(row) != self._ledger_of:
            self.ledger.show(())
            self.ledger.display = False
            self.detail_title.update(Content())
            self._ledger_of, self._entering = "", False
        self.facts.update(_facts(label) if label else Content())

    async def look(self, row: Heading | Label) -> None:
        """Read the ledger of a status."""
        if not isinstance(row, Label) or row.kind != "status":
            self._ledger_of = self.labels.key(row)
            return
        entries = await self.bench.work.call(lambda desk: desk.till.ledger(row.view.code, limit=ENTRIES))
        note = (
            f"the newest {ENTRIES}" if len(entries) == ENTRIES else "" if entries else "no order has had it"
        )
        self.detail_title.update(Content.assemble(("Ledger", "bold"), "  ", (note, "$badge-grey")))
        self.ledger.show(entries)
        self.ledger.display = bool(entries)
        self._ledger_of = self.labels.key(row)
        self.show_keys()
        if self._entering:
            self._entering = False
            self.action_label_open()

    def action_label_open(self) -> None:
        """Into the ledger."""
        label = self.labels.label
        if label is None or self.in_detail:
            return
        if self._ledger_of != self.labels.key(label):
            # It is still being read.
            self._entering = True
        elif self.ledger.records:
            self.enter_detail()
        else:
            self.say(
                "No order has had this status yet."
                if label.kind == "status"
                else "Statuses have a ledger; types stand on the lines of orders."
            )

    def action_label_back(self) -> None:
        """Back to the list."""
        self.leave_detail()

    def action_label_status(self) -> None:
        """Make a custom status."""
        if self.allowed("label.status"):
            self.ask(self._new_status)

    def action_label_type(self) -> None:
        """Make a custom type."""
        if self.allowed("label.type"):
            self.ask(self._new_type)

    def action_label_switch(self) -> None:
        """Switch the highlighted status or type off, or on again."""
        if self.labels.label is not None and self.allowed("label.switch"):
            self.change(partial(self._switch, self.labels.key(self.labels.label)))

    async def _new_status(self) -> None:
        await self._new("status")

    async def _new_type(self) -> None:
        await self._new("type")

    async def _new(self, kind: str) -> None:
        from tui.dialogs.label_form import new_label

        types = [each.view for each in self.labels.records if isinstance(each, Label) and each.kind == "type"]
        done = await new_label(self, kind, types)
        if done is not None:
            await self._reading()
            self.labels.go_to(f"{kind} {done.record}")
            self.written(done, f"The {kind} {done.record} is made.")

    async def _switch(self, key: str) -> None:
        for label in self.labels.records:
            if isinstance(label, Label) and self.labels.key(label) == key:
                await self._set_active(label.kind, label.view)

    async def _set_active(self, kind: str, view: LabelView) -> None:
        on = not view.active
        said = f"{view.name} is on again." if on else f"{view.name} is off; orders that have it keep it."
        await self.write("label.switch", lambda desk: desk.till.set_active(kind, view.code, active=on), said)


def _read(desk: Desk) -> tuple[tuple[LabelView, ...], tuple[LabelView, ...]]:
    return desk.till.labels("status"), desk.till.labels("type")


def _facts(label: Label) -> Content:
    view = label.view
    title = Content.assemble(
        label_mark(view),
        " ",
        (clean(view.name), f"bold $badge-{view.colour}"),
        "  ",
        (f"{_kind(label)}, {view.colour}", "$badge-grey"),
    )
    if view.description:
        title = Content.assemble(
            title, "\n", content(view.description, "$badge-grey", lines=False, limit=300)
        )
    # The code of a custom one is its name.
    code = [fact("Code", content(view.code, lines=False))] if view.code != view.name else []
    rows = [
        *code,
        fact("Backend id", content(view.backend_id, lines=False) if view.backend_id else NONE),
        fact("State", _state(view)),
    ]
    if label.kind == "type":
        rows.insert(0, fact("Behaves like", content(label.like, lines=False)))
    return facts(title, rows)


def _state(view: LabelView) -> Content:
    if not view.active:
        return Content.styled("off: no order is given it, those that have it keep it", "$badge-amber")
    return Content.assemble("on", (", in use" if view.used else ", not in use yet", "$badge-grey"))


def _kind(label: Label) -> str:
    if label.kind == "status":
        return "custom status"
    return "custom type" if label.view.custom else "one of the four types of every desk"
