"""A field of pieces, so many of each line: arrows move, digits type, ``-`` and ``=`` change by one.

``a`` gives every line all it has, ``n`` none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import Static

from models import Choice
from tui.text import clean
from tui.widgets.field import FieldSpec, FormField
from tui.widgets.row_list import RowList

STEPS = {"-": -1, "=": 1, "+": 1}
HINT = "digits, - and = set the pieces; a all, n none"
#: The most that is typed for a line which does not say how many it has.
UNBOUND = 999_999


class PiecesList(RowList):
    """A row for each line, with as many pieces as were chosen of those it has."""

    class Counted(Message):
        """Some line has another number of pieces."""

    def __init__(
        self, choices: Sequence[Choice], *, full: bool, chosen: Mapping[str, int] | None = None
    ) -> None:
        super().__init__()
        self._choices = tuple(choices)
        self._most = [int(choice.suggests) if choice.suggests.isdecimal() else UNBOUND for choice in choices]
        self._pieces = [most if full and most != UNBOUND else 0 for most in self._most]
        if chosen is not None:
            self._pieces = [chosen.get(choice.value, 0) for choice in choices]
        self._typing = -1
        self._width_of_number = max((len(choice.suggests) for choice in choices), default=1) or 1

    @property
    def pieces(self) -> dict[str, int]:
        """The pieces by line, those without any left out."""
        chosen = zip(self._choices, self._pieces, strict=True)
        return {choice.value: pieces for choice, pieces in chosen if pieces}

    def on_mount(self) -> None:
        """Show the lines."""
        self.show_entries(len(self._choices))

    def on_key(self, event: Key) -> None:
        """Set the pieces of the line under the cursor, or move as any list does."""
        sign = event.character or ""
        if self.count and sign.isascii() and sign.isdigit():
            # The first digit begins a number, those after it lengthen it.
            before = self._pieces[self.cursor] if self._typing == self.cursor else 0
            self._set(before * 10 + int(sign), typing=True)
        elif self.count and sign in STEPS:
            self._set(self._pieces[self.cursor] + STEPS[sign])
        elif self.count and sign in ("a", "n"):
            self._set_all(full=sign == "a")
        elif self.count and event.key in ("backspace", "delete"):
            self._set(self._pieces[self.cursor] // 10, typing=True)
        else:
            self._typing = -1
            super().on_key(event)
            return
        event.stop()
        event.prevent_default()

    def draw(self, index: int, width: int) -> list[Content]:
        """One line in one row: how many of how many, and of what."""
        choice, pieces = self._choices[index], self._pieces[index]
        most = f" of {choice.suggests.ljust(self._width_of_number)}" if choice.suggests else ""
        row = Content.assemble(
            (str(pieces).rjust(self._width_of_number), "bold" if pieces else "$badge-dim"),
            (most, "$badge-grey"),
            ("  " + clean(choice.value).rpartition("/")[2].rjust(3), "$badge-dim"),
            (f"  {clean(choice.label)}", "$badge-plain" if pieces else "$badge-dim"),
        )
        return [row]

    def _set_all(self, *, full: bool) -> None:
        """All that each line has, as far as it says how many, or nothing."""
        self._typing = -1
        both = zip(self._most, self._pieces, strict=True)
        self._pieces = [(now if most == UNBOUND else most) if full else 0 for most, now in both]
        self.redraw()
        self.post_message(self.Counted())

    def _set(self, pieces: int, *, typing: bool = False) -> None:
        self._typing = self.cursor if typing else -1
        kept = max(0, min(pieces, self._most[self.cursor]))
        if kept != self._pieces[self.cursor]:
            self._pieces[self.cursor] = kept
            self.redraw()
            self.post_message(self.Counted())


class PiecesField(FormField):
    """Pieces of each line: all of them where nothing has to be said, none where it has, unless told."""

    def __init__(self, spec: FieldSpec, value: str | None = None) -> None:
        super().__init__(spec, value)
        told = None if value is None else _read(value)
        self._list = PiecesList(spec.choices, full=not spec.required, chosen=told)

    def compose_editor(self) -> ComposeResult:
        """The lines, and how they are filled in."""
        with Vertical(classes="pieces"):
            yield self._list
            yield Static(Content.styled(HINT, "$badge-dim"), classes="pieces--hint")

    @property
    def editor(self) -> PiecesList:
        """What takes the focus."""
        return self._list

    @property
    def value(self) -> str:
        """The pieces in words; empty where no line has any."""
        return said(self._list.pieces)

    @property
    def answer(self) -> dict[str, int]:
        """The pieces by line."""
        return self._list.pieces

    def on_pieces_list_counted(self, event: PiecesList.Counted) -> None:
        """Tell the form."""
        event.stop()
        self.post_message(self.Changed(self))

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Nobody else needs to know where the cursor is."""
        event.stop()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Tell the form that this field is through."""
        event.stop()
        self.post_message(self.Finished(self))


def said(pieces: Mapping[str, int]) -> str:
    """Pieces by line as the value of a field, as in ``SO0001001/1: 2, SO0001001/3: 1``."""
    return ", ".join(f"{line}: {number}" for line, number in pieces.items())


def _read(value: str) -> dict[str, int]:
    parts = (part.partition(": ") for part in value.split(", ") if part)
    return {line: int(number) for line, _, number in parts}
