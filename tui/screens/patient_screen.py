"""A full screen on which keys wait for the dialog or record that they were pressed ahead of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from textual import events
from textual.screen import ModalScreen
from textual.worker import Worker

from tui.background import begin
from tui.commands import Keys, pressed
from tui.messages import RecordOpened
from tui.screens.live_screen import LiveScreen
from tui.typed_ahead import CATCH_UP, FIRE, InTurn, MovedByKeys, again, caught_up, dialog_awaited, goes_on


class PatientScreen(LiveScreen, InTurn):
    """While something goes on that may open a dialog, keys wait for it; where none comes up they are dropped.

    Workers of the group `FIRE` are what may open one.
    """

    NAME = ""

    def __init__(self) -> None:
        super().__init__()
        self._leads_on = False
        #: Whether the dialog that was awaited has been here: keys behind it are meant for the screen.
        self._answered = False

    def holds_keys(self) -> bool:
        """Whether keys wait for a dialog that may come up, or for a record that is being opened."""
        return self._leads_on or bool(goes_on(self, FIRE, CATCH_UP))

    def catch_up(self, doing: Callable[[], Awaitable[None]] | None = None) -> None:
        """Let keys wait until the screen shows what was just done: they are meant for what is there then.

        Where something is given that is still to be done, it is done first.
        """
        if not dialog_awaited(self):
            self._answered = True
        begin(self, partial(self._caught_up, doing), group=CATCH_UP)

    async def _caught_up(self, doing: Callable[[], Awaitable[None]] | None) -> None:
        if doing is not None:
            await doing()
        await caught_up(self)

    def lead_on(self, number: str) -> None:
        """Put a record in front of the agent; the keys that follow are meant for it."""
        self._leads_on = True
        self.post_message(RecordOpened(number))

    def waits(self, event: events.Key) -> bool:
        """Whether a key is meant for what comes up, or for the list that it passed; it is seen to then."""
        self.on_the_way = max(0, self.on_the_way - 1)
        focused: object = self.focused
        if self.app.screen is not self:
            # What it is meant for came up while the key was on its way.
            self.app.post_message(again(event))
        elif self.holds_keys():
            self.bench.ahead.keep(event)
        elif not (isinstance(focused, MovedByKeys) and focused.take_key(event)):
            return False
        event.stop()
        event.prevent_default()
        return True

    def let_go(self) -> None:
        """See to the keys that came behind a dialog; where none came up they are dropped but for moves."""
        self._drop()
        self._answered = False
        # Behind what is being said, which a key would hush.
        self.app.call_later(self._move_on, self.bench.ahead.take())

    def _drop(self) -> None:
        """Forget what was meant for a dialog that did not come up, but for moves."""
        if not self._answered:
            moves = Keys(command for command in self.bench.keymap.commands(self.NAME) if command.moves)
            for key in self.bench.ahead.take():
                if moves.press(pressed(key.key, key.character)) or moves.waiting:
                    self.bench.ahead.keep(key)

    def _move_on(self, keys: Sequence[events.Key]) -> None:
        for key in () if self.saying.bad else keys:
            self.app.post_message(key)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Let go of the keys once nothing goes on any more that they wait for."""
        if event.worker.group not in (FIRE, CATCH_UP) or not event.worker.is_finished:
            return
        if not self.holds_keys():
            self.let_go()
        elif event.worker.group == FIRE and goes_on(self, CATCH_UP) and not dialog_awaited(self):
            # What comes from now on is meant for the screen.
            self._drop()
            self._answered = True

    def on_screen_suspend(self) -> None:
        """A record that came up gets the keys that waited; a dialog takes them itself."""
        self._leads_on = False
        self._answered = isinstance(self.app.screen, ModalScreen)
        if not self._answered:
            for key in self.bench.ahead.take():
                self.app.post_message(key)

    def on_screen_resume(self) -> None:
        """What waited for a dialog that is gone is dropped."""
        if not self.holds_keys():
            self._answered = False
            self.bench.ahead.take()
