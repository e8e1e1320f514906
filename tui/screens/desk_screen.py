"""What every full screen shares: the three bands, its commands, and the keys of rule rows.

A screen names itself (``NAME``, as in `tui.commands`), composes what stands between the bands,
and says which record and which verdicts its keys are about. Commands win over action keys.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from models import Desk, Invalid, Stale
from tui.background import begin
from tui.choices import Choice, choose, looks_like_a_number
from tui.commands import Command, Keys, pressed, sign
from tui.messages import DeskChanged, PlaceChosen, ViewChosen
from tui.places import PLACES, place_after
from tui.screens.patient_screen import PatientScreen
from tui.typed_ahead import FIRE
from tui.widgets.key_bar import Hint, KeyBar, bar_hints
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    # What plans are made of is loaded behind the first picture.
    from models import Done, Verdict


class DeskScreen(PatientScreen):
    """A full screen of the console."""

    NAME = ""
    #: The place that it belongs to, whose views can be chosen by name.
    PLACE = "cases"

    def __init__(self) -> None:
        super().__init__()
        self.status_line = StatusLine()
        self.key_bar = KeyBar()
        self._acting = False

    def compose(self) -> ComposeResult:
        """Top bar, the screen's own work, status line, key bar."""
        self._know_width()
        # Lists move by themselves, without a way through the screen.
        commands = self.bench.keymap.commands(self.NAME)
        self.keys = Keys(command for command in commands if not command.moves)
        yield self.top_bar
        yield from self.compose_work()
        yield from self.compose_status()
        yield self.key_bar
        yield self.saying

    def _know_width(self) -> None:
        """Take the classes of this width before anything is laid out, or all would be laid out twice."""
        width = self.app.size.width
        reached = [name for least, name in sorted(self.HORIZONTAL_BREAKPOINTS or ()) if width >= least]
        for _, name in self.HORIZONTAL_BREAKPOINTS or ():
            self.set_class(name in reached[-1:], name)

    def compose_work(self) -> ComposeResult:
        """What stands between the bands."""
        yield from ()

    def compose_status(self) -> ComposeResult:
        """The line above the keys."""
        yield self.status_line

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

    def version_of(self, number: str) -> int | None:
        """The version of a record as this screen shows it, so that nobody's later change is overwritten."""
        return None

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """Say a sentence in the bottom band, until the next key."""
        self.saying.say(sentence, bad=bad)

    def show_keys(self) -> None:
        """Draw the key bar."""
        self.key_bar.show(self.hints())

    def hints(self) -> list[Hint]:
        """What the key bar shows now: open actions, barred ones, operations, commands; the help last."""
        commands = self.bench.keymap.commands(self.NAME)
        return bar_hints(commands, self.action_hints())

    def place_commands(self) -> list[Command]:
        """The commands of a place, the one that leads on called after where it leads."""
        leads = place_after(self.NAME).label
        return [
            command._replace(label=leads) if command.id == "place.next" else command
            for command in self.bench.keymap.commands(self.NAME)
        ]

    def action_hints(self) -> list[Hint]:
        """The actions of the record in front, in the order of the rules."""
        return [
            Hint(self.action_key(verdict), verdict.label, verdict.open, verdict.operation)
            for verdict in self.verdicts()
        ]

    def help_hints(self) -> list[Hint]:
        """The actions that the keys of this screen fire, for the help."""
        return self.action_hints()

    def action_key(self, verdict: Verdict) -> str:
        """The key of an action, the user's own first."""
        return self.bench.keymap.action_key(self.machine(), verdict.action, verdict.key)

    def on_key(self, event: events.Key) -> None:
        """Run the command or fire the action that this key means here."""
        if isinstance(self.focused, Input) or self.waits(event):
            return
        self.saying.hush()
        key = pressed(event.key, event.character)
        command = self.keys.press(key)
        if self.run_command(command, key) if command else not self.keys.waiting and self.fire_key(key):
            event.stop()
            event.prevent_default()

    def run_command(self, command: Command, key: str = "") -> bool:
        """Carry out a command in the screen, or in the app; says whether one of them knows it."""
        for node in (self, self.app):
            method: Callable[..., None] | None = getattr(node, command.method, None)
            if method is not None:
                if command.numbered:
                    method(key)
                else:
                    method()
                return True
        return False

    def action_record_copy(self) -> None:
        """Copy the number to the clipboard of the agent's own terminal (OSC 52)."""
        number = self.record()
        if number:
            self.app.copy_to_clipboard(number)
            self.say(f"{number} is copied, where the terminal lets a program write its clipboard.")

    def action_record_other(self) -> None:
        """Go to the order that a case names, or to the case about an order."""
        if self.record():
            begin(self, partial(self._to_other, self.record()), group=FIRE)

    async def _to_other(self, number: str) -> None:
        from tui.dialogs.pick_record import other_of

        other = await other_of(self, number)
        if other:
            self.lead_on(other)

    def action_desk_refresh(self) -> None:
        """Read everything again, what states look like included."""
        begin(self, self._refresh, group="refresh", exclusive=True)

    async def _refresh(self) -> None:
        for machine, badges in self.bench.badges.items():
            badges.learn(await self.bench.work.call(partial(Desk.badges, machine=machine)))
        await self.learn()
        self.reread()

    async def learn(self) -> None:
        """Read what the desk's admins may have changed, beside what states look like."""

    def choices(self) -> list[Choice]:
        """All that can be done from here by name: commands, actions of the record, views."""
        commands = self.bench.keymap.commands(self.NAME)
        found = [
            Choice(command.label, command.help, command.keys[0], partial(self.run_command, command))
            for command in commands
            if not command.moves and not command.numbered
        ]
        number, place = self.record(), self.PLACE
        found += [
            Choice(each.label, number, self.action_key(each), partial(self.fire, each.action), each.open)
            for each in self.verdicts()
        ]
        found += [
            Choice(view.label, "View", str(key), partial(self.post_message, ViewChosen(view.code, place)))
            for key, view in enumerate(self.bench.views.get(place, ()), start=1)
        ]
        found += [
            Choice(each.label, "Place", "", partial(self.post_message, PlaceChosen(each.code)))
            for each in PLACES
        ]
        return found

    def run_named(self, text: str | None) -> None:
        """Go to the record with this number, or do what bears this name; nothing where the agent left."""
        if not text or not text.strip():
            return
        if looks_like_a_number(text):
            begin(self, partial(self._go_to, text.strip()), group="go", exclusive=True)
            return
        try:
            chosen = choose(text, self.choices())
        except Invalid as error:
            self.say(str(error), bad=True)
        else:
            chosen.run()

    async def _go_to(self, text: str) -> None:
        kind = "order" if self.PLACE == "orders" else "case"
        number = await self.bench.work.call(lambda desk: desk.head_of(text, kind))
        self.lead_on(number)

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
            begin(self, partial(self._fire, action, number), group=FIRE)

    async def _fire(self, action: str, number: str) -> None:
        from tui.dialogs.fire import fire

        self.writes(number, action)
        try:
            done = await fire(self, number, action, version=self.version_of(number))
        except Stale as error:
            from tui.outcome import overtaken

            self.reread()
            keys = (self.action_key(each) for each in self.verdicts() if each.action == action)
            self.say(overtaken(error, self.bench.me.name, sign(next(keys, ""))), bad=True)
            return
        finally:
            self._acting = False
            self.writes("", "")
        if done is not None:
            self.post_message(DeskChanged(done))
            self.catch_up()
            await self.follow_up(done)

    def action_record_undo(self) -> None:
        """Take back what the agent did last, wherever that was."""
        if not self._acting:
            self._acting = True
            begin(self, self._undo, group=FIRE)

    async def _undo(self) -> None:
        from tui.dialogs.undo import take_back

        try:
            await take_back(self, self.home(), self.record())
        finally:
            self._acting = False

    def home(self) -> str:
        """The record that this screen is about; empty where it is about several."""
        return ""

    async def follow_up(self, done: Done) -> None:
        """Ask what else has to be asked after a write."""
