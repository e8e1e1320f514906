"""Making a custom status or a custom action type."""

from __future__ import annotations

from collections.abc import Sequence

from textual.screen import Screen

from models import COLOURS, Choice, Done, Field, Invalid, LabelView, Refused
from tui.bench import bench_of
from tui.dialogs.form_dialog import FormDialog
from tui.widgets.form import Form

HINTS = {
    "status": "A label beside Open, Paid, Shipped and Completed; it changes none of them.",
    "type": "A name of your own for one of the four types; it behaves like that one.",
}
NAME = Field("name", "Name", "text", required=True)
REST = (
    Field("description", "Description", "text", required=False),
    Field("color", "Colour", "colour", False, tuple(Choice(each, each) for each in COLOURS), default="grey"),
    Field("backend_id", "Backend id", "text", required=False),
)


async def new_label(screen: Screen[None], kind: str, types: Sequence[LabelView]) -> Done | None:
    """Ask what the new status or type is and make it; ``kind`` is ``status`` or ``type``."""
    work = bench_of(screen).work
    four = tuple(Choice(each.code, each.name) for each in types if not each.custom)
    behaves = Field("behaves_like", "Behaves like", "choice", required=True, choices=four)
    specs = (NAME, behaves, *REST) if kind == "type" else (NAME, *REST)

    async def send(form: Form, _: int | None) -> Done:
        fields = form.answers()
        try:
            return await work.call(lambda desk: desk.put(f"custom_{kind}", fields))
        except Refused as error:
            raise Invalid(" ".join(reason.message for reason in error.refusal.reasons)) from error

    return await screen.app.push_screen_wait(
        FormDialog(f"New {kind}", "", specs, send, go="Make it", hint=HINTS[kind])
    )
