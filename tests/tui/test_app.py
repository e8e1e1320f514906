"""The app: errors are said in one place, a crash shows no traceback, and it leaves when the terminal goes."""

from __future__ import annotations

import asyncio
import gc
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.worker import WorkerFailed

from models import Desk, Done, Unavailable
from tests.rig.pictures import settled
from tests.tui.at_case import press, seen
from tests.tui.at_list import at_list, list_screen
from tests.tui.desks import NOON, filled_desk
from tui import paths
from tui.app import CasedeskApp, collect_again
from tui.backstop import Backstop
from tui.badges import Badges, age, progress
from tui.messages import DeskChanged, Said
from tui.outcome import happened


def fail(error: Exception) -> Callable[[object], None]:
    def question(_: object) -> None:
        raise error

    return question


async def test_what_a_worker_could_not_do_is_said_and_the_console_goes_on(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        screen = list_screen(pilot)
        screen.run_worker(screen.bench.work.call(fail(Unavailable("The database is busy; try again."))))
        await settled(pilot)
        assert "× The database is busy; try again." in seen(pilot)
        await press(pilot, "j")
        assert "busy" not in seen(pilot)
        assert pilot.app.is_running


async def test_a_sentence_from_a_dialog_is_said_on_the_screen_beneath(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "?")
        pilot.app.screen.post_message(Said("done [b]twice[/b]"))
        await settled(pilot)
        await press(pilot, "?")
        assert "done [b]twice[/b]" in seen(pilot)


async def test_a_crash_shows_one_line_and_writes_the_traceback_to_the_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number_of_a_customer = "0049 170 1234567"

    async def crash() -> None:
        async with at_list(filled_desk(tmp_path)) as pilot:
            screen = list_screen(pilot)
            screen.run_worker(screen.bench.work.call(fail(ZeroDivisionError(number_of_a_customer))))
            await settled(pilot)

    with pytest.raises(WorkerFailed):
        await crash()
    said = capsys.readouterr().err
    log = paths.log_file()
    assert "casedesk stopped: incident" in said
    assert number_of_a_customer not in said
    assert "Traceback" not in said
    number = said.split("incident ")[1].split(";")[0]
    assert f"incident {number}\nTraceback" in log.read_text(encoding="utf-8")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


async def test_everything_that_is_drawn_passes_the_backstop(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        assert any(isinstance(each, Backstop) for each in pilot.app.get_line_filters())
        assert any(isinstance(each, Backstop) for each in list_screen(pilot).table.get_line_filters())


async def test_a_change_is_read_by_every_screen_in_the_stack(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "2", "enter")
        edits = {"short_description": "Changed elsewhere"}
        await list_screen(pilot).bench.work.call(lambda desk: desk.set_fields("ORDCS0001012", edits))
        pilot.app.screen.post_message(DeskChanged(Done("ORDCS0001012", 3, "new", 1, (), ())))
        await settled(pilot)
        assert "Changed elsewhere" in seen(pilot)
        await press(pilot, "escape")
        assert "Changed elsewhere" in seen(pilot)


async def test_ctrl_c_says_how_to_leave(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "ctrl+c")
        assert "Press q to leave the console." in seen(pilot)


async def test_the_first_picture_needs_no_answer_from_the_data_thread(tmp_path: Path) -> None:
    desk = filled_desk(tmp_path)
    app = CasedeskApp(desk, now=lambda: NOON)
    gate = threading.Event()
    async with app.run_test(size=(80, 24)) as pilot:
        busy = asyncio.create_task(app.bench.work.call(lambda _: gate.wait()))
        await pilot.pause()
        drawn = seen(pilot)
        gate.set()
        await busy
    assert "ORDCS0001013" in drawn
    desk.close()


def test_an_age_is_one_number_in_one_unit() -> None:
    minute, hour, day = 60_000, 3_600_000, 86_400_000
    spans = (-5, minute - 1, minute, hour - 1, hour, day, 364 * day, 365 * day, 800 * day)
    assert [age(0, span) for span in spans] == ["now", "now", "1m", "59m", "1h", "1d", "364d", "1y", "2y"]


@pytest.mark.parametrize(
    ("settled_lines", "lines", "drawn"),
    [(0, 0, "–"), (0, 2, "░░░0/2"), (1, 9, "█░░1/9"), (2, 3, "██░2/3"), (8, 9, "██░8/9"), (3, 3, "███3/3")],
)
def test_a_bar_is_full_only_when_everything_is_settled(settled_lines: int, lines: int, drawn: str) -> None:
    assert "".join(progress(settled_lines, lines)) == drawn


def test_what_happened_is_told_with_labels_and_what_went_with_it(tmp_path: Path) -> None:
    desk: Desk = filled_desk(tmp_path)
    badges = {machine: Badges(desk.badges(machine)) for machine in ("case", "line")}
    done = desk.do("assign_to_me", "ORDCS0001010")
    assert happened(done, "Assign to me", badges) == (
        "ORDCS0001010 Assign to me: New → Work in Progress, 2 more records went with it."
    )
    desk.close()


def test_the_collector_that_the_start_stops_is_set_going_again() -> None:
    gc.disable()
    try:
        collect_again()
        assert gc.isenabled()
    finally:
        gc.unfreeze()
        gc.enable()
