"""Messages that cross more than one widget; each bubbles from where it happens to its screen or the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from models import Done
    from tui.live import News


class Said(Message):
    """A sentence for the bottom band, until the next key; the app hands it to the screen in front."""

    def __init__(self, sentence: str, *, bad: bool = False) -> None:
        self.sentence = sentence
        self.bad = bad
        super().__init__()


class RowHighlighted(Message):
    """The cursor is on another record, or that is another; ``moved`` where a key or the mouse did it."""

    def __init__(self, *, moved: bool) -> None:
        self.moved = moved
        super().__init__()


class RecordOpened(Message):
    """The agent wants this record in front of him. The app opens its screen."""

    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__()


class PlaceChosen(Message):
    """The agent wants to be in another place of the desk, one of `tui.places`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__()


class ViewChosen(Message):
    """The agent wants this saved view in the list of its place (one of `tui.places`)."""

    def __init__(self, code: str, place: str) -> None:
        self.code = code
        self.place = place
        super().__init__()


class FilterTyped(Message):
    """The filter reads differently now; ``done`` when the agent is through with typing."""

    def __init__(self, query: str, *, done: bool = False) -> None:
        self.query = query
        self.done = done
        super().__init__()


class NewsCame(Message):
    """Others have done something, or the desk can't be seen; the app lets its screens follow."""

    def __init__(self, news: News) -> None:
        self.news = news
        super().__init__()


class DeskChanged(Message):
    """This console wrote something: every screen in the stack re-reads before it is seen again."""

    def __init__(self, done: Done) -> None:
        self.done = done
        super().__init__()
