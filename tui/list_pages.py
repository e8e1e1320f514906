"""Reads windows of a list from the desk, each as a few bounded pages; runs in the data thread."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from models import Desk, ListKind, Page
from tui.widgets.row_window import Rows

if TYPE_CHECKING:
    from models import Cursor

#: Rows in a page.
PAGE = 100


class Listing(NamedTuple):
    """What a list shows: a saved view, a query beside it, and the order; ``kind`` says of which records."""

    view: str = "all"
    query: str = ""
    sort: str = "-number"
    kind: ListKind = "cases"

    def page(
        self, desk: Desk, *, after: Cursor | None = None, before: Cursor | None = None, end: bool = False
    ) -> Page[Any]:
        """One page of it."""
        view, query, sort, kind = self
        return desk.page(
            kind, view=view, query=query, sort=sort, after=after, before=before, end=end, limit=PAGE
        )

    def place_of(self, desk: Desk, number: str) -> Cursor | None:
        """Where a record stands in its order; None where there is none."""
        return desk.cursor_of(number, self.sort, self.kind) if number else None


def start(desk: Desk, listing: Listing) -> Rows[Any]:
    """The first rows."""
    page = listing.page(desk)
    return Rows(page.rows, more_before=False, more_after=page.more)


def first(desk: Desk, kind: ListKind, views: Iterable[str]) -> tuple[Listing, Rows[Any]]:
    """The first view that holds something, with its first rows; the last one where all are empty."""
    listing, rows = Listing(kind=kind), Rows[Any]((), more_before=False, more_after=False)
    for view in views:
        listing = Listing(view=view, kind=kind)
        rows = start(desk, listing)
        if rows.rows:
            break
    return listing, rows


def end(desk: Desk, listing: Listing) -> Rows[Any]:
    """The last rows, the cursor on the very last."""
    page = listing.page(desk, end=True)
    return Rows(page.rows, more_before=page.more, more_after=False, at=len(page.rows) - 1)


def around(desk: Desk, listing: Listing, number: str) -> Rows[Any]:
    """The rows about a record, the cursor on it, or on what stands in its place where it left the list."""
    place = listing.place_of(desk, number)
    if place is None:
        return start(desk, listing)
    front = listing.page(desk, before=place)
    if not front.rows:
        return start(desk, listing)._replace(number=number)
    back = listing.page(desk, after=front.last)
    return Rows((*front.rows, *back.rows), front.more, back.more, number, at=len(front.rows))


def behind(desk: Desk, listing: Listing, number: str) -> Rows[Any]:
    """The rows behind a record."""
    page = listing.page(desk, after=listing.place_of(desk, number))
    return Rows(page.rows, more_before=True, more_after=page.more)


def in_front(desk: Desk, listing: Listing, number: str) -> Rows[Any]:
    """The rows in front of a record."""
    page = listing.page(desk, before=listing.place_of(desk, number))
    return Rows(page.rows, more_before=page.more, more_after=True)
