"""The line above the keys: what the list holds, or the sentence that was just said."""

from __future__ import annotations

from textual.content import Content

from tui.text import clean
from tui.widgets.sides import Sides


class StatusLine(Sides):
    """Shows a screen's own status until something is said, and that until the next key."""

    def __init__(self) -> None:
        super().__init__()
        self._status = (Content(), Content())
        self.speaking = False

    def status(self, left: Content, right: Content) -> None:
        """What stands here while nothing is said."""
        self._status = (left, right)
        if not self.speaking:
            self.show(left, right)

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """Say a sentence in place of the status."""
        self.speaking = True
        said = clean(sentence).replace("\n", " ")
        self.show(
            Content.styled(f"× {said}", "$badge-red") if bad else Content.styled(said, "$foreground"),
            Content(),
        )

    def hush(self) -> None:
        """Show the status again."""
        if self.speaking:
            self.speaking = False
            self.show(*self._status)
