"""A colleague on the same desk: a connection of his own, and waiting until the console shows what he did."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from textual.pilot import Pilot

from models import Desk, Presence
from tests.rig.pictures import settled
from tests.tui.at_case import seen
from tests.tui.desks import NOON

#: Far more than it ever takes, even on a machine with other work.
PATIENCE_SECONDS = 60.0


@contextmanager
def colleague(desk: Desk, agent: str = "bob") -> Iterator[Desk]:
    """The same database in a connection of its own, as another console has it."""
    other = Desk.open(desk.session.database.url, agent=agent, clock=lambda: NOON)
    try:
        yield other
    finally:
        other.close()


@contextmanager
def another_console(desk: Desk, agent: str = "bob") -> Iterator[Presence]:
    """The presence of an agent's console on the same database."""
    presence = desk.as_agent(agent).outlook().presence()
    try:
        yield presence
    finally:
        presence.leave()


async def until(pilot: Pilot[None], shown: Callable[[], bool]) -> None:
    """Wait until the console has followed."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + PATIENCE_SECONDS
    while not shown():
        assert loop.time() < deadline, f"Waited {PATIENCE_SECONDS} s. The screen:\n{seen(pilot)}"
        await pilot.pause(0.01)
    await settled(pilot)
