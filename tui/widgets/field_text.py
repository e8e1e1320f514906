"""A field of one line: a text, a whole number or a day."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input

from tui.text import printable
from tui.widgets.field import FieldSpec, FormField

HINTS = {"quantity": "a whole number", "date": "a day like 2026-03-31"}


class TextField(FormField):
    """One line to type in; a quantity takes digits only."""

    def __init__(self, spec: FieldSpec, value: str | None = None) -> None:
        super().__init__(spec, value)
        self._input = Input(
            printable(self.initial),
            placeholder=HINTS.get(spec.kind, ""),
            type="text",
            restrict=r"[0-9]*" if spec.kind == "quantity" else None,
            compact=True,
            select_on_focus=False,
        )

    def compose_editor(self) -> ComposeResult:
        """The line to fill in."""
        yield self._input

    @property
    def editor(self) -> Input:
        """What takes the focus."""
        return self._input

    @property
    def value(self) -> str:
        """What was filled in."""
        return self._input.value

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the form."""
        event.stop()
        self.post_message(self.Changed(self))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Tell the form that this field is through."""
        event.stop()
        self.post_message(self.Finished(self))
