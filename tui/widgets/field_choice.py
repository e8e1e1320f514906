"""A field that takes one of a few values, each under a key of its own."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from models import Choice
from tui.text import clean
from tui.widgets.field import FieldSpec, FormField
from tui.widgets.flow import flow

GAP = 2
#: How many rows the choices take at most; those about the chosen one are shown.
ROWS = 6
#: What stands before the chosen one.
CHOSEN = "●"
#: What stands where a choice has no key.
BEYOND = "·"


def choice_keys(choices: Sequence[Choice]) -> tuple[str, ...]:
    """A key for each choice: its own where all have one, its value where all are single signs, else a count.

    The count goes from ``1`` to ``9`` and ``a`` to ``z``; choices beyond have none and are reached by arrows.
    """
    if all(choice.key for choice in choices):
        return tuple(choice.key for choice in choices)
    if all(len(choice.value) == 1 for choice in choices):
        return tuple(choice.value for choice in choices)
    counted = tuple("123456789" + ascii_lowercase)[: len(choices)]
    return counted + ("",) * (len(choices) - len(counted))


class ChoicePicker(Widget, can_focus=True):
    """The choices, the chosen one marked ``●``; its key or an arrow chooses, ``backspace`` clears."""

    chosen: reactive[str] = reactive("", layout=True)

    class Picked(Message):
        """Another choice, or none."""

    class Left(Message):
        """``enter`` was pressed: the choice is made."""

    def __init__(self, choices: Sequence[Choice], chosen: str = "", *, required: bool = False) -> None:
        super().__init__()
        self._choices = tuple(choices)
        self._keys = choice_keys(choices)
        self._required = required
        self.set_reactive(ChoicePicker.chosen, chosen)

    def on_key(self, event: Key) -> None:
        """Choose, clear, or go on."""
        if event.key == "enter":
            self.post_message(self.Left())
        elif event.key in ("right", "left"):
            self._step(1 if event.key == "right" else -1)
        elif event.key in ("backspace", "delete") and not self._required:
            self._pick("")
        elif event.character and event.character in self._keys:
            self._pick(self._choices[self._keys.index(event.character)].value)
        else:
            return
        event.stop()
        event.prevent_default()

    def render(self) -> Content:
        """The choices in as many rows as they need."""
        return Content("\n").join(self._rows(self.content_size.width or 60))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the choices need."""
        return len(self._rows(width))

    def _step(self, by: int) -> None:
        values = [choice.value for choice in self._choices]
        at = values.index(self.chosen) + by if self.chosen in values else (0 if by > 0 else -1)
        self._pick(values[at % len(values)])

    def _pick(self, value: str) -> None:
        if value != self.chosen:
            self.chosen = value
            self.post_message(self.Picked())

    def _rows(self, width: int) -> list[Content]:
        pieces = [self.piece(key, choice) for key, choice in zip(self._keys, self._choices, strict=True)]
        rows = flow(pieces, width, GAP) or [Content("")]
        if len(rows) <= ROWS:
            return rows
        chosen = next((at for at, row in enumerate(rows) if CHOSEN in row.plain), 0)
        first = min(max(0, chosen - ROWS // 2), len(rows) - ROWS + 1)
        more = f"{len(self._choices)} in all; arrows go through them"
        return [*rows[first : first + ROWS - 1], Content.styled(more, "$badge-dim")]

    def piece(self, key: str, choice: Choice) -> Content:
        """One choice: the chosen one marked, the others with their keys."""
        if not key:
            key = BEYOND
        # A label may begin with the very key: it is said once.
        label = clean(choice.label).removeprefix(f"{key} ")
        if choice.value == self.chosen:
            return Content.styled(f"{CHOSEN} {label}", "bold")
        return Content.assemble((clean(key), "$badge-accent"), (f" {label}", "$badge-grey"))


class ChoiceField(FormField):
    """One of a few values."""

    PICKER: ClassVar[type[ChoicePicker]] = ChoicePicker

    def __init__(self, spec: FieldSpec, value: str | None = None) -> None:
        super().__init__(spec, value)
        self._picker = self.PICKER(spec.choices, self.initial, required=spec.required)

    def compose_editor(self) -> ComposeResult:
        """The choices."""
        yield self._picker

    @property
    def editor(self) -> ChoicePicker:
        """What takes the focus."""
        return self._picker

    @property
    def value(self) -> str:
        """What was filled in."""
        return self._picker.chosen

    def on_choice_picker_picked(self, event: ChoicePicker.Picked) -> None:
        """Tell the form."""
        event.stop()
        self.post_message(self.Changed(self))

    def on_choice_picker_left(self, event: ChoicePicker.Left) -> None:
        """Tell the form that this field is through."""
        event.stop()
        self.post_message(self.Finished(self))
