"""Who else is at a record shows in lists and on its screen, and a console tells where it is itself."""

from __future__ import annotations

from pathlib import Path

from models import Desk
from tests.rig.pictures import Picture, settled
from tests.tui.at_case import CASE, at_case, in_work, lamps, press, seen
from tests.tui.at_list import NARROW, at_list
from tests.tui.at_order import at_orders
from tests.tui.desks import filled_desk
from tests.tui.shop import ORDER, mixed_basket
from tests.tui.together import another_console, until


async def test_who_else_is_where_shows_in_the_list(tmp_path: Path, picture: Picture) -> None:
    desk = filled_desk(tmp_path)
    async with at_list(desk) as pilot:
        await press(pilot, "4")
        with (
            another_console(desk) as bob,
            another_console(desk, "cem") as cem,
            another_console(desk, "ann") as ann,
        ):
            bob.look("ORDCS0001010", "open")
            cem.look("ORDCS0001012", "open")
            ann.look("ORDCS0001012", "note")
            await until(pilot, lambda: "bob is here" in seen(pilot) and "you write" in seen(pilot))
            await picture(pilot)
        await until(pilot, lambda: "bob is here" not in seen(pilot))


async def test_who_else_is_where_shows_at_80_columns(tmp_path: Path, picture: Picture) -> None:
    desk = filled_desk(tmp_path)
    async with at_list(desk, NARROW) as pilot:
        await press(pilot, "4")
        with another_console(desk, "maximiliane von und zu") as max_, another_console(desk) as bob:
            max_.look("ORDCS0001010", "note")
            bob.look("ORDCS0001012", "edit")
            await until(pilot, lambda: "maximilia…" in seen(pilot) and "bob is writing" in seen(pilot))
            await picture(pilot)


async def test_who_else_is_where_shows_in_the_list_of_orders(tmp_path: Path) -> None:
    desk = mixed_basket(tmp_path)
    for size in (NARROW, (132, 30)):
        async with at_orders(desk, size) as pilot:
            columns = seen(pilot).splitlines()[2]
            with another_console(desk) as bob:
                bob.look(ORDER, "edit")
                await until(pilot, lambda: "bob " in seen(pilot).splitlines()[3])
                assert "Kim" in seen(pilot)
                assert seen(pilot).splitlines()[2] == columns
        desk = Desk.open(desk.session.database.url, agent="ann")
    desk.close()


async def test_who_else_is_where_shows_on_the_case(tmp_path: Path, picture: Picture) -> None:
    desk = in_work(tmp_path)
    async with at_case(desk) as pilot:
        with another_console(desk) as bob, another_console(desk, "ann") as ann:
            bob.look(CASE, "note")
            ann.look(CASE, "open")
            await until(
                pilot, lambda: "you have it open elsewhere, too · bob is writing a note" in seen(pilot)
            )
            await picture(pilot)
        await until(pilot, lambda: "bob is writing" not in seen(pilot))


async def test_a_console_says_where_it_is_what_is_written_there_and_that_it_leaves(tmp_path: Path) -> None:
    desk = lamps(tmp_path, "submit")
    with another_console(desk) as bob:

        def ann() -> list[tuple[str, str]]:
            return [(each.record, each.doing) for each in bob.look("", "open")]

        async with at_case(desk) as pilot:
            await until(pilot, lambda: ann() == [(CASE, "open")])
            await press(pilot, "n")
            await until(pilot, lambda: ann() == [(CASE, "note")])
            await press(pilot, "escape")
            await until(pilot, lambda: ann() == [(CASE, "open")])
            # The help is no writing; a line belongs to its case.
            await press(pilot, "?", "escape", "tab", "a")
            await until(pilot, lambda: ann() == [(CASE, "edit")])
            await press(pilot, "escape", "escape")
            await until(pilot, lambda: ann() == [])
            await press(pilot, "n")
            await until(pilot, lambda: ann() == [(CASE, "note")])
            await press(pilot, "escape")
            await until(pilot, lambda: ann() == [])
            await press(pilot, "enter")
            await until(pilot, lambda: ann() == [(CASE, "open")])
            await settled(pilot)
        assert ann() == []
