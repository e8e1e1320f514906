"""One field of a form: a label, a place to type or choose, and the value it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from models import Choice
from tui.text import clean


class FieldSpec(Protocol):
    """What a form must know of a field; the desk's `Ask` and `Field` both say it."""

    @property
    def name(self) -> str:
        """The persisted name."""

    @property
    def label(self) -> str:
        """What people read."""

    @property
    def kind(self) -> str:
        """What can be filled in."""

    @property
    def required(self) -> bool:
        """Whether it must be filled in."""

    @property
    def choices(self) -> Sequence[Choice]:
        """The values it takes, where they are few."""

    @property
    def default(self) -> str:
        """The value it begins with."""


class FormField(Horizontal):
    """The row of one field; a subclass brings the editor and says what its value is."""

    class Changed(Message):
        """The field has another value now."""

        def __init__(self, field: FormField) -> None:
            self.field = field
            super().__init__()

    class Finished(Message):
        """``enter`` was pressed in the field: on to the next one, or off with the form."""

        def __init__(self, field: FormField) -> None:
            self.field = field
            super().__init__()

    def __init__(self, spec: FieldSpec, value: str | None = None) -> None:
        super().__init__(id=f"field-{spec.name}", classes="form-field")
        self.spec = spec
        self.initial = spec.default if value is None else value

    def compose(self) -> ComposeResult:
        """The label and the editor."""
        mark = ("*", "$badge-accent") if self.spec.required else ""
        yield Static(Content.assemble(clean(self.spec.label), mark), classes="form-field--label")
        yield from self.compose_editor()

    def compose_editor(self) -> ComposeResult:
        """The part of the row that is typed or chosen in."""
        raise NotImplementedError

    @property
    def editor(self) -> Widget:
        """The widget that takes the focus."""
        raise NotImplementedError

    @property
    def value(self) -> str:
        """The value as the desk takes it; empty where there is none."""
        raise NotImplementedError

    @property
    def answer(self) -> object:
        """The value in the desk's own type; most take it as it was typed."""
        return self.value
