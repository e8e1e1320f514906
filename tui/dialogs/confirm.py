"""A question before something that can't be taken back; the safe answer has the focus."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.dialogs.dialog import Dialog
from tui.text import clean
from tui.widgets.answer_bar import AnswerBar


class Confirm(Dialog[bool]):
    """Gives True where the agent said yes."""

    def __init__(self, title: str, about: str, question: str) -> None:
        super().__init__(title, about)
        self._question = question
        self._answers = AnswerBar(title, "leave it", asking=True)

    def compose_body(self) -> ComposeResult:
        """The question and its two answers."""
        yield Static(Content(clean(self._question)), classes="dialog--question")
        yield self._answers

    def on_mount(self) -> None:
        """The safe answer has the focus."""
        self._answers.focus()

    def on_answer_bar_answered(self, event: AnswerBar.Answered) -> None:
        """Hand the answer back."""
        self.dismiss(True if event.go else None)
