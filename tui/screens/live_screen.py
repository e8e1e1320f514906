"""What a full screen does about the others: it follows what they write, and says what is open in it."""

from __future__ import annotations

import asyncio

from textual.screen import ModalScreen, Screen

from tui.background import begin
from tui.bench import Bench, bench_of
from tui.live import News
from tui.widgets.saying import Saying
from tui.widgets.top_bar import TopBar

#: How many times as long as it took to follow the others a screen rests from that.
RESTS = 3
#: What an agent does while a dialog is open over the screen, by the action; every other changes the record.
DOING = {"note": "note", "comment": "note"}


class LiveScreen(Screen[None]):
    """A screen that is read again when others have written, without taking anything from its agent.

    ``outdated`` marks one that is not in front: it is read again once it is.
    """

    def __init__(self) -> None:
        super().__init__()
        self.top_bar = TopBar()
        self.saying = Saying()
        self.outdated = False
        self._written_on = ("", "")
        self._behind = self._following = False

    @property
    def bench(self) -> Bench:
        """What every screen has at hand."""
        return bench_of(self)

    def reread(self) -> None:
        """Read again what the screen shows, because the desk has changed."""

    async def read_on(self) -> None:
        """Read again what others may have changed, and leave the rest as it is."""
        self.reread()

    def attended(self) -> str:
        """The number of the record that the screen has open; empty where it is no record's."""
        return ""

    def show_company(self) -> None:
        """Show who else is at what the screen shows."""

    def on_screen_resume(self) -> None:
        """Be at its record again, and read what has changed while other screens were in front."""
        self.attend()
        self.show_company()
        if self.outdated:
            self.outdated = False
            self.reread()

    def on_screen_suspend(self) -> None:
        """Under the dialog of an action the agent writes."""
        if self._written_on[0] and isinstance(self.app.screen, ModalScreen):
            self.bench.watch.attend(*self._written_on)

    def attend(self) -> None:
        """Tell the others which record is open here."""
        self.bench.watch.attend(self.attended(), "open")

    def writes(self, record: str, action: str) -> None:
        """From now on a dialog over the screen is about this record; an empty number: about none."""
        self._written_on = (self.attended() or record if record else "", DOING.get(action, "edit"))

    def hear(self, news: News, *, in_front: bool) -> None:
        """Take in what others did: in front at once, elsewhere once the screen is seen again."""
        self.top_bar.live(live=not news.lost)
        if not in_front:
            self.outdated = self.outdated or news.moved
            return
        self.show_company()
        if news.lost:
            self.saying.say(news.lost, bad=True)
        elif news.moved:
            self.follow()

    def follow(self) -> None:
        """Read what others did, one reading after the other, however fast they work."""
        self._behind = True
        if not self._following:
            self._following = True
            begin(self, self._keep_up, group="live")

    async def _keep_up(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._behind:
                self._behind = False
                begun = loop.time()
                await self.read_on()
                # Where a reading takes long, the next one waits longer, so that the agent's keys go first.
                await asyncio.sleep((loop.time() - begun) * RESTS)
        finally:
            self._following = False
