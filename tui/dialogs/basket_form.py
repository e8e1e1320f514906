"""Opening a basket, and changing the facts of an order."""

from __future__ import annotations

from textual.screen import Screen

from models import Done, OrderView
from tui.bench import bench_of
from tui.dialogs.form_dialog import FormDialog
from tui.dialogs.held import held_values
from tui.dialogs.newborn import may_make
from tui.dialogs.record_form import edit_record
from tui.messages import Said
from tui.widgets.form import Form


async def new_basket(screen: Screen[None]) -> Done | None:
    """Ask where the basket is made and whose it is, and make it; None where the agent left."""
    if not await may_make(screen, "order"):
        return None
    work = bench_of(screen).work
    fields = await work.call(lambda desk: desk.till.form("basket"))
    if not any(field.name == "ou" and field.choices for field in fields):
        sentence = (
            "A basket is made in a shop, and this desk has none yet; tab goes to the units, + makes one."
        )
        screen.post_message(Said(sentence, bad=True))
        return None

    async def send(form: Form, _: int | None) -> Done:
        return await work.call(lambda desk: desk.till.new_basket(form.answers()))

    done = await screen.app.push_screen_wait(FormDialog("New basket", "", fields, send, go="Open the basket"))
    if done is not None:
        screen.post_message(Said(f"{done.record} is open."))
    return done


async def edit_order(screen: Screen[None], order: OrderView, label: str, version: int | None) -> Done | None:
    """Change the facts of an order or basket."""
    fields = await bench_of(screen).work.call(lambda desk: desk.till.form("order", order.number))
    seen = order.version if version is None else version
    return await edit_record(screen, order.number, label, fields, held_values(order, fields), seen)
