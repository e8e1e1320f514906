"""Pictures of screens: what an agent sees is kept as SVG for eyes and as text for the diff, and compared.

*Shapes*: ``await picture(pilot)``, or ``await picture(pilot, "narrow")`` for a second one in a test; new ones
are written by ``pytest --snapshot-update``.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable
from typing import Protocol, TypeVar

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual._context import visible_screen_stack
from textual.app import App
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widgets import Input, TextArea
from textual.worker import WorkerState

#: How often a screen may be found busy before it counts as one that never comes to rest.
PATIENCE = 3000

Result = TypeVar("Result")


class SvgPicture(SingleFileSnapshotExtension):
    """A file of its own for each picture."""

    _write_mode = WriteMode.TEXT
    file_extension = "svg"


class TextTwin(SingleFileSnapshotExtension):
    """The same screen as rows of characters, so that a change can be read in a diff."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


class Picture(Protocol):
    """Compares the screen with its picture, once it has come to rest."""

    def __call__(self, pilot: Pilot[Result], name: str | None = None) -> Awaitable[None]: ...


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> Picture:
    """The fixture: a call takes the picture and compares it."""
    twin, drawing = snapshot.use_extension(TextTwin), snapshot.use_extension(SvgPicture)

    async def compare(pilot: Pilot[Result], name: str | None = None) -> None:
        await settled(pilot)
        await still(pilot)
        assert rows(pilot.app) == twin(name=name)
        assert svg(pilot.app) == drawing(name=name)

    return compare


async def settled(pilot: Pilot[Result], patience: int = PATIENCE) -> None:
    """Wait until no worker is busy and every message has been handled."""
    for _ in range(patience):
        await pilot.pause()
        if not busy(pilot.app):
            await pilot.pause()
            return
    raise AssertionError(f"The screen does not come to rest; still busy: {', '.join(busy(pilot.app))}.")


def busy(app: App[Result]) -> list[str]:
    """The names of the workers that have not finished; one that waits for an agent's answer is at rest."""
    unfinished = {WorkerState.PENDING, WorkerState.RUNNING}
    asking = {"fire", "write", "catch-up"} if isinstance(app.screen, ModalScreen) else set()
    return [
        worker.name for worker in app.workers if worker.state in unfinished and worker.group not in asking
    ]


async def still(pilot: Pilot[Result]) -> None:
    """Stop every cursor from blinking, and show it."""
    for screen in pilot.app.screen_stack:
        for field in [*screen.query(Input), *screen.query(TextArea)]:
            field.cursor_blink = False
            field._pause_blink(visible=field.has_focus)
    await pilot.pause()


def rows(app: App[Result]) -> str:
    """The screen as text, one row a line, as it lies on the screens beneath it."""
    token = visible_screen_stack.set(app._background_screens)
    try:
        strips = app.screen._compositor.render_strips()
    finally:
        visible_screen_stack.reset(token)
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


def svg(app: App[Result]) -> str:
    """The screen as SVG: the same bytes for the same screen, and fonts of the machine that shows it."""
    drawn = re.sub(r"@font-face\s*{.*?}\s*", "", app.export_screenshot(), flags=re.DOTALL)
    return re.sub(r"terminal-\d+", "terminal", drawn) + "\n"
