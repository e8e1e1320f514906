"""Adding a line to a case, and changing one."""

from __future__ import annotations

from textual.screen import Screen

from models import CaseView, Done
from tui.bench import bench_of
from tui.dialogs.form_dialog import FormDialog
from tui.dialogs.held import held_values
from tui.widgets.form import Form


async def add_line(screen: Screen[None], case: CaseView, label: str, version: int | None) -> Done | None:
    """Ask what the new line is about and add it to the case."""
    work = bench_of(screen).work
    fields = await work.call(lambda desk: desk.form("line"))

    async def send(form: Form, seen: int | None) -> Done:
        return await work.call(lambda desk: desk.add_line(case.number, form.answers(), version=seen))

    return await screen.app.push_screen_wait(
        FormDialog(
            label,
            case.number,
            fields,
            send,
            version=case.version if version is None else version,
            go=label,
        )
    )


async def edit_line(screen: Screen[None], number: str, label: str, version: int | None) -> Done | None:
    """Change a line; only what the agent changed is sent."""
    work = bench_of(screen).work
    line, fields = await work.call(lambda desk: (desk.line(number), desk.form("line")))

    async def send(form: Form, seen: int | None) -> Done | None:
        edits = form.edits()
        if not edits:
            return None
        return await work.call(lambda desk: desk.set_fields(number, edits, version=seen))

    return await screen.app.push_screen_wait(
        FormDialog(
            label,
            number,
            fields,
            send,
            version=line.version if version is None else version,
            values=held_values(line, fields),
        )
    )
