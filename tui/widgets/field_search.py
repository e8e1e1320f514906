"""A field that is looked up while it is typed: a customer by id or by words of his name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import Input, Static

from models import CustomerView
from tui.text import clean, printable
from tui.typed_ahead import OneByOne, behind
from tui.widgets.customer_list import CustomerList
from tui.widgets.field import FieldSpec, FormField

MOVES = {"up": "move.up", "down": "move.down"}


class SearchField(FormField):
    """A line for the id, below it what was found for what is typed; ``enter`` takes the lit one.

    Whoever holds the form answers `Wanted` with `offer`.
    """

    class Wanted(Message):
        """What these words find is wanted."""

        def __init__(self, field: SearchField, words: str) -> None:
            self.field = field
            self.words = words
            super().__init__()

    def __init__(self, spec: FieldSpec, value: str | None = None) -> None:
        super().__init__(spec, value)
        self._input = Input(printable(self.initial), placeholder="words of the name, or the id", compact=True)
        self._list = CustomerList()
        self._note = Static(classes="search--note")
        self._found = "\0"
        self._leaving = False
        #: What was chosen already: it need not be looked for once more.
        self._settled = self._input.value
        self._chosen, self._exact = "", False

    def compose_editor(self) -> ComposeResult:
        """The line to fill in, what was found, what there is to say of it."""
        with Vertical(classes="search"):
            yield self._input
            yield self._list
            yield self._note

    def on_mount(self) -> None:
        """Say who is there already."""
        self._open(False)
        if self.value:
            self._ask()

    @property
    def editor(self) -> Input:
        """What takes the focus."""
        return self._input

    @property
    def value(self) -> str:
        """The id."""
        return self._input.value.strip()

    @property
    def undecided(self) -> bool:
        """Whether there are words that nobody has said of who they mean: neither chosen nor a known id."""
        return bool(self.value) and self.value != self._chosen and not self._exact

    def ask_to_choose(self, customers: Sequence[CustomerView]) -> str:
        """Show who the words may mean; gives a sentence that asks for a choice, empty where none is due."""
        self.offer(self.value, customers)
        if not self.undecided:
            return ""
        self._input.focus()
        self._open(True)
        words = clean(self.value, limit=40)
        if customers:
            return f"{words} is not the id of a customer: choose who is meant with ↑ ↓ and enter."
        return f"{words} is new to this desk: enter takes it up as a new customer."

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the form, and look for what is typed."""
        event.stop()
        self.post_message(self.Changed(self))
        self._ask()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what is lit, once it is the answer to these words, and go on."""
        event.stop()
        if self._found == self.value or not self.value:
            self._take()
        else:
            self._leaving = True
            self._hold(True)

    def on_key(self, event: Key) -> None:
        """Move through what was found."""
        if event.key in MOVES and self._list.display:
            event.stop()
            event.prevent_default()
            self._list.move(MOVES[event.key])

    def on_descendant_blur(self) -> None:
        """What was found is out of the way while another field is filled in."""
        self._open(False)

    def offer(self, words: str, customers: Sequence[CustomerView]) -> None:
        """Show what was found for some words; what answers words of before is dropped."""
        if words != self.value:
            return
        self._found = words
        known = next((each for each in customers if each.id.casefold() == words.casefold()), None)
        self._exact = known is not None and known.id == words
        settled = known is not None and known.id == self._settled == words
        self._list.show(customers, "" if known else words)
        self._say(known)
        self._open(self._input.has_focus and not settled)
        if self._leaving:
            self._take()

    def _open(self, wide: bool) -> None:
        """Show what was found or, once that is over, who was chosen."""
        self._list.display = wide
        self._note.display = not wide and bool(self.value)

    def _ask(self) -> None:
        self._found, self._leaving, self._exact = "\0", False, False
        self._hold(False)
        if self.value:
            self.post_message(self.Wanted(self, self.value))
        else:
            self._open(False)

    def _take(self) -> None:
        chosen = self.value
        if self._list.display:
            chosen = self._chosen = self._list.highlighted
        self._leaving = False
        self._settled = chosen
        self._open(False)
        if chosen != self._input.value:
            self._input.value = chosen
        self.post_message(self.Finished(self))
        # Once the next field has the focus.
        behind(self, partial(self._hold, False))

    def _hold(self, wait: bool) -> None:
        """Let keys wait in the dialog that holds the form, or go on there."""
        screen: object = self.screen
        if isinstance(screen, OneByOne):
            screen.hold() if wait else screen.release()

    def _say(self, known: CustomerView | None) -> None:
        if known is not None:
            said = ", ".join(clean(part) for part in (known.name, known.address) if part)
            self._note.update(Content.styled(said, "$badge-grey"))
        else:
            said = f"{clean(self.value, limit=40)} is new to this desk."
            self._note.update(Content.styled(said, "$badge-amber"))
