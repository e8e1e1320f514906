"""The bands at the top and bottom: what gives way where there is no room."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.widget import Widget

from models import AgentView, Count, SavedView
from tests.rig.pictures import rows
from tui.commands import Command
from tui.looks import THEME
from tui.widgets.key_bar import Hint, KeyBar, bar_hints
from tui.widgets.saying import Saying
from tui.widgets.top_bar import TopBar
from tui.widgets.view_bar import ViewBar, counted

HINTS = (Hint("s", "Submit"), Hint("c", "Close Case", open=False), Hint("escape", "Back"), Hint("?", "Help"))


class Band(App[None]):
    """One band and nothing else."""

    CSS = "KeyBar, TopBar, ViewBar { height: 1; } Saying { height: auto; }"

    def __init__(self, band: Widget) -> None:
        super().__init__()
        self.register_theme(THEME)
        self.theme = THEME.name
        self.band = band

    def compose(self) -> ComposeResult:
        yield self.band


async def line(band: Widget, width: int) -> str:
    async with Band(band).run_test(size=(width, 3)) as pilot:
        return rows(pilot.app).splitlines()[0]


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (80, "s Submit  c Close Case  esc Back  ? Help"),
        (30, "s Submit  c Close Case  ? Help"),
        (20, "s Submit  ? Help"),
        (8, "? Help"),
    ],
)
async def test_the_key_bar_shows_whole_hints_and_always_the_help(width: int, shown: str) -> None:
    bar = KeyBar()
    bar.show(HINTS)
    assert await line(bar, width) == shown


def test_the_key_bar_begins_with_what_can_be_done_and_ends_with_the_help() -> None:
    commands = (
        Command("list.new", ("+",), "New case", "", "", bar=True),
        Command("list.turn", ("F",), "Turn", "", ""),
        Command("desk.help", ("?",), "Help", "", "", bar=True),
    )
    actions = (
        Hint("s", "Submit", open=False),
        Hint("i", "Information Received", open=False),
        Hint("i", "Request Information"),
        Hint("+", "Add line", operation=True),
        Hint("n", "Work note", operation=True),
        Hint("e", "Edit", open=False, operation=True),
    )
    labels = [hint.label for hint in bar_hints(commands, actions)]
    assert labels == ["Request Information", "Submit", "Work note", "New case", "Help"]


async def test_the_top_bar_keeps_where_one_is() -> None:
    bar = TopBar()
    bar.place(("Cases", "ORDCS0001042"), AgentView("ann", "agent", ("Returns EU", "Claims")))
    said = "casedesk  Cases › ORDCS0001042  ann · agent · Returns EU, Claims    ● live"
    assert await line(bar, 74) == said
    bar = TopBar()
    bar.place(("Cases", "ORDCS0001042"), AgentView("ann", "agent", ("Returns EU", "Claims")))
    assert await line(bar, 54) == "casedesk  Cases › ORDCS0001042 ann · agent …    ● live"


async def test_the_top_bar_shows_that_work_goes_on() -> None:
    bar = TopBar()
    bar.place(("Cases",), AgentView("ann", "agent", ()))
    bar.work_goes_on(busy=True)
    assert (await line(bar, 60)).endswith("ann · agent … working")


async def test_the_top_bar_shows_that_the_desk_is_lost_and_moves_nothing_for_it() -> None:
    bar = TopBar()
    bar.place(("Cases",), AgentView("ann", "agent", ()))
    bar.live(live=False)
    lost = await line(bar, 60)
    assert lost.endswith("ann · agent    × lost")
    bar = TopBar()
    bar.place(("Cases",), AgentView("ann", "agent", ()))
    assert await line(bar, 60) == lost.replace("× lost", "● live")


async def test_the_view_bar_shows_counts_as_they_come() -> None:
    bar = ViewBar((SavedView("my", "My cases", ""), SavedView("all", "All", "")), "my", "cases")
    bar.count("all", Count(10_000, capped=True))
    assert await line(bar, 60) == " 1 My cases   2 All 10k+"


def test_a_count_that_stopped_says_so() -> None:
    assert counted(Count(203, capped=False)) == "203"
    assert counted(Count(10_000, capped=True)) == "10k+"
    assert counted(Count(500, capped=True)) == "500+"


async def test_a_long_sentence_is_said_whole() -> None:
    saying = Saying()
    async with Band(saying).run_test(size=(20, 5)) as pilot:
        saying.say("a sentence that is longer than the line [/x]", bad=True)
        await pilot.pause()
        assert " ".join(rows(pilot.app).split()) == "× a sentence that is longer than the line [/x]"
        saying.hush()
        await pilot.pause()
        assert not rows(pilot.app).strip()
