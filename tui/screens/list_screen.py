"""A list on a full screen: views on numbers, a live filter, an order, pages read as they are needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar, Generic

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from models import Count, Desk, Invalid, ListKind, SavedView
from tui import list_pages
from tui.background import begin
from tui.commands import Keys
from tui.list_pages import Listing
from tui.list_words import ListWords, filter_words
from tui.messages import FilterTyped, ViewChosen
from tui.screens.desk_screen import DeskScreen
from tui.widgets.filter_bar import FilterBar
from tui.widgets.record_lines import Columns
from tui.widgets.record_table import RecordTable
from tui.widgets.row_window import R, Rows
from tui.widgets.view_bar import ViewBar

#: How often ages are drawn afresh.
MINUTE_SECONDS = 60


class ListScreen(DeskScreen, Generic[R]):
    """What the list shows and in which order; what is done with the highlighted record is its subclass's.

    ``KIND`` is the kind of list, ``MACHINE`` the one of its badges, ``SORTS`` the orders that one key goes
    through, ``WORDS`` what the list says about itself.
    """

    AUTO_FOCUS: ClassVar[str] = "RecordTable"
    KIND: ClassVar[ListKind] = "cases"
    MACHINE: ClassVar[str] = "case"
    SORTS: ClassVar[tuple[str, ...]] = ("-number",)
    WORDS: ClassVar[ListWords]

    def __init__(self, listing: Listing, first: Rows[R]) -> None:
        super().__init__()
        self.listing = listing
        self.wanted = listing
        self._first = first
        self._counts: dict[str, Count] = {}
        self._found: Count | None = None
        self.filter_bar = FilterBar()

    def columns_at(self, width: int) -> Columns[R]:
        """The columns at a width of the terminal."""
        raise NotImplementedError

    def compose_work(self) -> ComposeResult:
        """Views, table, filter."""
        moves = Keys(command for command in self.bench.keymap.commands(self.NAME) if command.moves)
        self.view_bar = ViewBar(self.views, self.listing.view, self.PLACE)
        self.table = RecordTable[R](self.columns_at, self.bench.badges[self.MACHINE], moves)
        self.table.show(self._first, sort=self.listing.sort, now=self.bench.now(), empty=self._empty())
        yield self.view_bar
        yield self.table

    def compose_status(self) -> ComposeResult:
        """The filter, while it is typed, in front of what it finds."""
        with Horizontal(id="status"):
            yield Static("/", id="filter--slash")
            yield self.filter_bar
            yield self.status_line

    def on_mount(self) -> None:
        """Read what can wait until the first rows are on the screen."""
        self._show_status()
        self.call_after_refresh(self.read_counts)
        self.set_interval(MINUTE_SECONDS, lambda: self.table.grow_older(self.bench.now()))

    @property
    def views(self) -> tuple[SavedView, ...]:
        """The saved views of this list."""
        return self.bench.views.get(self.PLACE, ())

    def record(self) -> str:
        """The highlighted record."""
        row = self.table.highlighted
        return row.number if row else ""

    def reread(self) -> None:
        """Read the list again about the highlighted record, and the counts."""
        self.load(self.wanted, partial(list_pages.around, number=self.record()))
        self.read_counts()

    async def read_on(self) -> None:
        """Show what others did to the rows and to the counts; the cursor stays on its record."""
        while True:
            listing, number = self.listing, self.record()
            rows = await self.bench.work.call(partial(list_pages.around, listing=listing, number=number))
            # Meanwhile the agent may have moved on, or wished for another list.
            if listing is self.listing and self.table.renew(rows):
                break
        if listing.query:
            self._found = await self.bench.work.call(partial(_count, listing=listing))
        await self._reading_counts()

    def show_company(self) -> None:
        """Show at the rows who else is there."""
        self.table.meet(self.bench.company.by_record())

    def action_list_filter(self) -> None:
        """Type the filter."""
        self.saying.hush()
        self.filter_bar.open(self.wanted.query)
        self._show_status()

    def action_list_clear(self) -> None:
        """Clear the filter; the cursor stays on its record."""
        if self.wanted.query:
            self.load(self.wanted._replace(query=""), partial(list_pages.around, number=self.record()))

    def action_list_sort(self) -> None:
        """Sort by the next field, in the direction that puts first what matters."""
        field = self.wanted.sort.lstrip("-")
        fields = [sort.lstrip("-") for sort in self.SORTS]
        self._sort(self.SORTS[(fields.index(field) + 1) % len(fields) if field in fields else 0])

    def action_list_turn(self) -> None:
        """Turn the order round."""
        sort = self.wanted.sort
        self._sort(sort[1:] if sort.startswith("-") else f"-{sort}")

    def action_list_view(self, key: str) -> None:
        """Show the view with this number."""
        if int(key) <= len(self.views):
            self._show_view(self.views[int(key) - 1].code)

    def action_list_previous_view(self) -> None:
        """Show the view to the left."""
        self._step_view(-1)

    def action_list_next_view(self) -> None:
        """Show the view to the right."""
        self._step_view(1)

    def on_view_chosen(self, message: ViewChosen) -> None:
        """Show a view that was chosen by name or with the mouse."""
        message.stop()
        self._show_view(message.code)

    def on_filter_typed(self, message: FilterTyped) -> None:
        """Filter while it is typed; an emptied filter leaves the cursor on its record."""
        query = message.query.strip()
        self.saying.hush()
        if message.done:
            self.table.focus()
        if query != self.wanted.query:
            read = list_pages.start if query else partial(list_pages.around, number=self.record())
            self.load(self.wanted._replace(query=query), read)
        self._show_status()

    def on_record_table_end_wanted(self, message: RecordTable.EndWanted) -> None:
        """Go to an end that the table doesn't hold."""
        self.load(self.wanted, list_pages.start if message.first else list_pages.end)

    def on_record_table_edge_near(self, message: RecordTable.EdgeNear) -> None:
        """Read on before the cursor gets there."""
        rows = self.table.window.rows
        if rows:
            begin(
                self, partial(self._extend, rows[0 if message.before else -1], message.before), group="edge"
            )

    def load(self, listing: Listing, read: Callable[[Desk, Listing], Rows[R]]) -> None:
        """Read the list again with these wishes; an older reading that is still under way is dropped."""
        self.wanted = listing
        begin(self, partial(self._loading, listing, read), group="page", exclusive=True)

    def _empty(self) -> tuple[str, ...]:
        return self.WORDS.empty(self.listing, self.views, self.bench.keymap.commands(self.NAME))

    def _show_status(self) -> None:
        typing = self.filter_bar.display
        if self.has_class("-typing") is not typing:
            self.set_class(typing, "-typing")
            self.show_keys()
        found = self._found if self.listing.query else self._counts.get(self.listing.view)
        words = filter_words(self.listing, typing=typing)
        self.status_line.show(words, self.WORDS.found(found, self._counts.get("all")))

    def _show_view(self, code: str) -> None:
        self.load(self.wanted._replace(view=code), list_pages.start)

    def _step_view(self, step: int) -> None:
        codes = [view.code for view in self.views]
        place = codes.index(self.wanted.view) + step if self.wanted.view in codes else -1
        if 0 <= place < len(codes):
            self._show_view(codes[place])

    def _sort(self, sort: str) -> None:
        self.load(self.wanted._replace(sort=sort), partial(list_pages.around, number=self.record()))

    async def _loading(self, listing: Listing, read: Callable[[Desk, Listing], Rows[R]]) -> None:
        work = self.bench.work
        try:
            rows = await work.call(lambda desk: read(desk, listing))
        except Invalid as error:
            self.wanted = self.listing
            self.say(str(error))
            if not self.filter_bar.display and listing.query != self.listing.query:
                # What was typed is mended, not typed again.
                self.filter_bar.open(listing.query, mend=True)
                self._show_status()
            return
        self.put(listing, rows)
        if listing.query:
            self._found = await work.call(lambda desk: _count(desk, listing))
            self._show_status()

    def put(self, listing: Listing, rows: Rows[R]) -> None:
        """Show what was read."""
        self.listing = listing
        self._found = None
        self.view_bar.light(listing.view)
        self.table.show(rows, sort=listing.sort, now=self.bench.now(), empty=self._empty())
        self._show_status()

    async def _extend(self, edge: R, before: bool) -> None:
        listing = self.listing
        read = list_pages.in_front if before else list_pages.behind
        rows = await self.bench.work.call(lambda desk: read(desk, listing, edge.number))
        window = self.table.window
        if listing is self.listing and window.rows and window.rows[0 if before else -1].id == edge.id:
            self.table.extend(rows.rows, rows.more_before if before else rows.more_after, before=before)

    def read_counts(self) -> None:
        """Count every view again, one question each, so that others get a turn."""
        begin(self, self._reading_counts, group="counts", exclusive=True)

    async def _reading_counts(self) -> None:
        for view in self.views:
            whole = Listing(view=view.code, kind=self.KIND)
            count = await self.bench.work.call(partial(_count, listing=whole))
            self._counts[view.code] = count
            self.view_bar.count(view.code, count)
            self._show_status()


def _count(desk: Desk, listing: Listing) -> Count:
    return desk.count(listing.kind, view=listing.view, query=listing.query)
