"""Colours come from the theme, so that one place changes them and a terminal without colours loses none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.css.constants import VALID_BORDER

STYLES = Path(__file__).resolve().parent.parent / "styles.tcss"

#: What may stand beside a theme variable where a colour is asked for.
NEUTRAL = {"auto", "initial", "none", "transparent"} | set(VALID_BORDER)
COLOURED = re.compile(r"(background|color|tint)$|^(border|outline|hatch|keyline)")


def foreign_colours(styles: str) -> list[str]:
    """Each declaration that names a colour of its own, outside of the definitions of variables."""
    plain = re.sub(r"/\*.*?\*/", "", styles, flags=re.DOTALL)
    found = []
    for name, value in re.findall(r"(?<![$\w-])([a-z-]+)\s*:\s+([^;{}]+);", plain):
        asks = COLOURED.search(name) and not name.endswith(("-align", "-style"))
        words = value.replace("!important", "").split()
        own = [
            word
            for word in words
            if not word.startswith("$") and word not in NEUTRAL and not re.match(r"\d+%?", word)
        ]
        if asks and own:
            found.append(f"{name}: {value}")
    return found


def test_every_colour_is_a_variable() -> None:
    assert foreign_colours(STYLES.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "declaration",
    ["color: #ff0000;", "background: red 20%;", "border: round rgb(1,2,3);", "scrollbar-color: ansi_red;"],
    ids=["hex", "name", "rgb", "terminal"],
)
def test_a_colour_of_its_own_is_found(declaration: str) -> None:
    assert (
        foreign_colours(f"$ground: #123456;\nScreen {{ {declaration} &:focus {{ color: $text 50%; }} }}")
        != []
    )


def test_variables_and_borders_are_no_colours() -> None:
    styles = "$a: #123456;\nScreen { border: round $a 50%; color: auto 80%; border-title-align: left; }"
    assert foreign_colours(styles) == []
