"""``?`` — every key of the screen it was opened from, in groups."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.commands import sign
from tui.dialogs.dialog import Dialog
from tui.text import clean

KEY_WIDTH = 10
#: What a column leaves for the words; longer ones go on below, so that none is cut off.
WORDS_WIDTH = 26
#: Terminal widths from which there is room for that many columns.
THREE_FROM, TWO_FROM = 120, 74


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
        super().__init__("Keys", "of this screen; each can be rebound by its id; esc goes back")
        self._groups = tuple(groups)

    def compose_body(self) -> ComposeResult:
        """The groups beside and below each other."""
        width = self.app.size.width
        with VerticalScroll(classes="help"), Horizontal(classes="help--columns"):
            for column in columns(self._groups, 3 if width >= THREE_FROM else 2 if width >= TWO_FROM else 1):
                drawn = Content("\n\n").join([Content("\n").join(_drawn(group)) for group in column])
                yield Static(drawn, classes="help--column")


def columns(groups: Sequence[Group], count: int) -> list[list[Group]]:
    """The groups in their order in so many columns, the highest of which is as low as can be."""
    heights = [len(_drawn(group)) + 1 for group in groups]
    most = max(heights, default=0)
    while True:
        filled: list[list[Group]] = [[]]
        left = most
        for group, height in zip(groups, heights, strict=True):
            if height > left:
                filled.append([])
                left = most
            filled[-1].append(group)
            left -= height
        if len(filled) <= count:
            return filled
        most += 1


def _drawn(group: Group) -> list[Content]:
    """The heading, then each entry in as many rows as its words need."""
    lines = [Content.styled(clean(group.heading), "bold")]
    for entry in group.entries:
        keys = "  ".join(sign(clean(key)) for key in entry.keys)
        key_style, style = ("bold $accent", "") if entry.open else ("$key-barred", "$key-barred")
        said = [Content.styled(row, style) for row in wrap(clean(entry.help), WORDS_WIDTH) or [""]]
        if len(keys) >= KEY_WIDTH:
            # Keys of the agent's own may need the row for themselves.
            lines.append(Content.styled(keys, key_style))
            keys = ""
        for row in said:
            lines.append(Content.assemble((keys.ljust(KEY_WIDTH), key_style), row))
            keys = ""
    return lines
