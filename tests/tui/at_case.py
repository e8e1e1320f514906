"""The console with a case in front, on a real desk; keys are pressed one by one, and each is waited for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar, cast

from textual.pilot import Pilot

from models import Desk
from tests.rig.pictures import rows, settled
from tests.tui.desks import HOUR, NOON, Clock, empty_desk
from tui.app import CasedeskApp
from tui.commands import Keymap
from tui.messages import RecordOpened
from tui.screens.case import CaseScreen

Answer = TypeVar("Answer")
CASE, FIRST, SECOND, THIRD = "ORDCS0001001", "ORDCSL0001001", "ORDCSL0001002", "ORDCSL0001003"


def lamps(folder: Path, *actions: str, agent: str = "ann") -> Desk:
    """A desk with the case of the two lamps: three lines, two of them settled once it is in work."""
    clock = Clock(NOON - 4 * HOUR)
    desk = empty_desk(folder, clock, agent)
    desk.new_case(
        {
            "short_description": "Two lamps short, one shade cracked",
            "account": "Acme Hotels",
            "contact": "J. Mertens",
            "order": "SO0001017",
            "priority": 2,
            "assignment_group": "Returns EU",
            "service": "dispute",
            "channel": "web",
        },
        [
            {"about": "SO0001017/1", "requested_quantity": 2, "ordered_quantity": 6},
            {"about": "SO0001017/2", "requested_quantity": 1},
            {"about": "SO0001017/3", "request_reason": "change_in_contract"},
        ],
    )
    for action in actions:
        clock.now += HOUR // 4
        desk.do(action, CASE)
    clock.now = NOON
    return desk


def in_work(folder: Path, agent: str = "ann") -> Desk:
    """The same case in work, with notes; one line is accepted, one denied, the second is open."""
    desk = lamps(folder, "submit", agent=agent)
    desk.note(CASE, "We open on Friday. Can you\nsend them by courier?", kind="comment")
    desk.do("assign_to_me", CASE)
    desk.note(CASE, "Warehouse confirms: two lamps were never packed.")
    desk.do("accept", FIRST, {"approved_quantity": 2})
    desk.do("deny", THIRD, {"close_notes": "not in contract"})
    return desk


@asynccontextmanager
async def at_case(
    desk: Desk, size: tuple[int, int] = (132, 30), number: str = CASE, keymap: Keymap | None = None
) -> AsyncIterator[Pilot[None]]:
    """The console at noon with the case in front."""
    app = CasedeskApp(desk, now=lambda: NOON, keymap=keymap)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        app.post_message(RecordOpened(number))
        await settled(pilot)
        yield pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press these keys, waiting after each; a key of several letters that is none is typed."""
    for key in keys:
        for each in key.removeprefix("type:") if key.startswith("type:") else (key,):
            await pilot.press("space" if each == " " else each)
        await settled(pilot)


async def ask(pilot: Pilot[None], question: Callable[[Desk], Answer]) -> Answer:
    """Ask the console's own desk, in its own thread."""
    return await cast(CasedeskApp, pilot.app).bench.work.call(question)


def seen(pilot: Pilot[None]) -> str:
    """The screen as text."""
    return rows(pilot.app)


def case_screen(pilot: Pilot[None]) -> CaseScreen:
    """The case screen, in front or under a dialog."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, CaseScreen))
