"""A new case about an order, with the lines of it that the customer complains about."""

from __future__ import annotations

from textual.screen import Screen

from models import Ask, Choice, Done, OrderLineView, OrderView
from tui.bench import bench_of
from tui.dialogs.form_dialog import FormDialog
from tui.dialogs.newborn import may_make
from tui.messages import Said
from tui.widgets.field_pieces import said
from tui.widgets.form import Form

LINES = "lines"
HINT = "Each line with pieces becomes a line of the case."


async def new_case_about(screen: Screen[None], order: OrderView, line: OrderLineView | None) -> Done | None:
    """Ask for the case's facts and for pieces of the order's lines, and make it; None where the agent left.

    ``line`` is the one in focus, which is chosen already.
    """
    if not await may_make(screen, "case"):
        return None
    work = bench_of(screen).work
    fields = await work.call(lambda desk: desk.form("case"))
    choices = tuple(
        Choice(each.number, each.description or each.product, suggests=str(abs(each.quantity)))
        for each in order.lines
    )
    asked = Ask(LINES, "Lines it is about", "quantities", required=False, choices=choices)
    sold = {each.number: abs(each.quantity) for each in order.lines}

    async def send(form: Form, _: int | None) -> Done:
        answers = form.answers()
        chosen = answers.pop(LINES, {})
        pieces = chosen if isinstance(chosen, dict) else {}
        lines = [
            {"about": number, "ordered_quantity": sold[number], "requested_quantity": wanted}
            for number, wanted in pieces.items()
        ]
        return await work.call(lambda desk: desk.new_case(answers, lines))

    done = await screen.app.push_screen_wait(
        FormDialog(
            "New case",
            f"about {order.number}",
            [*fields, asked],
            send,
            go="Save as Draft",
            values={
                "order": order.number,
                "account": order.customer_name,
                LINES: said({line.number: abs(line.quantity)} if line else {}),
            },
            hint=HINT,
        )
    )
    if done is not None:
        screen.post_message(Said(f"{done.record} is written about {order.number}."))
    return done
