"""The app: it wires the screens to the desk, opens them, and says what went wrong in one place."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from rich.console import RenderableType
from textual import events
from textual.app import App
from textual.filter import LineFilter
from textual.screen import Screen
from textual.worker import WorkerFailed

from models import Desk, DeskError, Refused, kind_of, utc_now
from tui import list_pages, paths
from tui.background import begin
from tui.backstop import Backstop
from tui.badges import Badges
from tui.bench import Bench
from tui.commands import Keymap
from tui.drafting import kept_words
from tui.driver import Driver
from tui.keymap import read_keymap
from tui.leaving import Leaving
from tui.live import Company, News, Watch
from tui.looks import THEME
from tui.messages import DeskChanged, NewsCame, PlaceChosen, RecordOpened, Said, ViewChosen
from tui.places import PLACES, RECORDS, loaded, place_after
from tui.screens.case_list import CaseListScreen
from tui.screens.desk_screen import DeskScreen
from tui.sealed import Sealed
from tui.typed_ahead import OneByOne, behind
from tui.work import Work

#: What else is said to somebody whose console was ended.
SHUT_OUT = "The console has ended; what you were typing is kept."


class CasedeskApp(Sealed):
    """The console on one desk; what it needs for the first picture is read before it starts, in sequence."""

    CSS_PATH = str(paths.stylesheet())
    TITLE = "casedesk"
    #: Each place keeps a stack of screens of its own, which Textual calls a mode.
    DEFAULT_MODE = PLACES[0].code

    def __init__(
        self,
        desk: Desk,
        *,
        now: Callable[[], int] = utc_now,
        keymap: Keymap | None = None,
        leaving: Leaving | None = None,
    ) -> None:
        super().__init__(driver_class=Driver)
        self.leaving = leaving or Leaving()
        self._incident = ""
        # From here on nothing that others write is missed.
        watch = Watch(desk.outlook(), self._tell)
        views = desk.views()
        self._listing, self._first = list_pages.first(desk, "cases", [view.code for view in views])
        badges = {machine: Badges(desk.badges(machine)) for machine in ("case", "line")}
        badges["order"] = Badges({})
        me = desk.me()
        self.bench = Bench(
            work=Work(desk, self._busy, watch),
            watch=watch,
            company=Company(me.name),
            me=me,
            views={"cases": views},
            badges=badges,
            keymap=keymap or Keymap(),
            now=now,
        )
        self.leaving.add(self.bench.drafting.keep)
        self._backstop = Backstop()
        self.register_theme(THEME)
        # Past its watchers: they would parse every style a second time before the first picture.
        self.set_reactive(App.theme, THEME.name)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """The console begins with the list."""
        return CaseListScreen(self._listing, self._first)

    def on_mount(self) -> None:
        """From here on a signal to end closes the console in good order."""
        self.leaving.end = partial(asyncio.get_running_loop().call_soon_threadsafe, self.exit)
        for place in PLACES:
            self.add_mode(place.code, partial(self._place_screen, place.screen))
        self.call_after_refresh(collect_again)
        begin(self, self._tell_of_drafts, group="drafts")

    async def _tell_of_drafts(self) -> None:
        if drafts := await self.bench.work.call(lambda desk: desk.drafts.all()):
            self.say(kept_words(drafts))

    def on_unmount(self) -> None:
        """Let the data thread finish."""
        self.bench.work.close()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and behind them ours for control characters."""
        return (*super().get_line_filters(), self._backstop)

    async def on_event(self, event: events.Event) -> None:
        """Hand a dialog its keys one after the other, so that each means what it means on its own."""
        if not isinstance(event, events.Key) or event.is_forwarded or not isinstance(self.screen, OneByOne):
            await super().on_event(event)
        elif self.screen.ready:
            front, below = self.screen, self.focused
            front.ready = False
            await super().on_event(event)
            start = below or front
            # A key bound to an action comes up to the app first; what that sets off is waited for, too.
            behind(start, partial(behind, start, partial(self.call_later, front.go_on)))
        else:
            self.bench.ahead.keep(event)

    def on_said(self, message: Said) -> None:
        """Say a sentence on the full screen in front."""
        self.say(message.sentence, bad=message.bad)

    def on_desk_changed(self, message: DeskChanged) -> None:
        """Every screen reads again what it shows, the one in front first, those of other places later."""
        here = {screen for screen in self.screen_stack if isinstance(screen, DeskScreen)}
        for screen in reversed(self.screen_stack):
            if screen in here:
                screen.reread()
        for screen in self._desk_screens() - here:
            screen.outdated = True

    def on_news_came(self, message: NewsCame) -> None:
        """Let every screen hear what others did; who is no longer let in is shown the way out."""
        if message.news.shut:
            self.leaving.begin(Refused.exit_code, f"{message.news.shut} {SHUT_OUT}")
            return
        self.bench.company.learn(message.news.present)
        front = self._front()
        for screen in self._desk_screens():
            screen.hear(message.news, in_front=screen is front)

    def on_record_opened(self, message: RecordOpened) -> None:
        """Put a record in front of the agent."""
        self.push_screen(loaded(RECORDS[kind_of(message.number)])(message.number))

    def on_place_chosen(self, message: PlaceChosen) -> None:
        """Go to another place of the desk, as it was left."""
        self.switch_mode(message.code)

    async def on_view_chosen(self, message: ViewChosen) -> None:
        """Go to the list of that place and show the view there."""
        await self.switch_mode(message.place)
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.screen.post_message(message)

    def action_place_next(self) -> None:
        """Go to the next place of the desk."""
        self.switch_mode(place_after(self.current_mode).code)

    def action_desk_quit(self) -> None:
        """Leave the console."""
        self.exit()

    def action_desk_help(self) -> None:
        """Show every key of the screen in front."""
        from tui.dialogs.help import HelpDialog
        from tui.key_help import help_groups

        if (screen := self._front()) is not None:
            commands = self.bench.keymap.commands(screen.NAME)
            self.push_screen(HelpDialog(help_groups(commands, screen.help_hints())))

    def action_desk_palette(self) -> None:
        """Find a command or an open action by its name."""
        from tui.palette import palette

        if (screen := self._front()) is not None:
            self.push_screen(palette(screen.choices()))

    def action_desk_command(self) -> None:
        """Type where to go or what to do."""
        from tui.dialogs.command_line import CommandLine

        if (screen := self._front()) is not None:
            self.push_screen(CommandLine(screen.choices()), screen.run_named)

    def action_help_quit(self) -> None:
        """Say how to leave, at the key that leaves other programs."""
        self.say("Press q to leave the console.")

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """Say a sentence in the bottom band of the full screen in front."""
        if (screen := self._front()) is not None:
            screen.say(sentence, bad=bad)

    def _desk_screens(self) -> set[DeskScreen]:
        stacks = self._screen_stacks.values()
        return {screen for stack in stacks for screen in stack if isinstance(screen, DeskScreen)}

    def _tell(self, news: News) -> None:
        """Hand news from the data thread on to the event loop, unless that has ended."""
        with suppress(RuntimeError):
            self.post_message(NewsCame(news))

    def _front(self) -> DeskScreen | None:
        screens = (screen for screen in reversed(self.screen_stack) if isinstance(screen, DeskScreen))
        return next(screens, None)

    def _place_screen(self, screen: str) -> Screen[None]:
        return loaded(screen)()

    def _busy(self, busy: bool) -> None:
        if (screen := self._front()) is not None:
            screen.top_bar.work_goes_on(busy)

    def _handle_exception(self, error: Exception) -> None:
        """Say in the bottom band what a worker could not do; what nobody foresaw ends the console."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, DeskError):
            self.say(str(cause), bad=True)
            return
        super()._handle_exception(error)

    def panic(self, *renderables: RenderableType) -> None:
        """What Textual would draw of a fault may hold a customer's text: it goes to the log as well."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        """The traceback goes to the log, and nothing else of the fault to the terminal than its number."""
        from tui.incident import EXIT_CODE, record

        self._return_code = EXIT_CODE
        if not self._incident:
            error = sys.exception() or self._exception or RuntimeError("a panic without an error")
            self._incident = record(paths.log_file(), error)
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """One line with the number of the incident, once the terminal is as it was."""
        if self._incident:
            sys.stderr.write(f"{self._incident}\n")
            self._incident = ""


def collect_again() -> None:
    """Set the collector going where the start has stopped it; what was loaded until then is there to stay."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def run(url: str, agent: str, *, origin: str = "console", key: str = "") -> int:
    """Open the console on a desk and return its exit code."""
    leaving = Leaving()
    with leaving.awaited():
        keymap = read_keymap(paths.config_file())
        desk = Desk.open(url, agent=agent, origin=origin, key=key)
        try:
            app = CasedeskApp(desk, keymap=keymap, leaving=leaving)
            try:
                app.run()
            finally:
                app.bench.work.close()
                unheard = leaving.tell(desk)
        finally:
            desk.close()
    for sentence in filter(None, (leaving.why, *unheard)):
        sys.stderr.write(f"{sentence}\n")
    return leaving.code or app.return_code or 0
