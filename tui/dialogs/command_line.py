"""``:`` — a line at the bottom that takes a record's number, or the name of a view, command or action."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Key
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from tui.choices import Choice
from tui.text import clean


class CommandLine(ModalScreen[str | None]):
    """Gives what was typed, or None where the agent left; ``→`` takes what is suggested."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave", show=False)]

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._early = 0
        names = [clean(choice.label) for choice in choices]
        self._line = Input(
            placeholder="a record's number, or a view, command or action by name",
            suggester=SuggestFromList(names, case_sensitive=False),
            compact=True,
            select_on_focus=False,
        )

    def compose(self) -> ComposeResult:
        """The colon and the line."""
        with Horizontal(id="command-line"):
            yield Static(":", id="command-line--colon")
            yield self._line

    def on_key(self, event: Key) -> None:
        """Take what was typed before the line was there to be typed in."""
        if event.key == "enter":
            self.dismiss(self._line.value)
        elif event.character and event.is_printable:
            # What the line itself has taken meanwhile was typed later.
            self._line.insert(event.character, self._early)
            self._line.action_end()
            self._early += 1

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand over what was typed."""
        self.dismiss(event.value)

    def action_leave(self) -> None:
        """Leave; nothing happens."""
        self.dismiss(None)
