"""Ending a recount with what was counted."""

from __future__ import annotations

from textual.screen import Screen

from models import Done, Field, RecountView
from tui.bench import bench_of
from tui.dialogs.form_dialog import FormDialog
from tui.text import clean
from tui.widgets.form import Form

COUNTED = Field("counted", "Pieces counted", "text", required=True)


async def count_again(screen: Screen[None], task: RecountView) -> Done | None:
    """Ask for the number and make it the stock to sell; None where the agent left."""
    work = bench_of(screen).work

    async def send(form: Form, _: int | None) -> Done:
        counted = form.chosen("counted").strip()
        return await work.call(lambda desk: desk.till.count_again(task.number, counted))

    hint = clean(f"{task.product_name} in {task.unit_name}. What you count becomes the stock to sell there.")
    return await screen.app.push_screen_wait(
        FormDialog("Count", task.number, (COUNTED,), send, go="End the recount", hint=hint)
    )
