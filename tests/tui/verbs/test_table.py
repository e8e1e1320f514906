from __future__ import annotations

import pytest

from tui.verbs.table import cells, cut, pad, table


@pytest.mark.parametrize(
    ("text", "taken"),
    [("", 0), ("plain", 5), ("日本", 4), ("e\u0301", 1), ("ｱ", 1), ("○ Draft", 7)],
    ids=["nothing", "ascii", "wide", "accent", "half-width", "glyph"],
)
def test_a_text_takes_the_cells_that_a_terminal_gives_it(text: str, taken: int) -> None:
    assert cells(text) == taken


@pytest.mark.parametrize(
    ("text", "width", "kept"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("日本語", 5, "日本…"),
        ("日本語", 6, "日本語"),
        ("a bc", 3, "a…"),
    ],
    ids=["fits", "cut", "wide-cut", "wide-fits", "blank-before-ellipsis"],
)
def test_what_does_not_fit_is_cut_with_an_ellipsis(text: str, width: int, kept: str) -> None:
    assert cut(text, width) == kept
    assert cells(cut(text, width)) <= width


def test_columns_are_aligned_by_cells_and_numbers_stand_to_the_right() -> None:
    drawn = table(["name", "n", "where"], [["日本", "7", "x"], ["Ann", "12", "y"]], right=[1])
    assert drawn.splitlines() == ["name   n  where", "日本   7  x", "Ann   12  y"]


def test_on_a_narrow_terminal_the_widest_column_gives_way_and_numbers_stay_whole() -> None:
    drawn = table(["number", "description"], [["ORDCS0001001", "word " * 20]], width=40)
    assert all(cells(line) <= 40 for line in drawn.splitlines())
    assert "ORDCS0001001  word" in drawn


def test_a_narrow_terminal_goes_without_the_spare_columns_as_far_as_it_must() -> None:
    header, row = ["number", "account", "lines"], ["ORDCS0001001", "Acme Hotels", "1/2"]
    for width, kept in ((0, header), (40, header), (20, ["number", "lines"]), (10, ["number"])):
        assert table(header, [row], width=width, spare=[1, 2]).splitlines()[0].split() == kept


def test_padding_counts_cells() -> None:
    assert pad("日", 4) == "日  "
    assert pad("日", 4, right=True) == "  日"
