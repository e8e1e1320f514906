"""Adding a line to a basket, its product looked for first; and changing one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.screen import Screen

from models import Done, Field, OrderLineView, OrderView, ProductView, amount_text
from tui.bench import bench_of
from tui.dialogs.held import held_values
from tui.dialogs.product_search import ProductSearch
from tui.dialogs.record_form import add_to_record, edit_record
from tui.text import clean

HINT = "enter adds it; tab goes on to what else can be said"


async def add_order_line(
    screen: Screen[None], order: OrderView, label: str, version: int | None
) -> Done | None:
    """Ask for a product and how many of it, and add the line; ``esc`` goes from the form to the search."""
    work = bench_of(screen).work
    where = order.names.get(order.originating, order.originating)
    seen = order.version if version is None else version
    words = ""
    while True:
        search = ProductSearch(label, f"{order.number} at {where}", order.originating, words)
        product = await screen.app.push_screen_wait(search)
        if product is None:
            return None
        words = search.words
        asked = await work.call(lambda desk: desk.till.form("new_line", order.number))
        done = await add_to_record(
            screen,
            order.number,
            label,
            tuple(fields_for(product, asked)),
            seen,
            about=clean(product.name or product.id),
            given={"product": product.id},
            hint=HINT,
        )
        if done is not None:
            return done


def fields_for(product: ProductView, fields: Iterable[Field]) -> Iterator[Field]:
    """The fields of a new line of this product: its price has to be said where it has none of its own."""
    for field in fields:
        if field.name != "unit_price":
            yield field
        elif product.price:
            yield field._replace(label=f"{field.label} (else {product.price})")
        else:
            yield field._replace(required=True)


async def edit_order_line(
    screen: Screen[None], order: OrderView, line: OrderLineView, label: str, version: int | None
) -> Done | None:
    """Change a line of a basket."""
    fields = await bench_of(screen).work.call(lambda desk: desk.till.form("order_line", order.number))
    price = amount_text(line.unit_price_minor, order.currency)
    held = held_values(line, fields) | {"unit_price": price}
    return await edit_record(
        screen, line.number, label, fields, held, line.version if version is None else version
    )
