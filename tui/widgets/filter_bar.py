"""The line in which the filter is typed; what it finds shows at every key."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from tui.messages import FilterTyped
from tui.text import printable


class FilterBar(Input):
    """Out of sight until it is opened; ``enter`` or ``down`` keeps the filter, ``esc`` clears it."""

    def __init__(self) -> None:
        super().__init__(placeholder="words and field:value, as in lamp state:new priority:1", compact=True)
        self.display = False

    def open(self, query: str, *, mend: bool = False) -> None:
        """Come into sight with the filter as it is: to be typed over, or to be mended from its end."""
        self.display = True
        self.select_on_focus = not mend
        with self.prevent(Input.Changed):
            self.value = printable(query)
        self.cursor_position = len(self.value)
        self.focus()

    def close(self, query: str) -> None:
        """Go out of sight and say what the filter is now."""
        self.display = False
        self.post_message(FilterTyped(query, done=True))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Hand the filter on while it is typed."""
        event.stop()
        if self.display:
            self.post_message(FilterTyped(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the filter."""
        event.stop()
        self.close(self.value)

    def on_key(self, event: events.Key) -> None:
        """Leave the line: with the filter, or without."""
        if event.key in ("escape", "down"):
            event.stop()
            event.prevent_default()
            self.close("" if event.key == "escape" else self.value)
