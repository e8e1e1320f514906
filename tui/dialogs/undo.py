"""The one way in which the console takes something back: why not, what will change, then do it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from models import Desk, Done, OrderView, Plan, Refusal, Refused, Verdict
from tui.bench import Bench, bench_of
from tui.commands import COMMANDS, sign
from tui.dialogs.dialog import Dialog
from tui.dialogs.refusal import RefusalDialog
from tui.dialogs.scene import heading
from tui.messages import DeskChanged, Said
from tui.order_looks import learn_orders
from tui.outcome import undone
from tui.text import clean
from tui.widgets.answer_bar import AnswerBar
from tui.widgets.change_list import ChangeList, ChangeRow

UNDO = next(command for command in COMMANDS if command.id == "record.undo")


def undo_key(bench: Bench) -> str:
    """The key that takes back, the user's own where he has one."""
    return sign(bench.keymap.command(UNDO).keys[0])


async def take_back(screen: Screen[None], home: str, record: str) -> None:
    """Take back what the agent did last; shown first where it changes more than he has in front.

    ``home`` is what the screen is about, ``record`` what its keys are about. To be awaited in a worker.
    *Errors*: a `DeskError` that no dialog has shown.
    """
    done, badge = await _undone(screen, {home, record})
    if done is None:
        return
    states = [change for change in done.changes if change.field == "state"]
    if any(change.record == home and change.after is None for change in states):
        # What was made is gone: the agent goes back to where he was.
        screen.dismiss()
    screen.app.post_message(DeskChanged(done))
    screen.app.post_message(Said(undone(done, bench_of(screen).badges, badge)))


async def _undone(screen: Screen[None], in_front: set[str]) -> tuple[Done | None, tuple[str, str] | None]:
    """What was done, if anything was, and the badge of the order that it was meant for, before and after."""
    work = bench_of(screen).work
    try:
        plan, orders, customers = await work.call(_planned)
        if isinstance(plan, Refusal):
            raise Refused(plan)
        if orders:
            await learn_orders(bench_of(screen))
        if not (set(plan.records) <= in_front and not _goes(plan)):
            preview = UndoPreview(plan, orders, customers)
            if not await screen.app.push_screen_wait(preview):
                return None, None
        # Whatever was done meanwhile from elsewhere, it is this action that was seen.
        done = await work.call(lambda desk: desk.undo(plan.undoes))
    except Refused as error:
        reasons = error.refusal.reasons
        if [reason.code for reason in reasons] == ["nothing_to_undo"]:
            screen.post_message(Said(str(error)))
            return None, None
        verdict = Verdict(UNDO.id, UNDO.label, "", operation=True, reasons=reasons)
        await screen.app.push_screen_wait(RefusalDialog(error.refusal.record, verdict, ()))
        return None, None
    before = orders.get(plan.record)
    if before is None or _goes(plan):
        return done, None
    now = await work.call(lambda desk: desk.till.order(plan.record, lines=0))
    return done, (before.status, now.status)


def _planned(desk: Desk) -> tuple[Plan | Refusal, dict[str, OrderView], dict[str, str]]:
    """What would be taken back, with the orders and the names of the customers that it tells of."""
    from tui.dialogs.undo_rows import customers_in, orders_in

    plan = desk.undo_preview()
    if isinstance(plan, Refusal):
        return plan, {}, {}
    return plan, orders_in(desk, plan), customers_in(desk, plan)


def _goes(plan: Plan) -> bool:
    """Whether the record that the action was meant for was made by it."""
    return any(
        change.record == plan.record and change.field == "state" and change.after is None
        for change in plan.changes
    )


class UndoPreview(Dialog[bool]):
    """Gives True where the agent goes on; the safe answer is lit where a record goes for good."""

    def __init__(self, plan: Plan, orders: dict[str, OrderView], customers: dict[str, str]) -> None:
        super().__init__(UNDO.label, plan.label)
        self._plan = plan
        self._orders = orders
        self._customers = customers
        self.changes = ChangeList()
        self.answers = AnswerBar(UNDO.label, asking=_goes(plan))

    def compose_body(self) -> ComposeResult:
        """The changes, what can't be had back, the two ways out."""
        yield Static(Content.styled(heading(self._plan, self._rows()), "bold"), classes="dialog--heading")
        yield self.changes
        if _goes(self._plan):
            said = f"{self._plan.record} goes for good, with everything that was written on it."
            yield Static(Content.styled(clean(said), "$badge-amber"), classes="dialog--question")
        yield self.answers

    def on_mount(self) -> None:
        """Show what will change, and wait for the answer."""
        self.changes.show(self._rows())
        self.answers.focus()

    def on_answer_bar_answered(self, event: AnswerBar.Answered) -> None:
        """Hand the answer back."""
        self.dismiss(True if event.go else None)

    def _rows(self) -> list[ChangeRow]:
        from tui.dialogs.undo_rows import UndoRows

        bench = self.bench
        return UndoRows(self._plan, self._orders, bench.badges, bench.types, self._customers).rows()
