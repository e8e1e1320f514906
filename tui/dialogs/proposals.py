"""What follows at the till once lines of a case are accepted: each is shown first, to be taken or left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from models import Desk, Done, OrderView, Plan, Proposal, Refusal
from tui.bench import bench_of
from tui.dialogs.dialog import Dialog
from tui.dialogs.order_scene import OrderScene
from tui.messages import DeskChanged, Said
from tui.order_looks import learn_orders
from tui.text import clean
from tui.widgets.answer_bar import AnswerBar
from tui.widgets.change_list import ChangeList, ChangeRow


class ProposalDialog(Dialog[bool]):
    """Gives True where the agent wants it done at the till."""

    def __init__(self, proposal: Proposal, rows: Sequence[ChangeRow], bars: Sequence[str]) -> None:
        super().__init__("What follows at the till", proposal.order)
        self._proposal = proposal
        self._rows = rows
        self._bars = bars
        self._changes = ChangeList()
        self._answers = AnswerBar("" if bars else "do it at the till", "leave the order as it is")

    def compose_body(self) -> ComposeResult:
        """The proposal, what it changes or what bars it, and the two answers."""
        yield Static(Content(clean(self._proposal.sentence)), classes="dialog--hint")
        yield self._changes
        for bar in self._bars:
            yield Static(Content.styled(f"× {clean(bar)}", "$badge-red"), classes="dialog--fault")
        yield self._answers

    def on_mount(self) -> None:
        """The answers have the focus; nothing is done by itself."""
        self._changes.show(self._rows)
        self._answers.focus()

    def on_answer_bar_answered(self, event: AnswerBar.Answered) -> None:
        """Hand the answer back."""
        self.dismiss(True if event.go else None)


async def propose(screen: Screen[None], done: Done) -> None:
    """Show what follows from the lines that a write accepted, one by one; do what the agent takes."""
    bench = bench_of(screen)
    found = await bench.work.call(lambda desk: desk.till.proposals(done))
    if found:
        await learn_orders(bench)
    for proposal in found:
        order, planned = await bench.work.call(partial(_planned, proposal=proposal))
        plan = planned if isinstance(planned, Plan) else None
        bars = [reason.message for reason in planned.reasons] if isinstance(planned, Refusal) else []
        rows = OrderScene(order, bench.badges, bench.types).rows(order.number, plan, (), {}) if plan else []
        if not await screen.app.push_screen_wait(ProposalDialog(proposal, rows, bars)):
            continue
        followed = await bench.work.call(partial(_followed, proposal=proposal, version=order.version))
        screen.post_message(DeskChanged(followed))
        screen.post_message(Said(f"{proposal.sentence} Done; {proposal.line} and {followed.record} say so."))


def _followed(desk: Desk, proposal: Proposal, version: int) -> Done:
    return desk.till.follow(proposal, version=version)


def _planned(desk: Desk, proposal: Proposal) -> tuple[OrderView, Plan | Refusal | None]:
    """The order and, where the proposal fires an action, its plan."""
    order = desk.till.order(proposal.order)
    operation = proposal.operation
    if operation["op"] != "do":
        return order, None
    inputs = operation.get("inputs")
    given = inputs if isinstance(inputs, Mapping) else {}
    return order, desk.preview(str(operation["action"]), order.number, given)
