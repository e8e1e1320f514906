"""Reading what doesn't fit beside other things: a long text, or all facts of a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from models import LineView
from tui.badges import Badges, badge_content
from tui.dialogs.dialog import Dialog
from tui.text import content
from tui.widgets.facts import fact

#: The facts of a line in the order in which they are read.
LINE_FACTS = (
    "about", "request_reason", "ordered_quantity", "requested_quantity", "approved_quantity",
    "expected_date", "requested_date", "approved_date", "current_location", "requested_location",
    "approved_location", "assigned_to", "resolution_code", "close_notes",
)  # fmt: skip
CODES = ("request_reason", "resolution_code")


class Reading(Dialog[None]):
    """Shows a text to scroll in; ``esc`` or ``enter`` closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q", "leave", "Close", show=False),
        Binding("j", "down", "Down", show=False),
        Binding("k", "up", "Up", show=False),
    ]

    def __init__(self, title: str, about: str, text: Content) -> None:
        super().__init__(title, about)
        self._text = text
        self._scroll = VerticalScroll(Static(text), classes="reading")

    def compose_body(self) -> ComposeResult:
        """The text and the way out."""
        yield self._scroll
        yield Static(Content.assemble(("esc", "bold $accent"), " back"), classes="help--foot")

    def on_mount(self) -> None:
        """Arrows and page keys scroll."""
        self._scroll.focus()

    def action_down(self) -> None:
        """One row on."""
        self._scroll.scroll_down(animate=False)

    def action_up(self) -> None:
        """One row back."""
        self._scroll.scroll_up(animate=False)


def line_facts(line: LineView, badges: Badges) -> Content:
    """All that a line holds, a fact in a row; what is empty is left out."""
    return Content("\n").join(_facts(line, badges))


def _facts(line: LineView, badges: Badges) -> Iterable[Content]:
    yield fact("State", badge_content(badges[line.state]))
    held = line._asdict()
    for name in LINE_FACTS:
        if held[name] not in (None, ""):
            said = str(held[name])
            shown = content(said.replace("_", " ").capitalize() if name in CODES else said)
            if name == "about" and not line.found:
                shown = Content.assemble(shown, (" not found", "$badge-dim"))
            yield fact(name.replace("_", " ").capitalize(), shown)
