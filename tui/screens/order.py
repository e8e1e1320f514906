"""One order or basket on its screen: its lines and what they come to, what is missing, the cases about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from textual.app import ComposeResult
from textual.content import Content

from models import Desk, Done, OrderLineView, OrderView, Verdict
from tui.background import begin
from tui.commands import ORDER
from tui.dialogs.order_line_facts import order_line_facts
from tui.mending import mending_keys
from tui.messages import DeskChanged
from tui.order_changes import line_of, words_of
from tui.order_looks import learn_orders
from tui.screens.record_reading import LINES
from tui.screens.record_screen import RecordScreen
from tui.typed_ahead import FIRE
from tui.widgets.cases_about import CasesAbout
from tui.widgets.checklist import Checklist
from tui.widgets.key_bar import Hint
from tui.widgets.order_header import OrderHeader
from tui.widgets.order_line_columns import OrderLineHeading
from tui.widgets.order_line_table import OrderLineTable
from tui.widgets.totals import Totals
from tui.widgets.warning_list import WarningList


class OrderScreen(RecordScreen[OrderView, OrderLineView]):
    """Where a basket is filled and an order is worked."""

    NAME = ORDER
    PLACE = "orders"
    MACHINES = ("order", "order_line")

    _added = ""
    header: OrderHeader
    line_table: OrderLineTable

    def where(self) -> tuple[str, ...]:
        """The way to this screen."""
        return ("Orders", self.number)

    def compose_head(self) -> ComposeResult:
        """The facts of the order, and the names of the columns of its lines."""
        self.header = OrderHeader(self.bench.badges["order"])
        self.heading = OrderLineHeading()
        self.totals = Totals()
        self.line_table = OrderLineTable(self.move_keys(), (self.heading, self.totals))
        yield self.header

    def compose_columns(self) -> ComposeResult:
        """The names of the columns."""
        yield self.heading

    def compose_below(self) -> ComposeResult:
        """What the lines come to, and the warnings that stay."""
        self.warning_list = WarningList()
        yield self.totals
        yield self.warning_list

    def compose_beside(self) -> ComposeResult:
        """What is missing before Place, and the cases about the order."""
        self.checklist = Checklist()
        self.cases_about = CasesAbout(self.bench.badges["case"])
        yield self.checklist
        yield self.cases_about

    async def prepare(self) -> None:
        """Learn what orders look like here."""
        await learn_orders(self.bench)

    def read(self, desk: Desk, number: str, lines: int) -> tuple[OrderView, tuple[OrderLineView, ...]]:
        """The order with its first lines."""
        order = desk.till.order(number, lines=lines)
        return order, order.lines

    def read_lines(self, desk: Desk, number: str, after: int) -> tuple[OrderLineView, ...]:
        """Further lines."""
        return desk.till.order_lines(number, after=after, limit=LINES)

    def show_view(self, view: OrderView) -> None:
        """Draw the facts of the order and what follows from them."""
        self.activity.rows.words = words_of(view, self.bench.types)
        self.header.show(view, self.bench.now())
        self.totals.show(view)
        keys = mending_keys(self.bench.keymap, view.verdicts)
        self.warning_list.show(view.warnings, keys)
        self.checklist.show(view, keys)
        self.cases_about.show(view)

    def show_lines(self, view: OrderView) -> None:
        """Draw its lines."""
        self.heading.display = bool(self.lines)
        self.lines_title.display = not self.lines
        self.line_table.show(self.lines, currency=view.currency, names=view.names)

    def lines_said(self, view: OrderView) -> str:
        """Nothing: each line says itself how far it has come."""
        return ""

    def line_facts(self, line: OrderLineView) -> Content:
        """All that a line holds."""
        return order_line_facts(line, self.view) if self.view else Content()

    def bar_verdicts(self) -> Sequence[Verdict]:
        """Those of the line, and what the order is near to: at a till both are wanted at once."""
        line = self.line_in_focus()
        if line is None:
            return self.head_verdicts()
        taken = {self.action_key(verdict) for verdict in line.verdicts}
        twice = {verdict.label for verdict in line.verdicts}
        order = [
            each for each in self.head_verdicts() if self._near(each) and self.bar_key(each) not in taken
        ]
        return [
            *line.verdicts,
            *(replace(each, label=f"{each.label} of all") if each.label in twice else each for each in order),
        ]

    def _near(self, verdict: Verdict) -> bool:
        """Whether an action is open, or is what the checklist is about."""
        return verdict.open or (self.view is not None and verdict.reasons == self.view.checklist)

    def bar_key(self, verdict: Verdict) -> str:
        """The key of an action, as the line or the order knows it."""
        # What a line can be done has the line's key for its own.
        of_line = bool(verdict.line_key) and verdict.key == verdict.line_key and self.line_in_focus()
        return self.bench.keymap.action_key(self.MACHINES[bool(of_line)], verdict.action, verdict.key)

    def called(self, line: OrderLineView) -> str:
        """A line in words."""
        return f"{line_of(line.number)}, and the order"

    def hints(self) -> list[Hint]:
        """The keys of quantity and order beside those of a line that has the focus."""
        found = super().hints()
        if self.line_in_focus():
            keys = {each.id: each.keys[0] for each in self.bench.keymap.commands(ORDER)}
            own: list[Hint] = []
            if any(hint.label == "Add line" for hint in found):
                own.append(Hint(f"{keys['order.fewer']} {keys['order.more']}", "Quantity"))
            if any(each.open and each.action == "edit" for each in self.head_verdicts()):
                own.append(Hint(keys["order.edit"], "Edit order"))
            # Behind the editing of the line itself, where that is open.
            at = int(bool(found) and found[0].label == "Edit")
            found[at:at] = own
        return found

    def focus_first(self) -> None:
        """At a till the lines are what is worked on."""
        self.set_focus(self.line_table if self.lines else self.header)

    async def follow_up(self, done: Done) -> None:
        """Go to a line that was just added or split off, so that the next keys are about it."""
        if done.record.startswith(f"{self.number}/"):
            self._added = done.record
            return
        made = [each.record for each in done.changes if each.field == "product" and each.before is None]
        if len(made) == 1 and made[0].startswith(f"{self.number}/"):
            self._added = made[0]

    def when_read(self, *, first: bool) -> None:
        """Put the cursor on what was just added."""
        if self._added and self.line_table.go_to(self._added):
            self.set_focus(self.line_table)
            self._added = ""
        super().when_read(first=first)

    def action_order_more(self) -> None:
        """One piece more on the highlighted line."""
        self._change_quantity(1)

    def action_order_fewer(self) -> None:
        """One piece fewer on the highlighted line; the last one takes the line out."""
        self._change_quantity(-1)

    def action_order_edit(self) -> None:
        """Edit the order's own facts, from its lines too."""
        self.fire("edit", self.number)

    def action_order_case(self) -> None:
        """Write a new case about this order and the lines that are chosen."""
        if self.view is not None:
            begin(self, partial(self._new_case, self.view), group=FIRE)

    def _change_quantity(self, pieces: int) -> None:
        line = self.line_in_focus()
        if line is None:
            self.say("A quantity belongs to a line; tab goes to the lines.")
        elif abs(line.quantity) + pieces < 1:
            self.fire("delete_line", line.number)
        else:
            self.catch_up(partial(self._quantity_changed, line, pieces))

    async def _quantity_changed(self, line: OrderLineView, pieces: int) -> None:
        from tui.dialogs.quantity import change_quantity

        done = await change_quantity(self, line, pieces)
        if done is not None:
            self.post_message(DeskChanged(done))

    async def _new_case(self, order: OrderView) -> None:
        from tui.dialogs.order_case import new_case_about

        done = await new_case_about(self, order, self.line_in_focus())
        if done is not None:
            self.post_message(DeskChanged(done))
            self.lead_on(done.record)
