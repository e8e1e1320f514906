"""A field that takes a colour: each choice is drawn in its own."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content

from models import Choice
from tui.text import clean
from tui.widgets.field_choice import ChoiceField, ChoicePicker


class ColourPicker(ChoicePicker):
    """The chosen colour is marked, and so are the others, each with what it looks like."""

    def piece(self, key: str, choice: Choice) -> Content:
        """One colour."""
        chosen = choice.value == self.chosen
        label = Content.styled(
            f"■ {clean(choice.label)}", f"{'bold ' if chosen else ''}$badge-{choice.value}"
        )
        return Content.assemble(("●" if chosen else clean(key), "$badge-accent"), " ", label)


class ColourField(ChoiceField):
    """One of the colours that a label can have."""

    PICKER: ClassVar[type[ChoicePicker]] = ColourPicker
