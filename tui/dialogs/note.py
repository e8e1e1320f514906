"""Writing a work note, which stays inside, or a comment, which the customer sees."""

from __future__ import annotations

from textual.screen import Screen

from models import Done, Field
from tui.bench import bench_of
from tui.dialogs.form_dialog import FormDialog
from tui.widgets.form import Form

WHO_READS = {"comment": "The customer sees it.", "work_note": "It stays inside; the customer doesn't see it."}


async def write_note(screen: Screen[None], number: str, label: str, kind: str) -> Done | None:
    """Ask for the text and keep it; ``kind`` is ``work_note`` or ``comment``."""
    work = bench_of(screen).work

    async def send(form: Form, _: int | None) -> Done:
        return await work.call(lambda desk: desk.note(number, form.chosen("text"), kind=kind))

    field = Field("text", "Text", "note", True, (), "")
    return await screen.app.push_screen_wait(FormDialog(label, number, (field,), send, hint=WHO_READS[kind]))
