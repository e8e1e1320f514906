"""What the list of cases says about itself: the line above the keys, and why there is nothing to see."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from models import Count, SavedView
from tui.case_pages import Listing
from tui.commands import Command, sign
from tui.text import clean
from tui.widgets.view_bar import counted


def filter_words(listing: Listing, *, typing: bool) -> Content:
    """The filter and the order, as in ``/ lamp sort:-number``; while it is typed, the order alone."""
    query = "" if typing else clean(listing.query)
    slash = "" if typing else "/ "
    return Content.assemble(
        (slash, "$foreground-muted"),
        (f"{query} " if query else "", "$foreground"),
        (f"sort:{listing.sort}", "$foreground-muted"),
    )


def found_words(found: Count | None, whole: Count | None) -> Content:
    """How many of how many, as in ``7 of 203``."""
    if found is None or whole is None:
        return Content()
    if found == whole:
        noun = "case" if found.number == 1 else "cases"
        return Content.styled(f"{counted(found)} {noun}", "$foreground-muted")
    return Content.styled(f"{counted(found)} of {counted(whole)}", "$foreground-muted")


def empty_words(listing: Listing, views: Sequence[SavedView], commands: Sequence[Command]) -> tuple[str, ...]:
    """Why the list is empty, what would fill it, and which key does that."""
    keys = {command.id: sign(command.keys[0]) for command in commands}
    if listing.query:
        return (f"Nothing matches {listing.query}", f"{keys['list.clear']} clears the filter")
    numbers = {view.code: number for number, view in enumerate(views, start=1)}
    label = next((view.label for view in views if view.code == listing.view), listing.view)
    if listing.view == "my" and "unassigned" in numbers:
        return ("No open case is yours", f"{numbers['unassigned']} shows those that nobody has yet")
    if listing.view == "all":
        return ("This desk has no case yet", f"{keys['list.new']} writes the first one")
    return (f"There is nothing in {label}", f"{keys['list.new']} writes a new case")
