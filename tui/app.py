"""The app: it wires the screens to the desk, opens them, and says what went wrong in one place."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from rich.text import Text
from textual.app import App, SystemCommand
from textual.filter import LineFilter
from textual.screen import Screen
from textual.worker import WorkerFailed

from models import Desk, DeskError, utc_now
from tui import case_pages, paths
from tui.backstop import Backstop
from tui.badges import Badges
from tui.bench import Bench
from tui.case_pages import Listing
from tui.commands import Keymap
from tui.keymap import read_keymap
from tui.looks import THEME
from tui.messages import CaseOpened, DeskChanged, Said, ViewChosen
from tui.screens.case_list import CaseListScreen
from tui.screens.desk_screen import DeskScreen
from tui.widgets.case_window import Rows
from tui.work import Work


class CasedeskApp(App[None]):
    """The console on one desk; what it needs for the first picture is read before it starts, in sequence."""

    CSS_PATH = str(paths.stylesheet())
    TITLE = "casedesk"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, desk: Desk, *, now: Callable[[], int] = utc_now, keymap: Keymap | None = None) -> None:
        super().__init__()
        views = desk.views()
        self._listing, self._first = first_rows(desk, [view.code for view in views])
        badges = {machine: Badges(desk.badges(machine)) for machine in ("case", "line")}
        self.bench = Bench(
            work=Work(desk, self._busy),
            me=desk.me(),
            views=views,
            badges=badges,
            keymap=keymap or Keymap(),
            now=now,
        )
        self._backstop = Backstop()
        self.register_theme(THEME)
        # Past its watchers: they would parse every style a second time before the first picture.
        self.set_reactive(App.theme, THEME.name)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """The console begins with the list."""
        return CaseListScreen(self._listing, self._first)

    def on_mount(self) -> None:
        """Leave in good order when the terminal goes away."""
        loop = asyncio.get_running_loop()
        for name in ("SIGHUP", "SIGTERM"):
            with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(getattr(signal, name), self.exit)
        self.call_after_refresh(collect_again)

    def on_unmount(self) -> None:
        """Let the data thread finish."""
        self.bench.work.close()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and behind them ours for control characters."""
        return (*super().get_line_filters(), self._backstop)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None of Textual's own: some write files, which nobody wants of a console on a shared host."""
        return ()

    def on_said(self, message: Said) -> None:
        """Say a sentence on the full screen in front."""
        self.say(message.sentence, bad=message.bad)

    def on_desk_changed(self, message: DeskChanged) -> None:
        """Every screen reads again what it shows, the one in front first."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, DeskScreen):
                screen.reread()

    def on_case_opened(self, message: CaseOpened) -> None:
        """Put a case in front of the agent."""
        from tui.screens.case import CaseScreen

        self.push_screen(CaseScreen(message.number))

    def on_view_chosen(self, message: ViewChosen) -> None:
        """Go back to the list and show the view there."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.screen.post_message(message)

    def action_desk_quit(self) -> None:
        """Leave the console."""
        self.exit()

    def action_desk_help(self) -> None:
        """Show every key of the screen in front."""
        from tui.dialogs.help import HelpDialog
        from tui.key_help import help_groups

        if (screen := self._front()) is not None:
            commands = self.bench.keymap.commands(screen.NAME)
            self.push_screen(HelpDialog(help_groups(commands, screen.action_hints())))

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

    def _front(self) -> DeskScreen | None:
        screens = (screen for screen in reversed(self.screen_stack) if isinstance(screen, DeskScreen))
        return next(screens, None)

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

    def _fatal_error(self) -> None:
        """One line with the number of the incident; the traceback goes to the log, never to the terminal."""
        from tui.incident import record

        self.panic(Text(record(paths.log_file())))


def first_rows(desk: Desk, views: Sequence[str]) -> tuple[Listing, Rows]:
    """The first view that holds something, with its first rows; the last one where all are empty."""
    listing, rows = Listing(), Rows((), more_before=False, more_after=False)
    for view in views:
        listing = Listing(view=view)
        rows = case_pages.start(desk, listing)
        if rows.rows:
            break
    return listing, rows


def collect_again() -> None:
    """Set the collector going where the start has stopped it; what was loaded until then is there to stay."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def run(url: str, agent: str) -> int:
    """Open the console on a desk and return its exit code."""
    keymap = read_keymap(paths.config_file())
    desk = Desk.open(url, agent=agent)
    try:
        app = CasedeskApp(desk, keymap=keymap)
        app.run()
    finally:
        desk.close()
    return app.return_code or 0
