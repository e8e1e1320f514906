"""The band at the bottom: the keys that work here and now; what is barred is dim."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from textual.content import Content
from textual.widget import Widget

from tui.commands import Command, sign
from tui.text import clean

GAP = "  "


class Hint(NamedTuple):
    """A key with its label; ``open`` is False where pressing it would only say why not."""

    key: str
    label: str
    open: bool = True
    operation: bool = False


def bar_hints(
    commands: Sequence[Command], actions: Sequence[Hint], barred_commands: Collection[str] = ()
) -> list[Hint]:
    """Open actions, barred ones, operations, then commands, the help last; a command's key is no action's.

    ``barred_commands`` are the ids of commands that would only say why not.
    """
    taken = {key for command in commands for key in command.keys}
    ours = [hint for hint in actions if hint.key and hint.key not in taken]
    fires = [hint for hint in ours if hint.open and not hint.operation]
    seen = {hint.key for hint in fires}
    barred: list[Hint] = []
    for hint in ours:
        if not hint.open and not hint.operation and hint.key not in seen:
            seen.add(hint.key)
            barred.append(hint)
    writes = [hint for hint in ours if hint.open and hint.operation]
    own = [
        Hint(command.keys[0], command.label, command.id not in barred_commands)
        for command in commands
        if command.bar
    ]
    return [*fires, *barred, *writes, *own]


class KeyBar(Widget):
    """Shows as many whole hints as fit; the last one (the help) always does."""

    def __init__(self) -> None:
        super().__init__()
        self._hints: tuple[Hint, ...] = ()

    def show(self, hints: Sequence[Hint]) -> None:
        """Draw these hints from now on, the most useful first."""
        if self._hints != tuple(hints):
            self._hints = tuple(hints)
            self.refresh()

    def render(self) -> Content:
        """The hints in one line."""
        if not self._hints:
            return Content()
        *hints, last = (hint_piece(hint) for hint in self._hints)
        room = self.content_size.width - last.cell_length
        shown: list[Content] = []
        for piece in hints:
            room -= piece.cell_length + len(GAP)
            if room < 0:
                break
            shown.append(piece)
        return Content(GAP).join([*shown, last])


def hint_piece(hint: Hint) -> Content:
    """A key and what it does; dim where pressing it would only say why not."""
    key, label = sign(clean(hint.key)), clean(hint.label)
    if hint.open:
        return Content.assemble((key, "bold $accent"), " ", label)
    return Content.styled(f"{key} {label}", "$key-barred")
