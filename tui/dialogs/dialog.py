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
        #: Whether keys reach what has the focus; until then they wait.
        self.ready = False
        self._title = title
        self._about = about

    @property
    def bench(self) -> Bench:
        """What every screen has at hand."""
        return bench_of(self)

    def on_mount(self) -> None:
        """Take what was typed ahead, once there is something to type in."""
        self.call_after_refresh(self.app.call_later, self._take_keys)

    async def _take_keys(self) -> None:
        self.ready = True
        for key in self.bench.ahead.take():
            # One that closed the dialog ends what was meant for it.
            if self.app.screen is self:
                await self.app.on_event(key)

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
