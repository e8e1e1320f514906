"""Looking for a product while typing, with its price and what the unit has of it."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, Static

from models import DeskError, ProductView
from tui.dialogs.dialog import Dialog
from tui.text import clean
from tui.widgets.key_bar import Hint, hint_piece
from tui.widgets.product_list import ProductList

LIMIT = 50
MOVES = {"up": "move.up", "down": "move.down", "pageup": "move.page_up", "pagedown": "move.page_down"}
HINTS = (Hint("enter", "take it"), Hint("↑ ↓", "choose"), Hint("escape", "back"))


class ProductSearch(Dialog[ProductView]):
    """Gives the product that was chosen; one that the desk doesn't know has an id and nothing else."""

    def __init__(self, title: str, about: str, unit: str, words: str = "") -> None:
        super().__init__(title, about)
        self.words = words
        self._unit = unit
        self._found = ""
        self._taking = False
        self._line = Input(words, placeholder="words of the name, or the id", compact=True)
        self._list = ProductList()
        self._heading = Static(classes="products--heading")
        self._state = Static(classes="products--state")

    def compose_body(self) -> ComposeResult:
        """The line to type in, what was found, what there is to say about it."""
        yield self._line
        yield self._heading
        yield self._list
        yield self._state

    def on_mount(self) -> None:
        """Show what there is before anything is typed."""
        self._line.focus()
        self._search()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what is typed; the answer to what was typed before is dropped."""
        event.stop()
        self.words = event.value
        self._taking = False
        self.release()
        self._search()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the product under the cursor, once it is the one for these words."""
        event.stop()
        if self._found == self.words:
            self._take()
        else:
            self._taking = True
            self.hold()

    def on_key(self, event: Key) -> None:
        """Move through what was found."""
        if event.key in MOVES:
            event.stop()
            event.prevent_default()
            self._list.move(MOVES[event.key])

    def on_resize(self) -> None:
        """Keep the names over their columns."""
        self.call_after_refresh(self._head)

    def _head(self) -> None:
        self._heading.update(self._list.heading())

    def _search(self) -> None:
        self._found = "\0"
        self._look_up(self.words)

    @work(group="search", exclusive=True)
    async def _look_up(self, words: str) -> None:
        try:
            products = await self.bench.work.call(
                lambda desk: desk.till.products(words, self._unit, limit=LIMIT)
            )
        except DeskError:
            self.release()
            raise
        fresh = words.strip()
        if any(product.id.casefold() == fresh.casefold() for product in products):
            fresh = ""
        self._list.show(products, fresh)
        # Whether there is a bar to scroll with shows only once the rows are laid out.
        self.call_after_refresh(self._head)
        self._state.update(_state(len(products), fresh))
        self._found = words
        if self._taking:
            self._take()

    def _take(self) -> None:
        product = self._list.highlighted
        if product is not None:
            self.dismiss(product)
        else:
            self.release()


def _state(found: int, fresh: str) -> Content:
    if found >= LIMIT:
        said = f"the first {LIMIT}; more words find less"
    elif found:
        said = "1 product" if found == 1 else f"{found} products"
    elif fresh:
        said = f"This desk has no product {clean(fresh, limit=40)}."
    else:
        said = "This desk has no product yet; type an id to take one up."
    return Content("   ").join([*map(hint_piece, HINTS), Content.styled(said, "$badge-grey")])
