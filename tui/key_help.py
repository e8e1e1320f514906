"""Every key of a screen in groups, for the help: the actions of the record in front, then the commands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.commands import Command
from tui.dialogs.help import Entry, Group
from tui.widgets.key_bar import Hint


def help_groups(commands: Sequence[Command], actions: Iterable[Hint]) -> list[Group]:
    """The groups in the order in which they were declared; keys that a command takes are no action's."""
    taken = {key for command in commands for key in command.keys}
    ours = [hint for hint in actions if hint.key and hint.key not in taken]
    bright = {hint.key for hint in ours if hint.open}
    shown = [Entry((hint.key,), hint.label) for hint in ours if hint.open]
    barred = [hint for hint in ours if not hint.open and hint.key not in bright]
    shown += [Entry((hint.key,), hint.label, open=False) for hint in barred]
    groups = [Group("Actions", tuple(shown))] if shown else []
    for name in dict.fromkeys(command.group for command in commands):
        entries = [Entry(_span(command), command.help) for command in commands if command.group == name]
        groups.append(Group(name, tuple(entries)))
    return groups


def _span(command: Command) -> tuple[str, ...]:
    return (f"{command.keys[0]} … {command.keys[-1]}",) if command.numbered else command.keys
