"""The columns of the list: which there are, that they stand still, and what a row says in them."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from models import Badge, CaseRow
from tui.badges import Badges, Inks
from tui.widgets.case_columns import Columns, Look

NOW = 10_000_000_000
BADGES = Badges({"new": Badge("new", "●", "New", "blue", final=False)})
LOOK = Look(Style(), Inks({}), Segment("▌"))
ROW = CaseRow(42, "ORDCS0001042", "new", 2, "Two lamps short", "Acme", "ann", 2, 3, NOW - 3 * 3_600_000, 1)
WIDTHS = (40, 64, 80, 96, 110, 124, 132, 160, 220)


def drawn(width: int, row: CaseRow = ROW) -> str:
    return Columns.at(width).row(row, BADGES, LOOK, NOW).text


@pytest.mark.parametrize("width", WIDTHS)
def test_a_row_is_as_wide_as_the_terminal(width: int) -> None:
    strip = Columns.at(width).row(ROW, BADGES, LOOK, NOW)
    assert strip.cell_length == width == cell_len(strip.text)
    assert Columns.at(width).header("-number", LOOK).cell_length == width


@pytest.mark.parametrize("width", WIDTHS)
def test_columns_stand_still_whatever_the_row_holds(width: int) -> None:
    long = ROW._replace(
        short_description="lamp " * 90, account="Acme " * 30, assigned_to="x" * 60, lines=1200
    )
    wide = ROW._replace(short_description="電球が二つ足りません" * 20, account="東京照明", settled=0)
    bare = ROW._replace(short_description="", account="", assigned_to="", lines=0, settled=0)
    for row in (long, wide, bare):
        text = drawn(width, row)
        assert cell_len(text) == width
        assert text[: text.index("New")] == drawn(width)[: drawn(width).index("New")]
        assert text.rstrip().endswith("3h")


def test_the_narrow_list_keeps_number_state_urgency_description_and_age() -> None:
    assert drawn(80).split() == ["▌ORDCS0001042", "●", "New", "▲", "Two", "lamps", "short", "3h"]


def test_wider_terminals_add_the_agent_then_the_lines_then_the_account() -> None:
    assert "ann" in drawn(96)
    assert "2/3" not in drawn(96)
    assert "██░ 2/3" in drawn(110)
    assert "Acme" not in drawn(110)
    assert "Acme" in drawn(124)


def test_a_number_is_never_clipped() -> None:
    assert "ORDCS123456789012" in drawn(40, ROW._replace(number="ORDCS123456789012"))


def test_a_case_without_agent_account_or_lines_shows_dashes() -> None:
    assert drawn(132, ROW._replace(account="", assigned_to="", lines=0, settled=0)).count("–") == 3


def test_a_state_that_no_row_knows_shows_its_code() -> None:
    assert "? parked" in drawn(80, ROW._replace(state="parked"))


def test_the_header_points_at_the_column_and_the_way_it_is_sorted() -> None:
    columns = Columns.at(132)
    assert "Number ▼" in columns.header("-number", LOOK).text
    assert "Number ▲" in columns.header("number", LOOK).text
    assert "Age ▼" in columns.header("-age", LOOK).text
    assert "▲ Short description" in columns.header("priority", LOOK).text


def test_nothing_in_a_row_can_steer_the_terminal() -> None:
    text = drawn(
        132, ROW._replace(short_description="a\x1b]52;c;aGk=\x07b\u202ec", account="[@click=app.quit]x[/]")
    )
    assert not [char for char in text if not char.isprintable()]
    assert "[@click=app" in text
