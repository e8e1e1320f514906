"""The plan of an order's action as the rows of a preview: the order, its lines, stock, and what is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from models import Badge, OrderView, Plan
from tui.badges import Badges
from tui.dialogs.scene import Scene
from tui.order_changes import STOCK, Step, line_of, words_of
from tui.widgets.change_list import ChangeRow


class OrderScene(Scene[OrderView]):
    """The order that an action is about."""

    def __init__(self, head: OrderView, badges: Mapping[str, Badges], types: Mapping[str, str]) -> None:
        super().__init__(head)
        self._badges = badges
        self._types = types
        self._words = words_of(head, types)
        self._lines = {line.number: line for line in head.lines}

    def seen_again(self, head: OrderView) -> OrderScene:
        """The same scene with the order as it is now."""
        return OrderScene(head, self._badges, self._types)

    def rows(
        self, target: str, plan: Plan | None, asked: Sequence[str], outcomes: Mapping[str, str]
    ) -> list[ChangeRow]:
        """The order first, then its lines, then stock and what is made."""
        if plan is None:
            return [self._head_row(None, ())]
        steps = [Step(each.record, each.field, each.before, each.after) for each in plan.changes]
        by_record = {
            record: list(group)
            for record, group in groupby(
                sorted(steps, key=lambda step: plan.records.index(step.record)), key=lambda step: step.record
            )
        }
        head = self._head_row(plan, by_record.pop(self.head.number, []))
        rows = [head] if head.after or head.words else []
        others = sorted(by_record.items(), key=lambda item: _rank(item[0], self._lines))
        rows += [self._row(record, told) for record, told in others if self._words.steps(told)]
        return rows + list(self._made(plan))

    def _head_row(self, plan: Plan | None, steps: Sequence[Step]) -> ChangeRow:
        before = self._badges["order"][self.head.status]
        after = self._after(plan, steps)
        moved = after if after is not None and after.code != before.code else None
        return ChangeRow(self.head.number, before, moved, self._words.steps(steps))

    def _after(self, plan: Plan | None, steps: Sequence[Step]) -> Badge | None:
        """The badge that will show: the first status that will hold, else the state."""
        if plan is None:
            return None
        state = next((str(step.after) for step in steps if step.field == "state"), self.head.state)
        return self._badges["order"][next(iter(plan.statuses), state)]

    def _row(self, record: str, steps: Sequence[Step]) -> ChangeRow:
        if record.startswith(STOCK):
            said = f"{self._words.stock(record)}: {self._words.steps(steps)}"
            return ChangeRow("stock", None, None, said)
        line = self._lines.get(record)
        if line is None:
            return ChangeRow(record, None, None, self._words.steps(steps))
        name = line.description or line.product
        return ChangeRow(line_of(record), None, None, f"{name}: {self._words.steps(steps)}")

    def _made(self, plan: Plan) -> Iterable[ChangeRow]:
        for creation in plan.creations:
            if creation.kind == "order_line":
                yield ChangeRow("new line", None, None, self._words.new_line(creation.values))
            elif creation.kind == "order":
                lines = [self._words.new_line(line) for line in creation.lines]
                yield ChangeRow("new basket", None, None, " · ".join(lines))
            else:
                yield ChangeRow("new", None, None, self._words.made(creation.kind, creation.values))


def _rank(record: str, lines: Mapping[str, object]) -> tuple[int, int, str]:
    """Lines in their order, then shipments and lines of other orders, then stock."""
    if record in lines:
        return 0, list(lines).index(record), ""
    return (2 if record.startswith(STOCK) else 1), 0, record
