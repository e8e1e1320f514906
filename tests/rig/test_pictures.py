"""A picture of a screen is the same for the same screen, and shows what lies on top of what."""

from __future__ import annotations

import asyncio

import pytest
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tests.rig.pictures import Picture, rows, settled, svg

SIZE = (40, 8)


class Question(ModalScreen[None]):
    """A dialog over the ground."""

    CSS = "Question { align: center middle; } Vertical { width: 20; height: 3; border: solid white; }"

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("Sure?")


class Ground(App[None]):
    """A text and a field with a cursor, which fills itself from a worker."""

    def compose(self) -> ComposeResult:
        yield Static("√ Resolved")
        yield Input("cursor")

    def on_mount(self) -> None:
        self.run_worker(self.fill())

    async def fill(self) -> None:
        self.query_one(Static).update("√ Resolved by a worker")


async def test_a_picture_and_its_twin_are_kept(picture: Picture) -> None:
    async with Ground().run_test(size=SIZE) as pilot:
        await picture(pilot)
        await pilot.app.push_screen(Question())
        await picture(pilot, "dialog")


async def test_the_same_screen_gives_the_same_picture() -> None:
    taken = []
    for _ in range(2):
        async with Ground().run_test(size=SIZE) as pilot:
            await settled(pilot)
            taken.append((rows(pilot.app), svg(pilot.app)))
    assert taken[0] == taken[1]
    assert "http" not in taken[0][1].replace("http://www.w3.org/2000/svg", "").replace(
        "https://www.textual", ""
    )


async def test_another_screen_gives_another_picture() -> None:
    class Other(Ground):
        async def fill(self) -> None:
            self.query_one(Static).update("√ Resolved by nobody")

    async with Ground().run_test(size=SIZE) as one, Other().run_test(size=SIZE) as other:
        await settled(one)
        await settled(other)
        assert rows(one.app) != rows(other.app)
        assert svg(one.app) != svg(other.app)


async def test_a_screen_that_never_rests_is_told() -> None:
    class Restless(App[None]):
        def on_mount(self) -> None:
            self.run_worker(self.wait(), name="restless")

        async def wait(self) -> None:
            await asyncio.Event().wait()

    async with Restless().run_test(size=SIZE) as pilot:
        with pytest.raises(AssertionError, match="restless"):
            await settled(pilot, patience=5)
