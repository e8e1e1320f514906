"""What an undo changes, a row for each record: states by their badges, all else in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from models import Badge, Change, Desk, OrderView, Plan, machine_of
from tui.badges import Badges
from tui.field_words import emptied
from tui.order_changes import MADE, STOCK, Step, Words, line_of, words_of
from tui.text import clean
from tui.widgets.change_list import ChangeRow

#: Texts that are told by what became of them, not by their words.
NOTES = {"comment": "comment", "work_note": "work note"}


def orders_in(desk: Desk, plan: Plan) -> dict[str, OrderView]:
    """The orders that a plan changes, by number, so that their amounts and goods have names."""
    heads = {record.partition("/")[0] for record in plan.records if not record.startswith(STOCK)}
    return {head: desk.till.order(head) for head in sorted(heads) if machine_of(head) == "order"}


def customers_in(desk: Desk, plan: Plan) -> dict[str, str]:
    """The names of the customers whose ids a plan holds."""
    moved = [each for each in plan.changes if each.field == "customer"]
    return desk.till.customer_names(code for each in moved for code in (each.before, each.after))


class UndoRows:
    """Draws the changes of an undo; ``orders`` are those that it touches."""

    def __init__(
        self,
        plan: Plan,
        orders: Mapping[str, OrderView],
        badges: Mapping[str, Badges],
        types: Mapping[str, str],
        customers: Mapping[str, str],
    ) -> None:
        self._plan = plan
        self._badges = badges
        self._words = {number: words_of(order, types).knowing(customers) for number, order in orders.items()}
        lines = (line for order in orders.values() for line in order.lines)
        self._names = {line.number: clean(line.description or line.product) for line in lines}
        self._statuses = {each.record: each for each in plan.badges}
        self._any = next(iter(self._words.values()), Words("", {}))

    def rows(self) -> list[ChangeRow]:
        """The record that the action was meant for first; of an order then its lines, the stock, the rest."""
        moved = (each.record for each in self._plan.badges if each.before != each.after)
        records = dict.fromkeys((*self._plan.records, *moved))
        found = (self._row(record) for record in sorted(records, key=self._rank))
        return [row for row in found if row.before or row.after or row.words]

    def _rank(self, record: str) -> tuple[int, int]:
        if record == self._plan.record:
            return 0, 0
        if record.startswith(STOCK):
            return 2, 0
        machine = machine_of(record)
        if machine == "order_line":
            return 1, int(record.rpartition("/")[2])
        return (3 if machine in MADE else 1), 0

    def _row(self, record: str) -> ChangeRow:
        changes = [change for change in self._plan.changes if change.record == record]
        if record.startswith(STOCK):
            words = self._any.steps(map(_step, changes))
            return ChangeRow("stock", None, None, f"{self._any.stock(record)}: {words}")
        machine = machine_of(record)
        if record in self._statuses:
            return self._order(record, changes)
        state = next((change for change in changes if change.field == "state"), None)
        rest = [change for change in changes if change is not state]
        if machine in MADE:
            return ChangeRow(record, None, None, self._made(machine, changes))
        before, after = (self._badge(machine, value) for value in _sides(state))
        name = line_of(record) if machine == "order_line" else record
        return ChangeRow(name, before, after, self._said(record, state, rest), machine == "line")

    def _order(self, record: str, changes: Sequence[Change]) -> ChangeRow:
        """An order that stays, by the badge that it shows; its state says less than that."""
        rest = [each for each in changes if each.field != "state"]
        said = self._told(record, rest)
        status = self._statuses[record]
        moved = status.before != status.after
        before, after = (self._badge("order", value) for value in _sides(status))
        return ChangeRow(record, before if said or moved else None, after if moved else None, said)

    def _made(self, kind: str, changes: Sequence[Change]) -> str:
        """A payment that goes, a shipment that is open again."""
        if all(change.after is None for change in changes):
            values = {change.field: change.before for change in changes}
            return f"{self._any.made(kind, values)}, goes"
        return self._any.steps(map(_step, changes)) or f"{MADE[kind][1]} is open again"

    def _said(self, record: str, state: Change | None, rest: Sequence[Change]) -> str:
        gone = [change for change in (state, *rest) if change is not None]
        if all(change.after is None for change in gone) and not _notes_only(gone):
            return "goes again"
        if all(change.before is None for change in gone):
            return "comes back"
        return self._told(record, rest)

    def _told(self, record: str, rest: Sequence[Change]) -> str:
        """The fields and texts of a record that is there before and after."""
        words = self._words.get(record.partition("/")[0])
        told = [f"{NOTES[each.field]} goes" for each in rest if each.field in NOTES]
        fields = [each for each in rest if each.field not in NOTES]
        told += [words.step(_step(each)) if words else _field(each) for each in fields]
        said = " · ".join(filter(None, told))
        name = self._names.get(record)
        return f"{name}: {said}" if name and said else said

    def _badge(self, machine: str, state: object) -> Badge | None:
        return self._badges[machine][str(state)] if state and machine in self._badges else None


def _notes_only(changes: Iterable[Change]) -> bool:
    return all(change.field in NOTES for change in changes)


def _sides(change: Change | None) -> tuple[object, object]:
    return (change.before, change.after) if change else (None, None)


def _step(change: Change) -> Step:
    return Step(change.record, change.field, change.before, change.after)


def _field(change: Change) -> str:
    if change.after in (None, ""):
        return emptied(change.field)
    return clean(f"{change.field.replace('_', ' ')} {change.after}")
