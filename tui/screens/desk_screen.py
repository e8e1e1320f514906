"""What every full screen shares: the three bands, its commands, and the keys of rule rows.

A screen names itself (``NAME``, as in `tui.commands`), composes what stands between the bands,
and says which record and which verdicts its keys are about. Commands win over action keys.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input, TextArea

from models import Verdict
from tui.bench import Bench, bench_of
from tui.commands import Command, Keys, pressed
from tui.messages import DeskChanged, Said
from tui.outcome import happened
from tui.widgets.key_bar import Hint, KeyBar
from tui.widgets.status_line import StatusLine
from tui.widgets.top_bar import TopBar


class DeskScreen(Screen[None]):
    """A full screen of the console."""

    NAME = ""

    def __init__(self) -> None:
        super().__init__()
        self.top_bar = TopBar()
        self.status_line = StatusLine()
        self.key_bar = KeyBar()
        self._acting = False

    @property
    def bench(self) -> Bench:
        """What every screen has at hand."""
        return bench_of(self)

    def compose(self) -> ComposeResult:
        """Top bar, the screen's own work, status line, key bar."""
        self.keys = Keys(self.bench.keymap.commands(self.NAME))
        yield self.top_bar
        yield from self.compose_work()
        yield self.status_line
        yield self.key_bar

    def compose_work(self) -> ComposeResult:
        """What stands between the bands."""
        yield from ()

    def on_mount(self) -> None:
        """Fill the bands."""
        self.top_bar.place(self.where(), self.bench.me)
        self.show_keys()

    def where(self) -> tuple[str, ...]:
        """The way to this screen, for the top bar."""
        return ()

    def record(self) -> str:
        """The number that action keys act on now; empty where there is none."""
        return ""

    def machine(self) -> str:
        """The machine of that record."""
        return "case"

    def verdicts(self) -> Sequence[Verdict]:
        """The verdicts of that record, as far as they are known."""
        return ()

    def reread(self) -> None:
        """Read again what the screen shows, because the desk has changed."""

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """Say a sentence in the bottom band, until the next key."""
        self.status_line.say(sentence, bad=bad)

    def show_keys(self) -> None:
        """Draw the key bar: open actions, then the screen's commands, then what is barred, the help last."""
        self.key_bar.show(self.hints())

    def hints(self) -> list[Hint]:
        """What the key bar shows now; commands hide the actions whose keys they take."""
        commands = [command for command in self.bench.keymap.commands(self.NAME) if command.bar]
        taken = {key for command in self.bench.keymap.commands(self.NAME) for key in command.keys}
        actions = [Hint(self.action_key(verdict), verdict.label, verdict.open) for verdict in self.verdicts()]
        actions = [hint for hint in actions if hint.key and hint.key not in taken]
        open_keys = {hint.key for hint in actions if hint.open}
        barred = [hint for hint in actions if not hint.open and hint.key not in open_keys]
        own = [Hint(command.keys[0], command.label) for command in commands]
        return [*(hint for hint in actions if hint.open), *own[:-1], *barred, *own[-1:]]

    def action_key(self, verdict: Verdict) -> str:
        """The key of an action, the user's own first."""
        return self.bench.keymap.action_key(self.machine(), verdict.action, verdict.key)

    async def on_key(self, event: events.Key) -> None:
        """Run the command or fire the action that this key means here."""
        if isinstance(self.focused, (Input, TextArea)):
            return
        self.status_line.hush()
        key = pressed(event.key, event.character)
        command = self.keys.press(key)
        if command is not None:
            event.stop()
            event.prevent_default()
            await self.run_command(command, key)
        elif not self.keys.waiting and self.fire_key(key):
            event.stop()
            event.prevent_default()

    async def run_command(self, command: Command, key: str = "") -> None:
        """Carry out a command in the screen, or in the app where the screen doesn't know it."""
        for node in (self, self.app):
            method = getattr(node, command.method, None)
            if method is not None:
                if command.id == "list.view":
                    method(key)
                else:
                    method()
                return

    def fire_key(self, key: str) -> bool:
        """Fire the action of this key; an open one goes before a barred one."""
        meant = [verdict for verdict in self.verdicts() if self.action_key(verdict) == key]
        if not meant:
            return False
        self.fire(next((verdict for verdict in meant if verdict.open), meant[0]).action)
        return True

    def fire(self, action: str, number: str = "") -> None:
        """Fire an action on a record, the highlighted one as a rule; one at a time."""
        number = number or self.record()
        if number and not self._acting:
            self._acting = True
            self.run_worker(self._fire(action, number), group="fire")

    async def _fire(self, action: str, number: str) -> None:
        from tui.dialogs.fire import fire

        label = next((verdict.label for verdict in self.verdicts() if verdict.action == action), action)
        try:
            done = await fire(self, number, action)
        finally:
            self._acting = False
        if done is not None:
            self.post_message(DeskChanged(done))
            self.post_message(Said(happened(done, label, self.bench.badges)))
