"""What others do while this console is open: looked for in the data thread, told to the event loop.

A look asks SQLite whether another connection has committed, every few looks the presence folder whether
anybody came or went, and now and then whether the file is still there. All of it takes microseconds, and
nothing is drawn where nothing is new. What the console itself commits is no news to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from models import DeskError, Refused
from tui.text import fit

if TYPE_CHECKING:
    from models import Outlook, Presence, Present

#: What an agent does at a record, as a row of a list says it and as the record's own screen does.
ROW_WORDS = {"open": "is here", "note": "is writing", "edit": "is writing"}
SCREEN_WORDS = {"open": "has it open", "note": "is writing a note", "edit": "is changing it"}
#: The same of the agent's own other consoles.
OWN_ROW_WORDS = {"open": "are here, too", "note": "write here, too", "edit": "write here, too"}
OWN_SCREEN_WORDS = {
    "open": "have it open elsewhere, too",
    "note": "are writing a note elsewhere",
    "edit": "are changing it elsewhere",
}


#: The most of a name that a row of a list shows, in cells.
NAME_MOST = 10
#: How many looks there are to one for who is where, and to one for the file.
PRESENCE_LOOKS, FILE_LOOKS = 2, 8


class News(NamedTuple):
    """What a look came to: whether the desk can be seen, whether it has changed, who is where.

    ``lost`` says why the desk can't be seen; it is empty where it can. ``shut`` says why this agent is no
    longer let in.
    """

    moved: bool
    lost: str
    present: tuple[Present, ...]
    shut: str = ""


class Watch:
    """Looks out for one console; ``tell`` is called from the data thread, and only with something new."""

    def __init__(self, outlook: Outlook, tell: Callable[[News], object]) -> None:
        self._outlook = outlook
        self._tell = tell
        self._presence: Presence | None = None
        self._told = News(moved=False, lost="", present=())
        self._place = ("", "open")
        self._looks = 0
        #: Whether the agent is known to be let in, by all that was written until the last look.
        self._sure = False

    def attend(self, record: str, doing: str) -> None:
        """From now on this console is at a record (nowhere: an empty number) and does this there."""
        self._place = (record, doing)

    def look(self) -> None:
        """Look once; what goes wrong is told like a desk that can't be seen."""
        self._looks += 1
        moved, (_, lost, present, shut) = False, self._told
        try:
            moved = self._outlook.moved()
            if moved or not self._sure:
                self._sure = False
                self._outlook.let_in()
                self._sure = True
            if lost or self._looks % FILE_LOOKS == 1:
                self._outlook.still_there()
                # What happened while it was lost has not been seen.
                moved, lost = moved or bool(lost), ""
            if self._looks % PRESENCE_LOOKS == 1:
                present = self._who_is_where()
        except Refused as refusal:
            shut = str(refusal)
        except Exception as error:  # noqa: BLE001 - the thread that looks is the one that answers the agent
            lost = str(error) if isinstance(error, DeskError) else f"What others do can't be seen: {error!r}."
        news = News(moved, lost, present, shut)
        if moved or news[1:] != self._told[1:]:
            self._told = news
            self._tell(news)

    def _who_is_where(self) -> tuple[Present, ...]:
        if self._presence is None:
            self._presence = self._outlook.presence()
        return self._presence.look(*self._place)

    def leave(self) -> None:
        """The console ends."""
        if self._presence is not None:
            self._presence.leave()


class Company:
    """Who else is at which record."""

    def __init__(self, me: str) -> None:
        self._me = me
        self._present: tuple[Present, ...] = ()

    def learn(self, present: Iterable[Present]) -> None:
        """From now on these are there."""
        self._present = tuple(present)

    def by_record(self) -> dict[str, str]:
        """What a row says of each record where somebody is; of several the one who writes, and how many."""
        found: dict[str, list[Present]] = {}
        for each in self._present:
            found.setdefault(each.record, []).append(each)
        return {record: self._row(there) for record, there in found.items()}

    def at(self, record: str) -> str:
        """Who else is at a record and does what there, in one line; empty where nobody is."""
        there = dict.fromkeys(each for each in self._present if each.record == record)
        own = [f"you {OWN_SCREEN_WORDS[each.doing]}" for each in there if each.agent == self._me]
        others = [f"{each.agent} {SCREEN_WORDS[each.doing]}" for each in there if each.agent != self._me]
        return " · ".join([*own, *others])

    def _row(self, there: list[Present]) -> str:
        first = max(there, key=lambda each: each.doing != "open")
        more = f" +{len(there) - 1}" if len(there) > 1 else ""
        if first.agent == self._me:
            return f"you {OWN_ROW_WORDS[first.doing]}{more}"
        name = fit(first.agent, min(cell_len(first.agent), NAME_MOST))
        return f"{name} {ROW_WORDS[first.doing]}{more}"
