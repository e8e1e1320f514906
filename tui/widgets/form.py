"""A form: fields under each other, required ones on top, and what was typed in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message

from tui.widgets.field import FieldSpec, FormField
from tui.widgets.field_choice import ChoiceField
from tui.widgets.field_colour import ColourField
from tui.widgets.field_note import NoteField
from tui.widgets.field_pieces import PiecesField
from tui.widgets.field_search import SearchField
from tui.widgets.field_text import TextField


def field_for(spec: FieldSpec, value: str | None = None) -> FormField:
    """The field for a kind: pieces of lines, colours, customers, choices, texts, or one line for all else."""
    if spec.kind == "quantities":
        return PiecesField(spec, value)
    if spec.kind == "colour":
        return ColourField(spec, value)
    if spec.kind == "customer":
        return SearchField(spec, value)
    if spec.choices:
        return ChoiceField(spec, value)
    if spec.kind == "note":
        return NoteField(spec, value)
    return TextField(spec, value)


class Form(VerticalScroll, can_focus=False):
    """Shows one field for each spec and hands out their values.

    ``enter`` goes from field to field and sends from the last one; a ``brisk`` form is sent from
    any field, once nothing required is missing. ``only_with`` are fields that are shown while another one
    has a value: what stands in them meanwhile stays, and is no answer.
    """

    class Changed(Message):
        """Some field has another value; ``name`` says which."""

        def __init__(self, name: str) -> None:
            self.name = name
            super().__init__()

    class Sent(Message):
        """``enter`` was pressed where it sends."""

    def __init__(
        self,
        specs: Sequence[FieldSpec],
        values: Mapping[str, str] | None = None,
        *,
        brisk: bool = False,
        only_with: Mapping[str, tuple[str, str]] = MappingProxyType({}),
    ) -> None:
        super().__init__(classes="form")
        self._brisk = brisk
        self._only_with = only_with
        held = values or {}
        ordered = sorted(specs, key=lambda spec: not spec.required)
        self._fields = [field_for(spec, held.get(spec.name)) for spec in ordered]
        self._shown: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """The fields, required ones first."""
        yield from self._fields

    def on_mount(self) -> None:
        """Remember what was there before anybody typed."""
        self._shown = self.values()
        self._show_needed()

    async def fill(self, held: Mapping[str, str]) -> None:
        """Show these values in place of those that are there; what was there at first is still known."""
        self._fields = [field_for(each.spec, held.get(each.spec.name, each.value)) for each in self._fields]
        await self.remove_children()
        await self.mount(*self._fields)
        self._show_needed()
        self.focus_first()

    def _show_needed(self) -> None:
        values = self.values()
        for field in self._fields:
            other, value = self._only_with.get(field.spec.name, ("", ""))
            field.display = not other or values.get(other) == value

    @property
    def shown(self) -> Mapping[str, str]:
        """What was there before anybody typed."""
        return self._shown

    def values(self) -> dict[str, str]:
        """Every field's value by its name, as text."""
        return {field.spec.name: field.value for field in self._fields}

    def answers(self) -> dict[str, object]:
        """The answers of the fields that are not empty, each in the type that the desk takes."""
        return {
            field.spec.name: field.answer for field in self._fields if field.value.strip() and field.display
        }

    def edits(self) -> dict[str, object]:
        """The answers that differ from those the form was opened with, emptied ones included."""
        shown = self._shown
        return {
            field.spec.name: field.answer
            for field in self._fields
            if field.value != shown.get(field.spec.name, "")
        }

    def labels(self) -> dict[str, str]:
        """What each field is called, by its name."""
        return {field.spec.name: field.spec.label for field in self._fields}

    def chosen(self, name: str) -> str:
        """The value of one field; empty where the form has none of this name."""
        return self.values().get(name, "")

    def focus_first(self) -> bool:
        """Focus the first field; False where there is none."""
        if not self._fields:
            return False
        self._fields[0].editor.focus()
        return True

    def undecided(self) -> SearchField | None:
        """The first field with words of the agent's that may mean one customer or another."""
        searched = (field for field in self._fields if isinstance(field, SearchField))
        changed = (field for field in searched if field.value != self._shown.get(field.spec.name))
        return next((field for field in changed if field.undecided), None)

    def missing(self) -> FormField | None:
        """The first required field that is empty."""
        empty = (field for field in self._fields if field.spec.required and not field.value.strip())
        return next(empty, None)

    def focus_missing(self) -> bool:
        """Focus the first required field that is empty; False where there is none."""
        field = self.missing()
        if field is not None:
            field.editor.focus()
        return field is not None

    def on_form_field_changed(self, event: FormField.Changed) -> None:
        """Tell who holds the form."""
        event.stop()
        self._show_needed()
        self.post_message(self.Changed(event.field.spec.name))

    def on_form_field_finished(self, event: FormField.Finished) -> None:
        """Go on to the next field, or off with the form."""
        event.stop()
        if self._brisk:
            if not self.focus_missing():
                self.post_message(self.Sent())
            return
        at = self._fields.index(event.field)
        if further := [field for field in self._fields[at + 1 :] if field.display]:
            further[0].editor.focus()
        else:
            self.post_message(self.Sent())
