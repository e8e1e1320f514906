"""Reads windows of the list from the desk, each as a few bounded pages; runs in the data thread."""

from __future__ import annotations

from typing import NamedTuple

from models import Desk
from tui.widgets.case_window import Rows

#: Rows in a page.
PAGE = 100


class Listing(NamedTuple):
    """What a list shows: a saved view, a query beside it, and the order."""

    view: str = "all"
    query: str = ""
    sort: str = "-number"


def start(desk: Desk, listing: Listing) -> Rows:
    """The first rows."""
    page = desk.page(view=listing.view, query=listing.query, sort=listing.sort, limit=PAGE)
    return Rows(page.rows, more_before=False, more_after=page.more)


def end(desk: Desk, listing: Listing) -> Rows:
    """The last rows, the cursor on the very last."""
    page = desk.page(view=listing.view, query=listing.query, sort=listing.sort, end=True, limit=PAGE)
    return Rows(page.rows, more_before=page.more, more_after=False, at=len(page.rows) - 1)


def around(desk: Desk, listing: Listing, number: str) -> Rows:
    """The rows about a case, the cursor on it, or on what stands in its place where it left the list."""
    place = desk.cursor_of(number, listing.sort) if number else None
    if place is None:
        return start(desk, listing)
    view, query, sort = listing
    front = desk.page(view=view, query=query, sort=sort, before=place, limit=PAGE)
    if not front.rows:
        return start(desk, listing)._replace(number=number)
    back = desk.page(view=view, query=query, sort=sort, after=front.last, limit=PAGE)
    return Rows((*front.rows, *back.rows), front.more, back.more, number, at=len(front.rows))


def behind(desk: Desk, listing: Listing, number: str) -> Rows:
    """The rows behind a case."""
    place = desk.cursor_of(number, listing.sort) if number else None
    page = desk.page(view=listing.view, query=listing.query, sort=listing.sort, after=place, limit=PAGE)
    return Rows(page.rows, more_before=True, more_after=page.more)


def in_front(desk: Desk, listing: Listing, number: str) -> Rows:
    """The rows in front of a case."""
    place = desk.cursor_of(number, listing.sort) if number else None
    page = desk.page(view=listing.view, query=listing.query, sort=listing.sort, before=place, limit=PAGE)
    return Rows(page.rows, more_before=page.more, more_after=True)
