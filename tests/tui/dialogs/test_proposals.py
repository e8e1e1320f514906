"""From a case to its order and back: accepting a line shows what follows at the till, and does nothing."""

from __future__ import annotations

from pathlib import Path

from models import Desk
from tests.rig.pictures import Picture
from tests.tui.at_case import CASE, ask, at_case, press, seen
from tests.tui.at_order import at_order, order_screen
from tests.tui.shop import ORDER, placed_order
from tui.screens.case import CaseScreen

LINE = "ORDCSL0001001"


def complaint(folder: Path, paid: str = "404.00") -> Desk:
    """A case in work that wants one of the order's four lamps less."""
    desk = placed_order(folder)
    desk.do("pay", ORDER, {"amount": paid})
    desk.do("ship", ORDER)
    line = {"about": f"{ORDER}/1", "ordered_quantity": 4, "requested_quantity": 3}
    desk.new_case({"short_description": "One lamp is broken", "order": ORDER}, [line])
    desk.do("submit", CASE)
    desk.do("assign_to_me", CASE)
    return desk


async def test_accepting_a_line_proposes_what_follows(tmp_path: Path, picture: Picture) -> None:
    async with at_case(complaint(tmp_path)) as pilot:
        await press(pilot, "tab", "y", "y")
        assert "What follows at the till" in seen(pilot)
        assert "Bring back 1 of Lamp Nora, brass" in seen(pilot)
        await picture(pilot)
        await press(pilot, "enter")
        assert "Done; ORDCSL0001001 and SO0001001 say so" in " ".join(seen(pilot).split())
        back = await ask(pilot, lambda desk: desk.till.order("SO0001002"))
        assert [(line.quantity, line.returns) for line in back.lines] == [(-1, f"{ORDER}/1")]
        assert LINE in str(await ask(pilot, lambda desk: desk.journal(ORDER)))
        assert ORDER in str(await ask(pilot, lambda desk: desk.journal(CASE)))


async def test_leaving_a_proposal_leaves_the_order_as_it_is(tmp_path: Path) -> None:
    async with at_case(complaint(tmp_path)) as pilot:
        before = await ask(pilot, lambda desk: desk.till.order(ORDER).version)
        await press(pilot, "tab", "y", "y", "escape")
        assert (await ask(pilot, lambda desk: desk.line(LINE))).state == "resolved_accepted"
        assert await ask(pilot, lambda desk: desk.till.order(ORDER).version) == before


async def test_a_proposal_that_is_barred_says_why_and_is_not_offered(tmp_path: Path) -> None:
    desk = complaint(tmp_path, paid="100.00")
    desk.do("lock", ORDER)
    async with at_case(desk) as pilot:
        await press(pilot, "tab", "y", "y")
        assert f"{ORDER} is locked" in seen(pilot)
        assert "do it at the till" not in seen(pilot)
        await press(pilot, "enter")
        assert (await ask(pilot, lambda desk: desk.count("orders"))).number == 1


async def test_o_goes_from_a_case_to_its_order_and_from_there_to_its_cases(tmp_path: Path) -> None:
    async with at_case(complaint(tmp_path)) as pilot:
        await press(pilot, "o")
        assert order_screen(pilot).number == ORDER
        assert "Cases about this order" in seen(pilot)
        await press(pilot, "o")
        assert isinstance(pilot.app.screen, CaseScreen)
        assert pilot.app.screen.number == CASE


async def test_several_cases_are_offered_by_name(tmp_path: Path, picture: Picture) -> None:
    desk = complaint(tmp_path)
    desk.new_case({"short_description": "Box crushed", "order": ORDER})
    async with at_order(desk) as pilot:
        await press(pilot, "o")
        await picture(pilot)
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, CaseScreen)
        assert pilot.app.screen.number == CASE


async def test_a_case_without_an_order_says_so(tmp_path: Path) -> None:
    desk = placed_order(tmp_path)
    desk.new_case({"short_description": "Nobody answers the phone", "order": "SO9"})
    async with at_case(desk) as pilot:
        await press(pilot, "o")
        assert "names no order of this desk" in seen(pilot)


async def test_a_new_case_about_an_order_takes_the_lines_that_are_chosen(
    tmp_path: Path, picture: Picture
) -> None:
    async with at_order(placed_order(tmp_path)) as pilot:
        await press(pilot, "c", "type:Two cushions torn")
        await picture(pilot)
        await press(pilot, *["tab"] * 11, "0", "down", "2", "ctrl+s")
        case = await ask(pilot, lambda desk: desk.case(CASE))
        assert (case.order, case.account) == (ORDER, "Kim Brandt")
        assert [(line.about, line.requested_quantity) for line in case.lines] == [(f"{ORDER}/2", 2)]
        assert isinstance(pilot.app.screen, CaseScreen)
