"""Every command that is no action of a rule row, declared once.

The key bar, the help, the command palette, the command line and the README's key table are
views of these declarations; the user's keymap rebinds them by id. A screen carries a command
out in its method ``action_<id with _ for .>``, so ``list.open`` runs ``action_list_open``.
Keys are written as people read them: ``?`` ``+`` ``G``, names for those without a sign
(``enter``, ``escape``, ``pageup``, ``ctrl+p``), and two with a space for one after the other (``g g``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

#: The screens by their names; a place's screen is called like the place.
CASES, ORDERS, UNITS, LABELS, RECOUNTS = "cases", "orders", "units", "labels", "recounts"
CASE, ORDER = "case", "order"
LISTS = (CASES, ORDERS)
RECORDS = (CASE, ORDER)
BOTH = (*LISTS, *RECORDS)
PLACES = (*LISTS, UNITS, LABELS, RECOUNTS)


class Command(NamedTuple):
    """One command: ``screens`` says where it works (none: everywhere), ``bar`` puts it into the key bar."""

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    screens: tuple[str, ...] = ()
    bar: bool = False

    @property
    def method(self) -> str:
        """The name of the screen's method that carries it out."""
        return "action_" + self.id.replace(".", "_")

    @property
    def moves(self) -> bool:
        """Whether it moves the cursor of a list, which the list itself carries out."""
        return self.id.startswith("move.")

    @property
    def numbered(self) -> bool:
        """Whether its keys are numbers that it wants to be told."""
        return self.keys == VIEW_KEYS


VIEW_KEYS = tuple(str(number) for number in range(1, 10))

COMMANDS: tuple[Command, ...] = (
    Command("move.up", ("up", "k"), "Up", "One row up", "Move"),
    Command("move.down", ("down", "j"), "Down", "One row down", "Move"),
    Command("move.page_up", ("pageup",), "Page up", "One screenful up", "Move"),
    Command("move.page_down", ("pagedown",), "Page down", "One screenful down", "Move"),
    Command("move.first", ("home", "g g"), "First", "To the first row", "Move"),
    Command("move.last", ("end", "G"), "Last", "To the last row", "Move"),
    Command("list.open", ("enter",), "Open", "Open the record", "List", LISTS, bar=True),
    Command("list.new", ("+",), "New case", "Write a new case", "List", (CASES,), bar=True),
    Command("basket.new", ("+",), "New basket", "Begin a new basket", "List", (ORDERS,), bar=True),
    Command("list.filter", ("/",), "Filter", "Filter the list, live", "List", LISTS, bar=True),
    Command("list.clear", ("escape",), "Clear", "Clear the filter", "List", LISTS),
    Command("list.sort", ("f",), "Sort", "Sort by the next field", "List", LISTS),
    Command("list.turn", ("F",), "Turn", "Turn the sort order round", "List", LISTS),
    Command("list.previous_view", ("left", "h"), "Previous view", "The view to the left", "Views", LISTS),
    Command("list.next_view", ("right", "l"), "Next view", "The view to the right", "Views", LISTS),
    Command("list.view", VIEW_KEYS, "View", "The view with this number", "Views", LISTS),
    Command("record.back", ("escape", "left", "h"), "Back", "One step back", "Record", RECORDS, bar=True),
    Command("record.next_part", ("tab",), "Next part", "Header, lines or activity", "Record", RECORDS),
    Command("record.previous_part", ("shift+tab",), "Part before", "The other way round", "Record", RECORDS),
    Command("record.filter", ("f",), "Activity", "Activity: all, notes or changes", "Record", RECORDS),
    Command("order.more", ("=",), "One more", "One piece more on the line", "Order", (ORDER,)),
    Command("order.fewer", ("-",), "One fewer", "One piece fewer on the line", "Order", (ORDER,)),
    Command("order.edit", ("E",), "Edit order", "Edit the order itself", "Order", (ORDER,)),
    Command("order.case", ("c",), "New case", "A new case about this order", "Order", (ORDER,)),
    Command("record.other", ("o",), "Order or cases", "Its order, or its cases", "Record", BOTH),
    Command("record.undo", ("u",), "Undo", "Undo what you did last", "Record", BOTH),
    Command("record.copy", ("Y",), "Copy number", "Copy the record's number", "Record", BOTH),
    Command("unit.open", ("enter", "right"), "Settings", "To its settings", "Units", (UNITS,), bar=True),
    Command("unit.back", ("escape", "left"), "Back", "Back to the tree", "Units", (UNITS,), bar=True),
    Command("unit.turn", ("space",), "Turn", "Turn the setting here", "Units", (UNITS,), bar=True),
    Command("unit.inherit", ("backspace",), "Inherit", "Inherit it again", "Units", (UNITS,), bar=True),
    Command("unit.edit", ("e",), "Edit", "Edit the unit", "Units", (UNITS,), bar=True),
    Command("unit.new", ("+",), "New unit", "Make a unit", "Units", (UNITS,), bar=True),
    Command("unit.country", ("c",), "Country", "Mixed orders there or not", "Units", (UNITS,), bar=True),
    Command("label.open", ("enter", "right"), "Ledger", "To its ledger", "Labels", (LABELS,), bar=True),
    Command("label.back", ("escape", "left"), "Back", "Back to the list", "Labels", (LABELS,), bar=True),
    Command("label.status", ("+",), "New status", "Make a custom status", "Labels", (LABELS,), bar=True),
    Command("label.type", ("t",), "New type", "Make a custom type", "Labels", (LABELS,), bar=True),
    Command("label.switch", ("z",), "Off or on", "Switch it off or on", "Labels", (LABELS,), bar=True),
    Command("recount.count", ("enter",), "Count", "End it with a count", "Recounts", (RECOUNTS,), bar=True),
    Command("place.next", ("tab",), "Next place", "To the next place", "Desk", PLACES, bar=True),
    Command("desk.refresh", ("f5",), "Refresh", "Read everything again", "Desk"),
    Command("desk.command", (":",), "Command", "Go to a record, do by name", "Desk", bar=True),
    Command("desk.palette", ("ctrl+p",), "Palette", "Find a command or action", "Desk"),
    Command("desk.help", ("?",), "Help", "All keys of this screen", "Desk", bar=True),
    Command("desk.quit", ("q", "ctrl+q"), "Quit", "Leave the console", "Desk"),
)

