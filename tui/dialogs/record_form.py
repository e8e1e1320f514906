"""What the forms of all records share: what was changed is set, and a line is added to its record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.screen import Screen

from models import Done, Field
from tui.bench import bench_of
from tui.dialogs.form_dialog import FormDialog
from tui.widgets.form import Form


async def edit_record(
    screen: Screen[None],
    number: str,
    label: str,
    fields: Sequence[Field],
    held: Mapping[str, str],
    version: int,
) -> Done | None:
    """Change the fields of a record; only what the agent changed is sent."""
    work = bench_of(screen).work

    async def send(form: Form, seen: int | None) -> Done | None:
        edits = form.edits()
        if not edits:
            return None
        return await work.call(lambda desk: desk.set_fields(number, edits, version=seen))

    return await screen.app.push_screen_wait(
        FormDialog(label, number, fields, send, version=version, values=held)
    )


async def add_to_record(
    screen: Screen[None],
    number: str,
    label: str,
    fields: Sequence[Field],
    version: int,
    *,
    about: str = "",
    given: Mapping[str, object] | None = None,
    hint: str = "",
) -> Done | None:
    """Add a line to a record; where something is ``given`` of it already, ``enter`` sends from any field."""
    work = bench_of(screen).work

    async def send(form: Form, seen: int | None) -> Done:
        answers = {**(given or {}), **form.answers()}
        return await work.call(lambda desk: desk.add_line(number, answers, version=seen))

    return await screen.app.push_screen_wait(
        FormDialog(
            label, about or number, fields, send, version=version, go=label, hint=hint, brisk=bool(given)
        )
    )
