"""A dialog: the only frame on the screen, with a title, and ``esc`` to leave it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.background import begin
from tui.bench import Bench, bench_of
from tui.text import clean
from tui.typed_ahead import OneByOne

Result = TypeVar("Result")


class Dialog(ModalScreen[Result | None], OneByOne):
    """Stands over the screen that asked; gives None where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave everything as it is", show=False)
    ]

    def __init__(self, title: str, about: str = "") -> None:
        super().__init__()
        self.frame = Vertical(classes="dialog")
        self._sending = self._held = False
        self._title = title
        self._about = about

    @property
    def bench(self) -> Bench:
        """What every screen has at hand."""
        return bench_of(self)

    def on_screen_resume(self) -> None:
        """Take what was typed ahead, once there is something to type in; the same after what stood above."""
        self.call_after_refresh(self.app.call_later, self.go_on)

    async def go_on(self) -> None:
        """Take the next key that waits, but none that was pressed behind an answer on its way."""
        if self.app.screen is self and not self._sending and not self._held:
            self.ready = True
            for key in self.bench.ahead.take():
                await self.app.on_event(key)

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close with a result; the keys behind it are meant for what is there then."""
        self._held = True
        return super().dismiss(result)

    def hold(self) -> None:
        """Let keys wait for the answer that the last one waits for."""
        self._held = True

    def release(self) -> None:
        """Go on with the keys that were held."""
        if self._held:
            self._held = False
            self.app.call_later(self.go_on)

    def send_off(self, sending: Callable[[], Awaitable[None]]) -> None:
        """Send an answer to the desk, once at a time; the keys behind it are meant for what is below."""
        if not self._sending:
            self._sending, self.ready = True, False
            begin(self, partial(self._sent, sending), group="send")

    async def _sent(self, sending: Callable[[], Awaitable[None]]) -> None:
        await sending()
        self._sending = False
        if self.app.screen is self:
            # It could not be taken: what was pressed meanwhile was not meant for that.
            self.bench.ahead.take()
            self.ready = True

    def compose(self) -> ComposeResult:
        """The frame with the title; what is asked stands below."""
        title = Content.assemble((clean(self._title), "bold"), "  ", (clean(self._about), "$badge-grey"))
        with self.frame:
            yield Static(title, classes="dialog--title")
            yield from self.compose_body()

    def compose_body(self) -> ComposeResult:
        """What stands below the title."""
        yield from ()

    def action_leave(self) -> None:
        """Leave, and change nothing."""
        self.dismiss(None)
