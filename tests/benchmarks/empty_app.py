"""The least that Textual can show: what every console written with it pays at the start."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

MARK = "nothing but this"


class EmptyApp(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static(MARK)


if __name__ == "__main__":
    EmptyApp().run()
