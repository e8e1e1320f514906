"""Commands are declared once: their keys are unambiguous, known to a screen, and the user's to change."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from textual.events import Key

from models import BadFile
from models.rulefile import shipped_rulebook
from tests.rig.pictures import settled
from tests.tui.at_case import press, seen
from tests.tui.at_list import at_list, list_screen
from tests.tui.desks import filled_desk
from tui.app import CasedeskApp
from tui.choices import Choice, choose
from tui.commands import (
    CASE,
    CASES,
    COMMANDS,
    LABELS,
    ORDER,
    ORDERS,
    RECOUNTS,
    UNITS,
    Command,
    Keymap,
    Keys,
    pressed,
)
from tui.dialogs.help import Entry, Group, columns
from tui.key_help import help_groups
from tui.keymap import read_keymap
from tui.screens.case import CaseScreen
from tui.screens.case_list import CaseListScreen
from tui.screens.labels import LabelsScreen
from tui.screens.order import OrderScreen
from tui.screens.order_list import OrderListScreen
from tui.screens.recounts import RecountsScreen
from tui.screens.units import UnitsScreen
from tui.widgets.key_bar import Hint

SCREENS = {
    CASES: CaseListScreen,
    CASE: CaseScreen,
    ORDERS: OrderListScreen,
    ORDER: OrderScreen,
    UNITS: UnitsScreen,
    LABELS: LabelsScreen,
    RECOUNTS: RecountsScreen,
}


@pytest.mark.parametrize("screen", SCREENS)
def test_no_key_means_two_commands_on_one_screen(screen: str) -> None:
    keys = Counter(key for command in Keymap().commands(screen) for key in command.keys)
    assert [key for key, times in keys.items() if times > 1] == []


def test_no_two_commands_have_one_id() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_command_is_carried_out_by_its_screen_or_the_app(screen: str) -> None:
    for command in Keymap().commands(screen):
        if not command.moves:
            carriers = [node for node in (SCREENS[screen], CasedeskApp) if hasattr(node, command.method)]
            assert carriers, command.id


@pytest.mark.parametrize(
    ("screens", "machines", "meant"),
    [
        ((CASES, CASE), ("case", "line"), {("list.new", "+")}),
        ((ORDERS, ORDER), ("order",), {("basket.new", "+")}),
    ],
    ids=["cases", "orders"],
)
def test_no_command_takes_the_key_of_a_shipped_action(
    screens: tuple[str, ...], machines: tuple[str, ...], meant: set[tuple[str, str]]
) -> None:
    """In a list + is meant: there it writes a new record."""
    known = shipped_rulebook().machine_by_code
    acting = {
        key
        for code in machines
        for action in known[code].actions
        for key in (action.key, action.line_key)
        if key
    }
    taken = {
        (command.id, key)
        for screen in screens
        for command in Keymap().commands(screen)
        for key in command.keys
    }
    assert {each for each in taken if each[1] in acting} == meant


def test_two_keys_one_after_the_other_are_one_command() -> None:
    keys = Keys([Command("a", ("g g",), "", "", ""), Command("b", ("x",), "", "", "")])
    assert keys.press("g") is None
    assert keys.waiting
    found = keys.press("g")
    assert found is not None
    assert found.id == "a"
    assert not keys.waiting


def test_another_key_between_the_two_breaks_them() -> None:
    keys = Keys([Command("a", ("g g",), "", "", ""), Command("b", ("x",), "", "", "")])
    keys.press("g")
    found = keys.press("x")
    assert found is not None
    assert found.id == "b"
    assert keys.press("g") is None


@pytest.mark.parametrize(
    ("key", "character", "name"),
    [
        ("question_mark", "?", "?"),
        ("G", "G", "G"),
        ("space", " ", "space"),
        ("enter", "\r", "enter"),
        ("f2", None, "f2"),
    ],
)
def test_a_press_is_named_as_people_read_it(key: str, character: str | None, name: str) -> None:
    assert pressed(key, character) == name


def test_the_keymap_file_gives_commands_and_actions_their_keys(tmp_path: Path) -> None:
    file = tmp_path / "casedesk.toml"
    file.write_text('[keys]\nlist.filter = "f2, f3"\n"case.submit" = "z"\n', encoding="utf-8")
    keymap = read_keymap(file)
    assert next(c for c in keymap.commands(CASES) if c.id == "list.filter").keys == ("f2", "f3")
    assert keymap.action_key("case", "submit", "s") == "z"
    assert keymap.action_key("line", "submit", "s") == "s"


def test_without_a_keymap_file_the_keys_are_the_shipped_ones(tmp_path: Path) -> None:
    assert read_keymap(tmp_path / "none.toml").commands(CASES) == Keymap().commands(CASES)


@pytest.mark.parametrize(
    "text", ['keys = "x"', "[keys]\nlist.filter = 3", "[keys", '[keys]\nlist.filter = ""']
)
def test_a_keymap_that_can_not_be_used_names_the_file_and_what_to_do(tmp_path: Path, text: str) -> None:
    file = tmp_path / "casedesk.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile, match=r"casedesk\.toml.*(mend|write)"):
        read_keymap(file)


def choice(label: str, *, open_: bool = True) -> Choice:
    return Choice(label, "", "", lambda: label, open_)


def test_a_choice_is_found_by_its_whole_name_its_beginning_or_a_part_of_it() -> None:
    choices = [choice("Resolve Case"), choice("Close Case"), choice("Open")]
    assert choose("resolve case", choices).label == "Resolve Case"
    assert choose(" clo ", choices).label == "Close Case"
    assert choose("solve", choices).label == "Resolve Case"


def test_an_ambiguous_name_lists_what_it_may_mean() -> None:
    with pytest.raises(Exception, match="may mean Resolve Case, Close Case; type more"):
        choose("case", [choice("Resolve Case"), choice("Close Case")])


def test_of_two_with_one_name_the_open_one_is_meant() -> None:
    assert choose("start", [choice("Start", open_=False), choice("Start")]).open


def test_the_help_has_every_key_of_the_screen() -> None:
    commands = Keymap().commands(CASES)
    groups = help_groups(
        commands, [Hint("s", "Submit"), Hint("i", "Received", open=False), Hint("i", "Request")]
    )
    shown = {key for group in groups for entry in group.entries for key in entry.keys}
    assert shown >= {key for command in commands if not command.numbered for key in command.keys}
    assert groups[0] == Group("Actions", (Entry(("s",), "Submit"), Entry(("i",), "Request")))


def test_the_helps_columns_are_level() -> None:
    groups = [
        Group(str(height), tuple(Entry(("x",), "") for _ in range(height))) for height in (9, 6, 8, 3, 5)
    ]
    assert [[group.heading for group in column] for column in columns(groups, 2)] == [
        ["9", "6"],
        ["8", "3", "5"],
    ]


async def test_the_command_line_goes_to_a_case_by_its_number(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, ":", "type:1002", "enter")
        assert isinstance(pilot.app.screen, CaseScreen)
        assert pilot.app.screen.record() == "ORDCS0001002"


async def test_a_number_that_is_typed_ahead_of_the_command_line_is_not_lost(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        view = list_screen(pilot).listing.view
        for character in ":ORDCS0001002":
            # All at once, as after a stall of the line: nobody waits for the dialog.
            pilot.app.post_message(Key(character, character))
        await settled(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, CaseScreen)
        assert pilot.app.screen.record() == "ORDCS0001002"
        assert list_screen(pilot).listing.view == view


async def test_the_command_line_shows_a_view_by_its_name_from_anywhere(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "enter", ":", "type:unassigned", "enter")
        assert pilot.app.screen is list_screen(pilot)
        assert list_screen(pilot).listing.view == "unassigned"


async def test_the_command_line_fires_an_action_by_its_name(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "2", ":", "type:assign", "enter")
        assert "Assign to me  ORDCS0001012" in seen(pilot)


async def test_a_name_that_nothing_bears_is_said_in_the_bottom_band(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, ":", "type:dance", "enter")
        assert "× There is no command, action or view 'dance'" in seen(pilot)
        await press(pilot, "j")
        assert "dance" not in seen(pilot)


async def test_a_number_that_no_case_has_is_said_in_the_bottom_band(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, ":", "type:9999", "enter")
        assert pilot.app.screen is list_screen(pilot)
        assert "× There is no " in seen(pilot)


async def test_esc_leaves_the_command_line(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, ":", "type:quit", "escape")
        assert pilot.app.screen is list_screen(pilot)
        assert pilot.app.is_running


async def test_the_palette_has_commands_actions_and_views(tmp_path: Path) -> None:
    async with at_list(filled_desk(tmp_path)) as pilot:
        await press(pilot, "2", "ctrl+p")
        screen = seen(pilot)
        await press(pilot, "type:Assign to me")
        assert "Assign to me" in seen(pilot)
        await press(pilot, "enter")
        await settled(pilot)
        assert "Assign to me  ORDCS0001012" in seen(pilot)
        assert "screenshot" not in screen.casefold()
        assert "Theme" not in screen
