"""What a list says about itself: the line above the keys, and why there is nothing to see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textual.content import Content

from models import Count, SavedView
from tui.commands import Command, sign
from tui.list_pages import Listing
from tui.text import clean
from tui.widgets.view_bar import counted


class ListWords(NamedTuple):
    """The words of one list: ``new`` is the command that writes a record.

    ``hints`` say for an empty view what would fill it, and the view that its number key would show instead.
    """

    one: str
    many: str
    new: str
    hints: Mapping[str, tuple[str, str, str]]

    def found(self, found: Count | None, whole: Count | None) -> Content:
        """How many of how many, as in ``7 of 203``."""
        if found is None or whole is None:
            return Content()
        if found == whole:
            noun = self.one if found.number == 1 else self.many
            return Content.styled(f"{counted(found)} {noun}", "$foreground-muted")
        return Content.styled(f"{counted(found)} of {counted(whole)}", "$foreground-muted")

    def empty(
        self, listing: Listing, views: Sequence[SavedView], commands: Sequence[Command]
    ) -> tuple[str, ...]:
        """Why the list is empty, what would fill it, and which key does that."""
        keys = {command.id: sign(command.keys[0]) for command in commands}
        if listing.query:
            return (f"Nothing matches {listing.query}", f"{keys['list.clear']} clears the filter")
        numbers = {view.code: number for number, view in enumerate(views, start=1)}
        label = next((view.label for view in views if view.code == listing.view), listing.view)
        why, other, does = self.hints.get(listing.view, ("", "", ""))
        if other in numbers:
            return (why, f"{numbers[other]} {does}")
        if listing.view == "all":
            return (f"This desk has no {self.one} yet", f"{keys[self.new]} writes the first one")
        return (why or f"There is nothing in {label}", f"{keys[self.new]} writes a new {self.one}")


def filter_words(listing: Listing, *, typing: bool) -> Content:
    """The filter and the order, as in ``/ lamp sort:-number``; while it is typed, the order alone."""
    query = "" if typing else clean(listing.query)
    slash = "" if typing else "/ "
    return Content.assemble(
        (slash, "$foreground-muted"),
        (f"{query} " if query else "", "$foreground"),
        (f"sort:{listing.sort}", "$foreground-muted"),
    )
