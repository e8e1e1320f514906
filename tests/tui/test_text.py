"""The gate lets no character through that steers a terminal or deceives a reader, and spells every script."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text import LIMIT, REPLACEMENT, bare, cell, clean, content, fit, printable

#: Arabic, Syriac and Kaithi signs that are drawn, although they count among the format characters.
DRAWN = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}

#: Characters that Unicode draws as nothing and yet counts as letters or marks.
BLANK = {0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0}

JOINERS = "\u200c\u200d"

LEGITIMATE = {
    "Persian": "می\u200cخواهم",
    "Hindi": "क्\u200dष",
    "Bengali": "র\u200d্য",
    "Malayalam": "ന്\u200d",
    "family": "👨\u200d👩\u200d👧",
    "burning heart": "❤\ufe0f\u200d🔥",
    "dark nurse": "👩🏿\u200d⚕\ufe0f",
    "keycap": "1\ufe0f\u20e3",
    "Japanese name": "葛\U000e0100飾",
    "Vietnamese": "Nguye\u0302\u0303n",
    "Hebrew": "שלום",
    "Arabic": "مُحَمَّد",
    "Thai": "ที่นี่",
    "badges": "○ ● ► ◊ √ ■ × ▲ ▼ ≠ ██░",
    "box and braille": "┃ ⠿",
    "a thin space": "1\u2009000",
}

#: Everything that the gate looks at, more often than chance would bring it.
awkward = st.text(
    st.one_of(
        st.sampled_from(
            "a1#\t\n\r\x1b\x85\x9b\u200b\u200c\u200d\u2028\u202e\ufe0f\u20e3\ufeff\u0301ी❤👩🏿م葛\U000e0100\ufffd"
        ),
        st.characters(),
        st.characters(categories=["Cc", "Cf", "Cs", "Mn", "Zl", "Zp"]),
    )
)


def deceives(char: str) -> bool:
    """Whether a character may stand nowhere in an output (joiners aside, which may stand where they join)."""
    category = unicodedata.category(char)
    drawn = char in JOINERS or ord(char) in DRAWN
    return category in {"Cc", "Cs", "Zl", "Zp"} or ord(char) in BLANK or (category == "Cf" and not drawn)


EVERY = [chr(point) for point in range(sys.maxunicode + 1)]
DECEIVING = frozenset(filter(deceives, EVERY))


def deceptions(shown: str) -> set[str]:
    """What the gate should have held back from an output."""
    return (set(shown) & DECEIVING) | set(re.findall(rf"(?:^|[\x00-\x7f])[{JOINERS}]", shown))


@pytest.mark.parametrize("between", ["", "a", "❤", "ی"])
def test_no_code_point_that_deceives_comes_through_wherever_it_stands(between: str) -> None:
    assert deceptions(printable(between.join(EVERY))) == set()
    assert deceptions(printable(between.join(EVERY), lines=True)) == {"\n"}


def test_what_is_no_fault_comes_through_unchanged() -> None:
    for point in range(0x20, 0x3000):
        char = chr(point)
        ignorable = unicodedata.category(char) == "Mn" and char in "\u180b\u180c\u180d\u180f"
        if (
            not deceives(char)
            and not ignorable
            and unicodedata.category(char) != "Cn"
            and char not in JOINERS
        ):
            assert clean(f"a{char}b") == f"a{char}b", f"U+{point:04X}"


@given(awkward, st.booleans())
def test_no_text_deceives_and_what_was_cleaned_is_clean(text: str, lines: bool) -> None:
    shown = clean(text, lines=lines)
    assert deceptions(shown) <= ({"\n"} if lines else set())
    assert clean(shown, lines=lines) == shown
    assert clean(bare(text)).count(REPLACEMENT) <= text.count(REPLACEMENT)


@pytest.mark.parametrize("text", LEGITIMATE.values(), ids=LEGITIMATE.keys())
def test_what_a_script_needs_is_kept(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mred", "a�[31mred"),
        ("\x1b]52;c;aGVsbG8=\x07", "�]52;c;aGVsbG8=�"),
        ("\x9b31m", "�31m"),
        ("ORDCS\u200d0001", "ORDCS�0001"),
        ("user\u202egpj.exe", "user�gpj.exe"),
        ("pass\u200bword", "pass�word"),
        ("a\U000e0041\U000e0042b", "a��b"),
        ("x\ud800y", "x�y"),
        ("e" + "\u0301" * 50 + "f", "e" + "\u0301" * 4 + "�f"),
        ("[/x] [@click=app.quit]go[/]", "[/x] [@click=app.quit]go[/]"),
    ],
    ids=[
        "colour",
        "clipboard",
        "C1",
        "joiner",
        "override",
        "zero width",
        "tags",
        "surrogate",
        "tower",
        "markup",
    ],
)
def test_what_was_taken_out_stays_visible(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_white_space_becomes_a_space_and_a_newline_stays_where_lines_are_kept() -> None:
    text = "a\tb\r\nc\rd\ne\x0bf\x85g\u2028h"
    assert clean(text) == "a b c d e f g h"
    assert clean(text, lines=True) == "a b\nc\nd\ne\nf\ng\nh"


def test_a_text_that_is_too_long_ends_in_an_ellipsis_and_a_printed_one_is_never_cut() -> None:
    assert clean("x" * LIMIT) == "x" * LIMIT
    assert clean("x" * (LIMIT + 1)) == "x" * (LIMIT - 1) + "…"
    assert clean("abcdef", limit=4) == "abc…"
    assert clean("ab❤\u200d❤", limit=5) == "ab❤\u200d❤"
    assert clean("ab❤\u200d❤x", limit=5) == "ab❤…"
    assert printable("x" * 200_000 + "\n") == "x" * 200_000 + " "
    assert printable("a\x1b\nb", lines=True) == "a�\nb"


@given(awkward, st.integers(0, 30))
def test_a_fitted_text_has_exactly_its_width(text: str, width: int) -> None:
    fitted = fit(text, width)
    assert cell_len(fitted) == width
    assert "\n" not in fitted


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("abc", 5, "abc  "),
        ("abcdef", 4, "abc…"),
        ("日本語", 6, "日本語"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日 …"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
        ("x" * 200_000, 3, "xx…"),
    ],
    ids=["padded", "cut", "wide", "wide cut", "half a character", "one cell", "none", "endless"],
)
def test_a_text_is_padded_or_cut_to_its_cells(text: str, width: int, shown: str) -> None:
    assert fit(text, width) == shown


def test_widgets_get_the_text_without_its_markup_coming_alive() -> None:
    assert cell("[b]x[/b]\x1b", 10, "bold").plain == "[b]x[/b]� "
    shown = content("[@click=app.quit]x[/]\n[/y]\x07", "bold")
    assert shown.plain == "[@click=app.quit]x[/]\n[/y]�"
    assert [span.style for span in shown.spans] == ["bold"]
