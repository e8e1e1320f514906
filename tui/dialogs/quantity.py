"""A line's quantity, one piece up or down at a key."""

from __future__ import annotations

from textual.screen import Screen

from models import Desk, Done, OrderLineView, Refused
from tui.bench import bench_of
from tui.dialogs.fire import explain
from tui.messages import Said


async def change_quantity(screen: Screen[None], line: OrderLineView, pieces: int) -> Done | None:
    """Add pieces to a line, or take some away; None where that is barred, which is explained.

    Each press counts from what the line has by then, however fast they come.
    """

    def change(desk: Desk) -> tuple[int, Done]:
        held = desk.record(line.number)
        quantity, version = int(str(held["quantity"])), int(str(held["version"]))
        quantity += pieces if quantity > 0 else -pieces
        return quantity, desk.set_fields(line.number, {"quantity": quantity}, version=version)

    try:
        quantity, done = await bench_of(screen).work.call(change)
    except Refused as error:
        await explain(screen, line.number, "Change quantity", error)
        return None
    screen.post_message(Said(f"{line.number} {line.description or line.product}: {quantity}."))
    return done
