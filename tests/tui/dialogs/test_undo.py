"""`u`: what was done last is taken back, shown first where it changes more than what is in front."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from models import Desk
from tests.rig.pictures import Picture
from tests.tui.at_case import CASE, ask, at_case, in_work, lamps, press, seen
from tests.tui.at_list import at_list
from tests.tui.at_order import at_order
from tests.tui.shop import ORDER, placed_order
from tui.dialogs.undo import UndoPreview
from tui.screens.case import CaseScreen


def dialog(pilot: Pilot[None]) -> str:
    """What the changes in the dialog say."""
    preview = pilot.app.screen
    assert isinstance(preview, UndoPreview)
    changes = preview.changes
    return "\n".join(row.plain for at in range(changes.count) for row in changes.draw(at, 120))


def state(desk: Desk) -> str:
    return desk.case(CASE).state


async def test_the_band_says_that_u_takes_it_back_and_u_does(tmp_path: Path) -> None:
    desk = lamps(tmp_path, "submit", "assign_to_me")
    async with at_case(desk) as pilot:
        await press(pilot, "i", "ctrl+s")
        assert f"{CASE} Request Information: Work in Progress → Awaiting Info. · u takes it back" in seen(
            pilot
        )
        await press(pilot, "u")
        assert f"{CASE} Undo: Awaiting Info → Work in Progress." in seen(pilot)
        assert await ask(pilot, state) == "work_in_progress"


async def test_what_it_changes_elsewhere_is_shown_first(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path, "submit")) as pilot:
        await press(pilot, "u")
        assert "This will change 4 records" in seen(pilot)
        assert f"Submit on {CASE}" in seen(pilot)
        assert seen(pilot).count("● New → ○ Draft") == 4
        await press(pilot, "escape")
        assert await ask(pilot, state) == "new"
        await press(pilot, "u", "enter")
        assert await ask(pilot, state) == "draft"
        assert f"{CASE} Undo: New → Draft, 3 more records went with it." in seen(pilot)


async def test_a_cascade_that_is_undone_looks_as_it_should(tmp_path: Path, picture: Picture) -> None:
    async with at_case(lamps(tmp_path, "submit")) as pilot:
        await press(pilot, "u")
        await picture(pilot)


async def test_a_case_that_goes_back_to_its_queue_is_assigned_to_nobody(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path, "submit", "assign_to_me")) as pilot:
        await press(pilot, "u")
        assert "assigned to nobody" in seen(pilot)
        assert "cleared" not in seen(pilot)


async def test_an_order_goes_back_in_the_words_and_the_order_in_which_it_went(tmp_path: Path) -> None:
    desk = placed_order(tmp_path)
    desk.do("ship", ORDER)
    async with at_order(desk) as pilot:
        await press(pilot, "u")
        shown = seen(pilot)
        assert "► Shipped → ● Open" in shown
        assert "Lamp Nora, brass: handed over 4 → 0" in shown
        rows = [shown.index(word) for word in ("line 1  ", "line 2  ", "stock  ", "goes")]
        assert rows == sorted(rows)
        await press(pilot, "enter")
        assert f"{ORDER} Undo: Shipped → Open, " in seen(pilot)


async def test_an_order_is_shown_by_its_badge_and_not_by_the_state_beneath(tmp_path: Path) -> None:
    desk = placed_order(tmp_path)
    desk.do("ship", ORDER)
    desk.do("pay", ORDER, {"amount": "404.00"})
    async with at_order(desk) as pilot:
        await press(pilot, "u")
        assert f"{ORDER}     ■ Completed → ► Shipped" in seen(pilot)
        assert "Placed" not in dialog(pilot)
        await press(pilot, "enter")
        assert f"{ORDER} Undo: Completed → Shipped." in seen(pilot)


async def test_an_order_whose_badge_stays_says_what_else_changes(tmp_path: Path) -> None:
    desk = placed_order(tmp_path)
    desk.as_agent("mia").put("custom_status", {"name": "Urgent"})
    desk.do("set_custom_status", ORDER, {"status": "Urgent"})
    async with at_list(desk) as pilot:
        await press(pilot, "u")
        assert f"{ORDER}     ● Open  custom status cleared" in seen(pilot)


async def test_from_the_list_the_record_is_shown_if_it_is_another_one(tmp_path: Path) -> None:
    desk = lamps(tmp_path, "submit")
    desk.new_case({"short_description": "Another"})
    desk.set_fields(CASE, {"priority": "1"})
    async with at_list(desk) as pilot:
        await press(pilot, "4", "u")
        assert isinstance(pilot.app.screen, UndoPreview)
        assert "priority 2" in seen(pilot)
        await press(pilot, "enter")
        assert (await ask(pilot, lambda desk: desk.case(CASE))).priority == 2


async def test_a_case_that_was_made_goes_only_if_it_is_meant(tmp_path: Path) -> None:
    async with at_case(lamps(tmp_path)) as pilot:
        await press(pilot, "u")
        assert f"{CASE} goes for good" in seen(pilot)
        await press(pilot, "enter")
        assert await ask(pilot, state) == "draft"
        await press(pilot, "u", "y")
        assert not isinstance(pilot.app.screen, CaseScreen)
        assert f"{CASE} is gone again." in seen(pilot)
        await press(pilot, "u")
        assert "There is nothing to undo" in seen(pilot)


async def test_why_it_can_not_be_taken_back_is_told_with_every_reason(tmp_path: Path) -> None:
    desk = lamps(tmp_path, "submit")
    desk.as_agent("bob").do("assign_to_me", CASE)
    async with at_case(desk) as pilot:
        await press(pilot, "u")
        assert "Undo is barred" in seen(pilot)
        assert "has moved on since: bob did Assign to me" in " ".join(seen(pilot).split())
        await press(pilot, "escape")
        assert await ask(pilot, state) == "work_in_progress"


async def test_close_says_that_its_undo_is_the_one_way_back(tmp_path: Path) -> None:
    desk = in_work(tmp_path)
    desk.do("accept", "ORDCSL0001002")
    async with at_case(desk) as pilot:
        await press(pilot, "c", "1", "enter", "type:Sent", "ctrl+s")
        assert "Closed is final: nothing leads out of it but its undo." in " ".join(seen(pilot).split())
        await press(pilot, "y", "u")
        if isinstance(pilot.app.screen, UndoPreview):
            await press(pilot, "enter")
        assert await ask(pilot, state) == "resolved"


async def test_a_payment_says_how_long_it_can_be_undone(tmp_path: Path) -> None:
    async with at_order(placed_order(tmp_path)) as pilot:
        await press(pilot, "p", "ctrl+s")
        assert "u takes it back within ten seconds" in " ".join(seen(pilot).split())
        await press(pilot, "u")
        assert "payment of 404.00, goes" in seen(pilot)
        await press(pilot, "enter")
        assert (await ask(pilot, lambda desk: desk.till.order(ORDER))).paid_minor == 0


async def test_goods_that_come_back_look_as_they_should(tmp_path: Path, picture: Picture) -> None:
    async with at_order(placed_order(tmp_path)) as pilot:
        await press(pilot, "S", "ctrl+s", "u")
        await picture(pilot)


async def test_the_stream_tells_what_was_taken_back(tmp_path: Path, picture: Picture) -> None:
    desk = lamps(tmp_path)
    desk.add_line(CASE, {"about": "SO0001017/4"})
    desk.undo()
    desk.delete_line("ORDCSL0001001")
    desk.undo()
    desk.do("cancel", CASE)
    desk.undo()
    async with at_case(desk) as pilot:
        await picture(pilot)


async def test_the_stream_of_an_order_tells_what_was_taken_back(tmp_path: Path, picture: Picture) -> None:
    desk = placed_order(tmp_path)
    desk.do("ship", ORDER)
    desk.undo()
    desk.do("split", f"{ORDER}/1", {"quantity": 1})
    desk.undo()
    async with at_order(desk) as pilot:
        await picture(pilot)
