"""Pieces of lines in a form: they begin where they should, are typed or stepped, and come out as a map."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App

from models import Choice, Desk, Done, Field, utc_now
from tests.rig.pictures import Picture, rows
from tests.tui.shop import ORDER, placed_order
from tui import paths
from tui.bench import Bench
from tui.commands import Keymap
from tui.dialogs.form_dialog import FormDialog
from tui.live import Company, Watch
from tui.looks import THEME
from tui.widgets.field import FieldSpec
from tui.widgets.field_pieces import PiecesField, PiecesList
from tui.widgets.form import Form
from tui.work import Work

FIRST, SECOND = f"{ORDER}/1", f"{ORDER}/2"
LINES = (Choice(FIRST, "Lamp Nora, brass", suggests="4"), Choice(SECOND, "Cushion", suggests="12"))


def field(*, required: bool, choices: tuple[Choice, ...] = LINES) -> Field:
    return Field("lines", "Pieces of each line", "quantities", required, choices)


class Host(App[None]):
    """A dialog with a form, and a desk that keeps drafts; ``sent`` is what it was sent with."""

    CSS_PATH = str(paths.stylesheet())

    def __init__(self, *specs: FieldSpec) -> None:
        super().__init__()
        self.register_theme(THEME)
        self.theme = THEME.name
        self._desk = Desk.open(f"sqlite:///{Path.home() / 'drafts.db'}", agent="ann")
        watch = Watch(self._desk.outlook(), lambda news: None)
        self.bench = Bench(
            work=Work(self._desk),
            watch=watch,
            company=Company("ann"),
            me=self._desk.me(),
            views={},
            badges={},
            keymap=Keymap(),
            now=utc_now,
        )
        self.sent: list[dict[str, object]] = []
        self.dialog = FormDialog("Bring back", ORDER, specs, self._send, go="Bring back")

    @property
    def form(self) -> Form:
        """The form in the dialog."""
        return self.dialog.form

    def on_mount(self) -> None:
        self.push_screen(self.dialog)

    def on_unmount(self) -> None:
        self.bench.work.close()
        self._desk.close()

    async def _send(self, form: Form, _: int | None) -> Done | None:
        self.sent.append(form.answers())
        return None


@pytest.mark.parametrize(
    ("required", "answers"), [(True, {}), (False, {"lines": {FIRST: 4, SECOND: 12}})], ids=["some", "all"]
)
async def test_what_must_be_said_begins_with_none_and_what_may_be_left_with_all(
    required: bool, answers: dict[str, object]
) -> None:
    app = Host(field(required=required))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.form.answers() == answers
        assert app.form.edits() == {}


@pytest.mark.parametrize(
    ("keys", "pieces"),
    [
        (["3"], {FIRST: 3}),
        (["9"], {FIRST: 4}),
        (["down", "1", "1"], {SECOND: 11}),
        (["j", "1", "1", "backspace"], {SECOND: 1}),
        (["2", "down", "up", "1"], {FIRST: 1}),
        (["=", "=", "-"], {FIRST: 1}),
        (["+"], {FIRST: 1}),
        (["-"], {}),
        (["3", "0"], {FIRST: 4}),
        (["2", "down", "5"], {FIRST: 2, SECOND: 5}),
        (["x", "2"], {FIRST: 2}),
        (["2", "a"], {FIRST: 4, SECOND: 12}),
        (["a", "n"], {}),
        (["a", "n", "down", "1"], {SECOND: 1}),
    ],
    ids=[
        "typed", "no more than there are", "two digits", "one taken back", "typed afresh", "stepped",
        "plus", "not below none", "lengthened", "two lines", "other letters do nothing",
        "all of all", "none of all", "none but one",
    ],
)  # fmt: skip
async def test_pieces_are_typed_and_stepped(keys: list[str], pieces: dict[str, int]) -> None:
    app = Host(field(required=True))
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        assert app.form.answers() == ({"lines": pieces} if pieces else {})
        assert app.form.edits() == ({"lines": pieces} if pieces else {})


async def test_enter_goes_on_and_a_required_field_without_pieces_is_missing() -> None:
    app = Host(field(required=True), Field("remark", "Remark", "text", False))
    async with app.run_test() as pilot:
        await pilot.press("enter", *"ok")
        assert app.form.answers() == {"remark": "ok"}
        assert app.form.focus_missing()
        await pilot.pause()
        assert isinstance(app.focused, PiecesList)
        await pilot.press("1", "enter", "enter")
        assert app.sent == [{"lines": {FIRST: 1}, "remark": "ok"}]


async def test_a_line_that_does_not_say_how_many_it_has_takes_any_number() -> None:
    app = Host(field(required=False, choices=(Choice(FIRST, "Lamp"),)))
    async with app.run_test() as pilot:
        assert app.form.answers() == {}
        await pilot.press("1", "2", "3")
        assert app.form.answers() == {"lines": {FIRST: 123}}


async def test_a_form_without_any_line_bears_every_key() -> None:
    app = Host(field(required=False, choices=()))
    async with app.run_test() as pilot:
        await pilot.press("1", "=", "backspace", "down")
        assert app.form.answers() == {}


async def test_what_a_desk_asks_for_is_answered_as_the_desk_takes_it(tmp_path: Path) -> None:
    desk = placed_order(tmp_path)
    app = Host(*desk.asks("ship", ORDER))
    async with app.run_test() as pilot:
        await pilot.press("1", "down", "0")
        desk.do("ship", ORDER, app.form.answers())
    assert [line.shipped for line in desk.till.order(ORDER).lines] == [1, 0]


async def test_pieces_in_a_form_look_as_they_should(tmp_path: Path, picture: Picture) -> None:
    desk = placed_order(tmp_path)
    desk.do("ship", ORDER)
    app = Host(*desk.asks("return", ORDER))
    async with app.run_test(size=(80, 16)) as pilot:
        await pilot.press("2", "down")
        await picture(pilot)


async def test_many_lines_scroll_and_the_cursor_stays_in_sight() -> None:
    many = tuple(Choice(f"{ORDER}/{place}", f"Lamp {place}", suggests="2") for place in range(1, 200))
    app = Host(field(required=False, choices=many))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("G", "1")
        await pilot.pause()
        assert "1 of 2  199  Lamp 199" in rows(app)
        assert isinstance(app.form.query_one(PiecesField).answer, dict)
        assert app.form.query_one(PiecesField).answer[f"{ORDER}/199"] == 1


async def test_no_text_of_a_line_can_steer_the_terminal() -> None:
    app = Host(field(required=True, choices=(Choice("\x1b[2J/\x07", "a\x1b]52;c\x07[/x]", suggests="2"),)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "[/x]" in rows(app)
        assert all(char.isprintable() for char in rows(app) if char != "\n")
