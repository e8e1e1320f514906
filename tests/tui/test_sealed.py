"""Textual's ways out of the console are shut, whichever way somebody comes to them."""

from __future__ import annotations

import io
import signal
import webbrowser
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import App, SuspendNotSupported
from textual.drivers.headless_driver import HeadlessDriver

from tests.tui.at_case import seen
from tests.tui.at_list import at_list
from tests.tui.desks import filled_desk

ACTIONS = (
    "app.screenshot",
    "screenshot('stolen.svg', '.')",
    "app.suspend_process",
    "app.simulate_key('q')",
    "app.command_palette",
)


@pytest.fixture
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What left the console: files in the folder of the test, browsers, signals."""
    told: list[str] = []
    home = tmp_path / "away"
    home.mkdir()
    monkeypatch.chdir(home)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DOWNLOAD_DIR", str(home))

    def stopped(_number: int, _frame: object) -> None:
        told.append("stopped")

    def opened(url: str, new: int = 0, autoraise: bool = True) -> bool:
        told.append(url)
        return True

    # As it is on a terminal.
    monkeypatch.setattr(HeadlessDriver, "can_suspend", True)
    before = signal.signal(signal.SIGTSTP, stopped)
    monkeypatch.setattr(webbrowser, "open", opened)
    yield told
    signal.signal(signal.SIGTSTP, before)
    told += [path.name for path in home.iterdir()]
    assert told == []


async def test_no_action_leads_out(tmp_path: Path, away: list[str]) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        before = seen(pilot)
        for action in ACTIONS:
            await pilot.app.run_action(action)
            await pilot.pause()
        for key in ("ctrl+z", "ctrl+backslash", "ctrl+underscore"):
            await pilot.press(key)
        assert (seen(pilot), pilot.app.is_running) == (before, True)
        assert list(pilot.app.get_system_commands(pilot.app.screen)) == []


async def test_nothing_is_delivered_opened_or_handed_over(tmp_path: Path, away: list[str]) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        app = pilot.app
        assert not app.save_screenshot("stolen.svg", ".")
        assert app.deliver_screenshot("stolen.svg", ".") is None
        assert app.deliver_text(io.StringIO("stolen"), save_directory=".", save_filename="stolen") is None
        assert app.deliver_binary(io.BytesIO(b"stolen"), save_directory=".", save_filename="stolen") is None
        app.open_url("https://desk.example/stolen")
        with pytest.raises(SuspendNotSupported), app.suspend():
            pass
        await pilot.pause()


def test_no_way_out_is_there_that_nobody_looked_at() -> None:
    """A new Textual may bring new ones: each action of an app is one that was looked at."""
    harmless = {
        "add_class", "back", "bell", "change_theme", "focus", "focus_next", "focus_previous", "help_quit",
        "hide_help_panel", "notify", "pop_screen", "push_screen", "quit", "remove_class", "show_help_panel",
        "switch_mode", "switch_screen", "toggle_class", "toggle_dark",
    }  # fmt: skip
    shut = {"command_palette", "screenshot", "simulate_key", "suspend_process"}
    found = {name.removeprefix("action_") for name in vars(App) if name.startswith("action_")}
    assert found == harmless | shut
