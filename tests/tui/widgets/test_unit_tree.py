"""The lines of a tree lead from each unit to what stands below it."""

from __future__ import annotations

import pytest

from tui.widgets.unit_tree import branches


@pytest.mark.parametrize(
    ("depths", "drawn"),
    [
        ([], []),
        ([0, 0], ["", ""]),
        ([0, 1, 2, 1], ["", "├ ", "│ └ ", "└ "]),
        ([0, 1, 2, 2, 0, 1], ["", "└ ", "  ├ ", "  └ ", "", "└ "]),
        ([0, 1, 2, 3, 1], ["", "├ ", "│ └ ", "│   └ ", "└ "]),
    ],
    ids=["nothing", "no tree", "two below", "two trees", "three levels"],
)
def test_a_line_leads_to_each_unit(depths: list[int], drawn: list[str]) -> None:
    assert branches(depths) == drawn


def test_a_deep_tree_stays_within_its_column() -> None:
    assert max(map(len, branches(list(range(100))))) == 16
