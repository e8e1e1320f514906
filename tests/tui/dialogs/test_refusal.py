"""A barred key answers with every reason, its source and the way there."""

from __future__ import annotations

from pathlib import Path

from tests.rig.pictures import Picture, settled
from tests.tui.at_case import CASE, ask, at_case, in_work, lamps, press, seen
from tests.tui.at_order import at_order
from tests.tui.shop import mixed_basket
from tui.dialogs.refusal import RefusalDialog


async def test_a_refusal_looks_as_it_should(tmp_path: Path, picture: Picture) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        await press(pilot, "c")
        await picture(pilot)


async def test_every_reason_is_said_with_its_source_and_the_way_with_its_keys(tmp_path: Path) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        await press(pilot, "c")
        shown = seen(pilot)
        assert "Close Case is barred  ORDCS0001001" in shown
        assert "× Close Case needs Resolved; this case is Work in Progress." in shown
        assert "× Line ORDCSL0001002 (SO0001017/2) is still open" in shown
        assert "seed A, T1, T3" in shown
        assert "The way there   r Resolve Case  →  c Close Case" in shown


async def test_the_keys_that_mend_a_reason_stay_whole(tmp_path: Path) -> None:
    async with at_order(mixed_basket(tmp_path), (80, 40)) as pilot:
        await press(pilot, "P")
        assert isinstance(pilot.app.screen, RefusalDialog)
        for width in range(80, 100, 3):
            await pilot.resize_terminal(width, 40)
            await settled(pilot)
            shown = [line for line in seen(pilot).splitlines() if "│" in line]
            assert any("T Change type" in line for line in shown)
            assert any("z Suspend" in line for line in shown)


async def test_enter_starts_with_the_first_action_of_the_way(tmp_path: Path) -> None:
    async with at_case(in_work(tmp_path)) as pilot:
        await press(pilot, "c", "enter")
        assert "Resolve Case  ORDCS0001001" in seen(pilot)
        assert "Resolution notes" in seen(pilot)


async def test_escape_goes_back_and_nothing_has_changed(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path)) as pilot:
        before = await ask(pilot, lambda desk: desk.case(CASE).version)
        await press(pilot, "r", "escape")
        assert not isinstance(pilot.app.screen, RefusalDialog)
        assert await ask(pilot, lambda desk: desk.case(CASE).version) == before


async def test_where_no_way_leads_there_back_is_all_that_is_offered(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path, "cancel")) as pilot:
        await press(pilot, "s")
        assert "Submit is barred" in seen(pilot)
        assert "The way there" not in seen(pilot)
        assert "enter  back" in seen(pilot)
        await press(pilot, "enter")
        assert not isinstance(pilot.app.screen, RefusalDialog)