#: How key names are written where an agent reads them.
SIGNS = {
    "escape": "esc",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "shift+tab": "shift+tab",
}


def sign(key: str) -> str:
    """A key as the key bar and the help write it."""
    return SIGNS.get(key, key)


def pressed(key: str, character: str | None) -> str:
    """The name of a pressed key in the spelling of this module: its sign where it has a visible one."""
    return character if character and character.isprintable() and character != " " else key


#: Ids that a keymap may still have from a time when they had other names.
FORMER_IDS = {
    "case.back": "record.back",
    "case.next_part": "record.next_part",
    "case.previous_part": "record.previous_part",
    "case.filter": "record.filter",
    "order_line.edit": "order_line.edit_line",
}


class Keymap:
    """The user's own keys by id: commands by their id, actions as ``machine.action`` (``case.submit``)."""

    def __init__(self, keys: Mapping[str, str] | None = None) -> None:
        self._keys = {FORMER_IDS.get(name, name): key for name, key in (keys or {}).items()}

    def command(self, command: Command) -> Command:
        """The command with the user's keys, where he gave some."""
        mine = self._keys.get(command.id)
        return command._replace(keys=tuple(key.strip() for key in mine.split(","))) if mine else command

    def action_key(self, machine: str, action: str, key: str) -> str:
        """The user's key of a rule row's action, or the row's own."""
        return self._keys.get(f"{machine}.{action}", key)

    def commands(self, screen: str) -> tuple[Command, ...]:
        """The commands of a screen in the order of their declaration, with the user's keys."""
        return tuple(
            self.command(command) for command in COMMANDS if not command.screens or screen in command.screens
        )


class Keys:
    """Which command a press means on one screen; remembers the first half of a two-key command."""

    def __init__(self, commands: Iterable[Command]) -> None:
        self._commands: dict[str, Command] = {}
        for command in commands:
            for key in command.keys:
                self._commands.setdefault(key, command)
        self._openers = frozenset(key.split(" ")[0] for key in self._commands if " " in key)
        self._opener = ""

    def press(self, key: str) -> Command | None:
        """The command that this press completes, or None where it means no command (yet)."""
        whole = f"{self._opener} {key}" if self._opener else key
        self._opener = ""
        command = self._commands.get(whole) or self._commands.get(key)
        if command is None and key in self._openers:
            self._opener = key
        return command

    @property
    def waiting(self) -> bool:
        """Whether the first half of a two-key command was pressed."""
        return bool(self._opener)
