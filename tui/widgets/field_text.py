"""A field of one line: a text, a number, an amount or a day."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input

from tui.text import printable
from tui.widgets.field import FieldSpec, FormField

HINTS = {
    "quantity": "a whole number",
    "pieces": "a whole number",
    "amount": "an amount like 12.50",
    "date": "a day like 2026-03-31",
}
DIGITS, SIGNED, AMOUNT = r"[0-9]*", r"-?[0-9]*", r"-?[0-9]*(?:[.,][0-9]*)?"


def restriction(spec: FieldSpec) -> str | None:
    """What may be typed in a field, as a pattern; a quantity is negative only where the label says so."""
    if spec.kind == "amount":
        return AMOUNT
    if spec.kind == "quantity" and "negative" in spec.label.casefold():
        return SIGNED
    return DIGITS if spec.kind in ("quantity", "pieces") else None


class TextField(FormField):
    """One line to type in; where a number is wanted, nothing else can be typed."""

    def __init__(self, spec: FieldSpec, value: str | None = None) -> None:
        super().__init__(spec, value)
        self._input = Input(
            printable(self.initial),
            placeholder=HINTS.get(spec.kind, ""),
            type="text",
            restrict=restriction(spec),
            compact=True,
            # A number that was proposed gives way to the one that is typed; what is held is typed on to.
            select_on_focus=value is None and restriction(spec) is not None,
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
        """What was filled in; an amount with a point, whichever sign was typed."""
        typed = self._input.value
        return typed.replace(",", ".") if self.spec.kind == "amount" else typed

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the form."""
        event.stop()
        self.post_message(self.Changed(self))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Tell the form that this field is through."""
        event.stop()
        self.post_message(self.Finished(self))
