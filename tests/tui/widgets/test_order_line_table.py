"""The lines of an order: their columns, what stands beneath a line, and that only what is seen is drawn."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from models import OrderLineView
from tests.rig.pictures import rows
from tests.tui.widgets.order_values import LINE, NAMES, SOME, lines
from tui import paths
from tui.looks import THEME
from tui.widgets.order_line_columns import OrderLineHeading
from tui.widgets.order_line_table import OrderLineTable, has_more, more


class Counting(OrderLineTable):
    """Remembers which lines were drawn."""

    drawn: set[int]

    def draw(self, index: int, width: int) -> list[Content]:
        self.drawn.add(index)
        return super().draw(index, width)


class Host(App[None]):
    """A heading and the lines beneath it."""

    CSS_PATH = str(paths.stylesheet())

    def __init__(self, shown: Sequence[OrderLineView]) -> None:
        super().__init__()
        self.register_theme(THEME)
        self.theme = THEME.name
        self.heading = OrderLineHeading()
        self.lines = Counting(aligned=(self.heading,))
        self.lines.drawn = set()
        self.shown = shown

    def compose(self) -> ComposeResult:
        yield self.heading
        self.lines.styles.height = "1fr"
        yield self.lines

    def on_mount(self) -> None:
        self.lines.show(self.shown, currency="EUR", names=NAMES)
        self.lines.focus()


async def drawn(shown: Sequence[OrderLineView], width: int = 86) -> list[str]:
    async with Host(shown).run_test(size=(width, 30)) as pilot:
        await pilot.pause()
        return [row for row in rows(pilot.app).splitlines() if row.strip()]


async def test_the_columns_line_up_under_their_names_with_numbers_at_the_right() -> None:
    head, first, second, *_ = await drawn(SOME)
    for name, said in (("Line", "   1"), ("Qty", " 2"), ("Stock", "    5"), ("Amount", "178.00")):
        assert first[: head.index(name) + len(name)].endswith(said)
    for name, said in (("Product", "Lamp Nora"), ("Type", "Carry out")):
        assert first[head.index(name) :].startswith(said)
    assert second.split() == ["2", "Shade", "Nora,", "linen", "1", "Order", "0", "39.50"]


@pytest.mark.parametrize("width", [80, 86, 132])
async def test_no_number_is_clipped_at_any_width(width: int) -> None:
    big = lines({"quantity": -1234567, "amount_minor": -(10**15), "stock": 7654321}, {"stock": 7654321})
    text = "\n".join(await drawn(big, width))
    for number in ("-1234567", "-10000000000000.00", "7654321"):
        assert number in text


async def test_what_else_there_is_stands_beneath_its_line() -> None:
    said = await drawn(SOME)
    assert [row.strip() for row in said if "·" in row or "from" in row or "returns" in row] == [
        "Courier, from Warehouse Utrecht",
        "returns SO0001000/2",
        "2 of 4 handed over · 1 set aside · 1 on order · 1 cancelled · 1 brought back",
    ]
    assert len(said) == 1 + 5 + 3


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"shipped": 1},
        {"reserved": 1},
        {"ordered": 1},
        {"cancelled": 1},
        {"returned": 1},
        {"shipping_method": "courier"},
        {"ship_from": "NL-W"},
        {"returns": "SO0001000/1"},
        {"label": "damaged"},
        {"label": ""},
        {"invoiced": 1},
        {"quantity": -1, "shipped": 1},
    ],
    ids=str,
)
def test_a_line_has_a_second_row_just_where_there_is_something_to_say(change: dict[str, object]) -> None:
    (line,) = lines(change)
    assert has_more(line) is bool(list(more(line, NAMES)))


def test_goods_that_come_back_are_taken_back() -> None:
    assert list(more(LINE._replace(quantity=-2, shipped=1), {})) == ["1 of 2 taken back"]


@pytest.mark.parametrize(
    ("change", "stock"),
    [
        ({}, "5"),
        ({"stock": 0}, "0"),
        ({"quantity": -1}, "–"),
        ({"is_product": False}, "–"),
        ({"shipping_method": "courier"}, "–"),
        ({"shipped": 2}, "–"),
        ({"cancelled": 2}, "–"),
        ({"label": "damaged"}, "–"),
    ],
    ids=str,
)
async def test_stock_shows_where_the_line_still_takes_from_it(change: dict[str, object], stock: str) -> None:
    assert (await drawn(lines(change)))[1].split()[-2] == stock


def shade(line: OrderLineView, word: str, usual: Sequence[OrderLineView] = ()) -> str:
    """The style in which a word of a line is drawn, among others like it."""
    table = OrderLineTable()
    table.show((line, *usual), currency="EUR", names={})
    row = table.draw(0, 80)[0]
    at = row.plain.index(word)
    return next(str(span.style) for span in row.spans if span.start <= at < span.end)


def test_colour_stands_only_where_it_means_something() -> None:
    order = SOME[1]
    assert shade(order, "Order", (LINE, LINE)) == "$badge-amber"
    assert shade(LINE, "Carry out", (LINE, order)) == "$badge-plain"
    assert shade(order, " 0") == "$badge-red"
    assert shade(SOME[3], "-1") == "$badge-red"
    assert shade(LINE, "    2") == "$badge-plain"
    assert shade(LINE._replace(cancelled=2), "Lamp") == "$badge-dim"


async def test_two_hundred_lines_draw_no_more_than_what_is_seen() -> None:
    app = Host(lines(*({"shipped": place % 2} for place in range(200))))
    async with app.run_test(size=(86, 12)) as pilot:
        await pilot.pause()
        assert len(app.lines.drawn) <= 12
        await pilot.press("G")
        await pilot.pause()
        assert app.lines.highlighted is not None
        assert app.lines.highlighted.number == "SO0001001/200"
        assert len(app.lines.drawn) <= 24


async def test_the_cursor_stays_on_its_line() -> None:
    app = Host(SOME)
    async with app.run_test(size=(86, 20)) as pilot:
        await pilot.press("j", "j")
        app.lines.show(SOME[1:], currency="EUR", names=NAMES)
        assert app.lines.highlighted == SOME[2]
        app.lines.show((), currency="EUR", names={})
        assert app.lines.highlighted is None


async def test_the_heading_keeps_to_the_columns_where_a_scrollbar_takes_a_cell() -> None:
    app = Host(lines(*[{}] * 60))
    async with app.run_test(size=(64, 10)) as pilot:
        await pilot.pause()
        head, first = rows(pilot.app).splitlines()[1:3]
        assert head.index("Amount") + 6 == first.index("178.00") + 6


async def test_no_text_of_a_line_can_steer_the_terminal() -> None:
    hostile = {"description": "a\x1b]52;c;aGk=\x07b\u202ec", "type_label": "\x1b[2J", "returns": "\r\n[/x]"}
    text = "".join(await drawn(lines({**hostile, "shipping_method": "\x1b[1m"})))
    assert text.isprintable()
