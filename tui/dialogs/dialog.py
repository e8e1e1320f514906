"""A dialog: the only frame on the screen, with a title, and ``esc`` to leave it."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.bench import Bench, bench_of
from tui.text import clean

Result = TypeVar("Result")


class Dialog(ModalScreen[Result | None]):
    """Stands over the screen that asked; gives None where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave everything as it is", show=False)
    ]

    def __init__(self, title: str, about: str = "") -> None:
        super().__init__()
        self._title = title
        self._about = about

    @property
    def bench(self) -> Bench:
        """What every screen has at hand."""
        return bench_of(self)

    def compose(self) -> ComposeResult:
        """The frame with the title; what is asked stands below."""
        title = Content.assemble((clean(self._title), "bold"), "  ", (clean(self._about), "$badge-grey"))
        with Vertical(classes="dialog"):
            yield Static(title, classes="dialog--title")
            yield from self.compose_body()

    def compose_body(self) -> ComposeResult:
        """What stands below the title."""
        yield from ()

    def action_leave(self) -> None:
        """Leave, and change nothing."""
        self.dismiss(None)
