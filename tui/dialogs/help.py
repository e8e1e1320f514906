"""``?`` — every key of the screen it was opened from, in groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import ItemGrid, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.commands import sign
from tui.dialogs.dialog import Dialog
from tui.text import clean

KEY_WIDTH = 11


class Entry(NamedTuple):
    """Keys and what they do; ``open`` is False for an action that is barred just now."""

    keys: tuple[str, ...]
    help: str
    open: bool = True


class Group(NamedTuple):
    """Entries under a heading."""

    heading: str
    entries: tuple[Entry, ...]


class HelpDialog(Dialog[None]):
    """Lists keys; any of the keys that leave a dialog leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark,q,enter", "leave", "Back", show=False)]

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__("Keys", "of this screen; every one can be rebound by its id")
        self._groups = tuple(groups)

    def compose_body(self) -> ComposeResult:
        """The groups beside and below each other."""
        with VerticalScroll(classes="help"), ItemGrid(min_column_width=38, regular=False):
            for group in self._groups:
                yield Static(_drawn(group), classes="help--group")
        yield Static(Content.assemble(("esc", "bold $accent"), " back"), classes="help--foot")


def _drawn(group: Group) -> Content:
    lines = [Content.styled(clean(group.heading), "bold")]
    for entry in group.entries:
        keys = "  ".join(sign(clean(key)) for key in entry.keys)
        said = clean(entry.help)
        if entry.open:
            lines.append(Content.assemble((keys.ljust(KEY_WIDTH), "bold $accent"), said))
        else:
            lines.append(Content.styled(f"{keys.ljust(KEY_WIDTH)}{said}", "$key-barred"))
    return Content("\n").join(lines)
