"""A form: required fields on top, choices under single keys, texts that grow, and what was typed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult

from models import Choice, Field
from tui import paths
from tui.looks import THEME
from tui.widgets.field_choice import CHOSEN, ROWS, ChoicePicker, choice_keys
from tui.widgets.form import Form

CODES = (Choice("web", "Web"), Choice("phone", "Phone"), Choice("mail", "Mail"))
FIELDS = (
    Field("account", "Account", "text", False),
    Field("channel", "Channel", "choice", False, CODES),
    Field("title", "Title", "text", True),
    Field("pieces", "Pieces", "quantity", False),
    Field("remark", "Remark", "note", False),
)


class Host(App[None]):
    """A form, and how often it was sent."""

    CSS_PATH = str(paths.stylesheet())

    def __init__(self, values: dict[str, str] | None = None, fields: Sequence[Field] = FIELDS) -> None:
        super().__init__()
        self.register_theme(THEME)
        self.theme = THEME.name
        self._values = values
        self._specs = fields
        self.sent = 0

    def compose(self) -> ComposeResult:
        self.form = Form(self._specs, self._values)
        yield self.form

    def on_mount(self) -> None:
        self.form.focus_first()

    def on_form_sent(self) -> None:
        self.sent += 1


async def test_the_required_field_comes_first_and_enter_goes_from_field_to_field_and_sends() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pilot.press(
            *"lamp", "enter", *"acme", "enter", "2", "enter", "7", "x", "enter", *"ok", "ctrl+j", "z"
        )
        assert app.sent == 0
        await pilot.press("enter")
        await pilot.pause()
        assert app.sent == 1
        assert app.form.answers() == {
            "title": "lamp",
            "account": "acme",
            "channel": "phone",
            "pieces": "7",
            "remark": "ok\nz",
        }


async def test_only_what_differs_from_before_counts_as_an_edit_and_emptying_is_one() -> None:
    app = Host({"title": "lamp", "account": "acme", "channel": "web", "pieces": "2", "remark": "a\nb"})
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.form.edits() == {}
        await pilot.press("enter", *["backspace"] * 4, "enter", "3")
        assert app.form.edits() == {"account": "", "channel": "mail"}


async def test_a_choice_is_taken_by_key_or_arrow_and_cleared_by_backspace() -> None:
    app = Host()
    async with app.run_test() as pilot:
        picker = app.form.query_one(ChoicePicker)
        picker.focus()
        seen = []
        for key in ("right", "right", "left", "3", "backspace", "left"):
            await pilot.press(key)
            seen.append(picker.chosen)
        assert seen == ["web", "phone", "web", "mail", "", "mail"]


async def test_of_many_choices_those_about_the_chosen_one_are_shown() -> None:
    many = tuple(Choice(f"c{number}", f"Choice {number}") for number in range(200))
    app = Host(fields=[Field("line", "Line", "choice", False, many)])
    async with app.run_test(size=(80, 24)) as pilot:
        picker = app.form.query_one(ChoicePicker)
        await pilot.pause()
        assert picker.size.height == ROWS
        assert "200 in all" in picker.render().plain
        await pilot.press("left")
        assert picker.chosen == "c199"
        assert f"{CHOSEN} Choice 199" in picker.render().plain
        await pilot.press(*["right"] * 60)
        assert f"{CHOSEN} Choice 59" in picker.render().plain


async def test_a_note_grows_with_its_lines() -> None:
    app = Host()
    async with app.run_test() as pilot:
        for _ in range(4):
            await pilot.press("tab")
        area = app.focused
        assert area is not None
        before = area.size.height
        await pilot.press("a", "ctrl+j", "b", "ctrl+j", "c")
        await pilot.pause()
        assert (before, area.size.height) == (1, 3)


def test_values_of_one_sign_are_their_own_keys() -> None:
    assert choice_keys((Choice("1", "1 Critical"), Choice("4", "4 Low"))) == ("1", "4")
    assert choice_keys(CODES) == ("1", "2", "3")
    assert len(set(choice_keys([Choice(f"c{number}", "") for number in range(30)]))) == 30


def test_choices_that_all_have_keys_of_their_own_go_by_them() -> None:
    lettered = (Choice("courier", "Courier", key="c"), Choice("van", "Van", key="v"))
    assert choice_keys(lettered) == ("c", "v")
    assert choice_keys((*lettered, Choice("foot", "On foot"))) == ("1", "2", "3")


def test_choices_beyond_the_signs_have_no_key_and_are_there_all_the_same() -> None:
    keys = choice_keys([Choice(f"c{number}", "") for number in range(40)])
    assert len(keys) == 40
    assert keys[34:] == ("z", "", "", "", "", "")


@pytest.mark.parametrize(
    ("kind", "label", "typed", "value"),
    [
        ("amount", "Amount", "-12.50x", "-12.50"),
        ("amount", "Amount", "12,5", "12.5"),
        ("amount", "Amount", "1-2", "12"),
        ("quantity", "Requested quantity", "-7x", "7"),
        ("quantity", "Quantity (negative: a return)", "-7.5", "-75"),
        ("pieces", "Pieces", "-3a", "3"),
    ],
)
async def test_a_number_is_typed_and_nothing_else(kind: str, label: str, typed: str, value: str) -> None:
    app = Host(fields=(Field("it", label, kind, True),))
    async with app.run_test() as pilot:
        await pilot.press(*typed)
        assert app.form.answers() == {"it": value}


async def test_a_proposed_number_gives_way_to_a_typed_one_and_a_held_one_is_typed_on_to() -> None:
    fields = (Field("it", "Pieces", "pieces", True, default="1"),)
    proposed, held = Host(fields=fields), Host({"it": "1"}, fields)
    async with proposed.run_test() as pilot:
        await pilot.press("3")
        assert proposed.form.answers() == {"it": "3"}
    async with held.run_test() as pilot:
        await pilot.press("3")
        assert held.form.answers() == {"it": "13"}
