"""Writing a new case, and changing the facts of one."""

from __future__ import annotations

from textual.screen import Screen

from models import CaseView, Done
from tui.bench import bench_of
from tui.dialogs.form_dialog import FormDialog
from tui.dialogs.held import held_values
from tui.dialogs.newborn import may_make
from tui.dialogs.record_form import edit_record
from tui.messages import Said
from tui.widgets.form import Form


async def new_case(screen: Screen[None]) -> Done | None:
    """Ask for a new case's facts and make it; None where the agent left."""
    if not await may_make(screen, "case"):
        return None
    work = bench_of(screen).work
    fields = await work.call(lambda desk: desk.form("case"))

    async def send(form: Form, _: int | None) -> Done:
        return await work.call(lambda desk: desk.new_case(form.answers()))

    done = await screen.app.push_screen_wait(FormDialog("New case", "", fields, send, go="Save as Draft"))
    if done is not None:
        screen.post_message(Said(f"{done.record} is written."))
    return done


async def edit_case(screen: Screen[None], case: CaseView, label: str, version: int | None) -> Done | None:
    """Change the facts of a case."""
    fields = await bench_of(screen).work.call(lambda desk: desk.form("case"))
    seen = case.version if version is None else version
    return await edit_record(screen, case.number, label, fields, held_values(case, fields), seen)
