"""The sentence in the bottom band: over the status line, as tall as it has to be, until the next key."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from tui.text import clean


class Saying(Widget):
    """Out of sight while there is nothing to say; nothing else moves for it."""

    def __init__(self) -> None:
        super().__init__()
        self.display = False
        self._sentence = Content()
        self._bad = False

    @property
    def bad(self) -> bool:
        """Whether it says now what went wrong."""
        return self._bad and self.display

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """Say a sentence; one that says what went wrong bears a mark and a colour."""
        said = clean(sentence)
        self._sentence = Content.assemble(("× ", "$badge-red"), said) if bad else Content(said)
        self._bad = bad
        self.display = True
        self.refresh(layout=True)

    def hush(self) -> None:
        """Go out of sight."""
        if self.display:
            self.display = False

    def render(self) -> Content:
        """The sentence, on as many lines as it takes."""
        return self._sentence
