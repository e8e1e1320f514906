"""The one way in which the console fires an action: why not, what for, what will change, then do it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from textual.screen import Screen

from models import Ask, CaseView, Desk, Done, OrderView, Plan, Refusal, Refused, Verdict
from tui.bench import Bench, bench_of
from tui.dialogs.operation import operate
from tui.dialogs.preview import Preview
from tui.dialogs.refusal import RefusalDialog
from tui.dialogs.scene import Scene
from tui.dialogs.undo import undo_key
from tui.messages import Said
from tui.order_changes import paid_in_words
from tui.outcome import happened

#: Operations that bear that somebody was first: they change nothing but add to it.
NOTES = ("note", "comment")


async def fire(screen: Screen[None], number: str, action: str, *, version: int | None = None) -> Done | None:
    """Do an action or operation on a record, asking what has to be asked; None where nothing was done.

    To be awaited in a worker. ``version`` is the one that the agent has seen.
    *Errors*: a `DeskError` that no dialog has shown, `Stale` above all.
    """
    work = bench_of(screen).work
    step: str | None = action
    while step is not None:
        wanted = step
        seen = None if wanted in NOTES else version
        head, verdicts = await work.call(partial(_looked_at, number=number, seen=seen, wanted=wanted))
        verdict = next((each for each in verdicts if each.action == wanted), None)
        if verdict is None:
            screen.post_message(
                Said(f"{number} has no action {wanted!r} on offer; ? lists those it has.", bad=True)
            )
            return None
        try:
            if verdict.open:
                done = await _do(screen, head, number, verdict, version)
                if done is not None:
                    await _say_what_happened(screen, head, done, verdict.label)
                return done
        except Refused as error:
            verdict = replace(verdict, reasons=error.refusal.reasons)
        step = await screen.app.push_screen_wait(RefusalDialog(number, verdict, verdicts))
    return None


async def explain(screen: Screen[None], number: str, label: str, error: Refused) -> None:
    """Show every reason why something was refused that is no action of its own."""
    verdict = Verdict(error.refusal.action, label, "", operation=True, reasons=error.refusal.reasons)
    await screen.app.push_screen_wait(RefusalDialog(number, verdict, ()))


async def _do(
    screen: Screen[None], head: CaseView | OrderView, number: str, verdict: Verdict, version: int | None
) -> Done | None:
    bench = bench_of(screen)
    if verdict.operation:
        return await operate(screen, head, number, verdict, version)
    plan, asks, outcome_states = await bench.work.call(lambda desk: _planned(desk, verdict.action, number))
    if isinstance(plan, Refusal):
        if not plan.answerable:
            raise Refused(plan)
    elif _just_happens(number, plan, asks):
        return await bench.work.call(lambda desk: desk.do(verdict.action, number, version=version))
    first = plan if isinstance(plan, Plan) else None
    seen = _version(head, number) if version is None else version
    return await screen.app.push_screen_wait(
        Preview(number, verdict, asks, plan=first, scene=_scene(bench, head, outcome_states), version=seen)
    )


def _scene(
    bench: Bench, head: CaseView | OrderView, outcome_states: Mapping[str, str]
) -> Scene[CaseView] | Scene[OrderView]:
    if isinstance(head, CaseView):
        from tui.dialogs.case_scene import CaseScene

        return CaseScene(head, bench.badges, outcome_states)
    from tui.dialogs.order_scene import OrderScene

    return OrderScene(head, bench.badges, bench.types)


async def _say_what_happened(
    screen: Screen[None], head: CaseView | OrderView, done: Done, label: str
) -> None:
    """Say what became of the record; the badge of an order follows from facts, and is read again."""
    bench = bench_of(screen)
    badge, waits = None, False
    if not isinstance(head, CaseView):
        now, out = await bench.work.call(
            lambda desk: (desk.till.order(head.number, lines=0), desk.outbox(limit=1))
        )
        badge, label = (head.status, now.status), paid_in_words(done, label, now)
        waits = bool(out) and out[0].journal == done.journal
    said = happened(done, label, bench.badges, badge)
    if done.journal:
        said = f"{said} · {undo_key(bench)} takes it back{' within ten seconds' if waits else ''}"
    screen.post_message(Said(said))


def _just_happens(number: str, plan: Plan, asks: Sequence[Ask]) -> bool:
    """Whether the action touches its own record only, asks nothing and leads to nothing final."""
    alone = set(plan.records) <= {number} and not plan.makes
    return alone and not asks and not plan.questions and not plan.final


def _looked_at(
    desk: Desk, number: str, seen: int | None, wanted: str
) -> tuple[CaseView | OrderView, tuple[Verdict, ...]]:
    """The record and what can be done; nobody is asked about a record that he has not seen as it is.

    *Errors*: `Stale`, with who was first.
    """
    if seen is not None:
        desk.check_version(number, seen, wanted)
    return desk.head(number), desk.verdicts(number)


def _planned(desk: Desk, action: str, number: str) -> tuple[Plan | Refusal, tuple[Ask, ...], dict[str, str]]:
    asks = desk.asks(action, number)
    states: dict[str, str] = {}
    if any(ask.kind == "outcomes" for ask in asks):
        machines = desk.rules().line_machine.values()
        states = {
            outcome: state.code for machine in machines for outcome, state in machine.state_by_outcome.items()
        }
    return desk.preview(action, number, {}), asks, states


def _version(head: CaseView | OrderView, number: str) -> int | None:
    versions = {line.number: line.version for line in head.lines}
    return head.version if number == head.number else versions.get(number)
