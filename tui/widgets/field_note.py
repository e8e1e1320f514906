"""A field of many lines that grows with what is typed."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.message import Message
from textual.widgets import TextArea

from tui.text import printable
from tui.widgets.field import FieldSpec, FormField


class NoteArea(TextArea):
    """A text area where ``enter`` goes on, as in a field of one line, and ``ctrl+j`` makes a new line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+enter,ctrl+j", "new_line", "New line", show=False)
    ]

    class Left(Message):
        """``enter`` was pressed: the note is through."""

    def action_new_line(self) -> None:
        """Begin a new line."""
        self.insert("\n")

    async def _on_key(self, event: Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Left())
            return
        await super()._on_key(event)


class NoteField(FormField):
    """Lines to type in."""

    def __init__(self, spec: FieldSpec, value: str | None = None) -> None:
        super().__init__(spec, value)
        self._area = NoteArea(
            printable(self.initial, lines=True),
            compact=True,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
            placeholder="ctrl+j makes a new line",
        )

    def compose_editor(self) -> ComposeResult:
        """The area to fill in."""
        yield self._area

    @property
    def editor(self) -> TextArea:
        """What takes the focus."""
        return self._area

    @property
    def value(self) -> str:
        """What was filled in."""
        return self._area.text

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell the form."""
        event.stop()
        self.post_message(self.Changed(self))

    def on_note_area_left(self, event: NoteArea.Left) -> None:
        """Tell the form that this field is through."""
        event.stop()
        self.post_message(self.Finished(self))
