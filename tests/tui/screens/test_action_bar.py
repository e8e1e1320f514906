"""What can be done, while a cursor goes through lines that allow different things."""

from __future__ import annotations

from pathlib import Path

from tests.tui.at_case import press
from tests.tui.at_order import at_order, order_screen
from tests.tui.shop import shop

NARROW = (90, 40)


async def test_the_rows_below_stand_still_while_a_cursor_goes_through_lines(tmp_path: Path) -> None:
    desk = shop(tmp_path)
    # Of one piece nothing can be split off: that line has other actions, in fewer rows or more.
    lines = [{"product": "CU", "quantity": pieces} for pieces in (1, 2, 1, 2, 1)]
    made = desk.till.new_basket({"ou": "AMS", "customer": "C7"}, lines)
    async with at_order(desk, NARROW, made.record) as pilot:
        screen = order_screen(pilot)
        assert screen.focused is screen.line_table
        heights = [screen.action_bar.size.height]
        for _ in lines[1:]:
            await press(pilot, "j")
            heights.append(screen.action_bar.size.height)
        needed = {len(screen.action_bar.render().plain.splitlines())}
        await press(pilot, "k")
        needed.add(len(screen.action_bar.render().plain.splitlines()))
        assert len(needed) > 1
        assert heights == sorted(heights)
        assert heights[1:] == [max(needed)] * (len(lines) - 1)
        # The order itself has rows of its own again.
        await press(pilot, "shift+tab")
        assert screen.action_bar.size.height == len(screen.action_bar.render().plain.splitlines())
