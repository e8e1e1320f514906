"""Behind the gate nothing passes, and nothing moves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color

from tui.backstop import Backstop
from tui.text import bare

BLACK = Color(0, 0, 0)


def through(*segments: Segment) -> list[Segment]:
    return Backstop().apply(list(segments), BLACK)


def test_what_is_harmless_is_passed_on_as_it_is() -> None:
    segments = [
        Segment("√ Resolved", Style(bold=True)),
        Segment("日本"),
        Segment("❤\ufe0f\u200d🔥"),
        Segment("�"),
    ]
    assert through(*segments) == segments


def test_a_control_character_is_taken_out() -> None:
    assert through(Segment("a\x1b[31mb\x9bc\u202ed\x00\n", Style(dim=True))) == [
        Segment("a[31mbcd", Style(dim=True))
    ]


def test_what_textual_itself_says_to_the_terminal_passes() -> None:
    own = Segment("\x1b[2J", None, [(ControlType.CLEAR,)])
    assert through(own) == [own]


def test_a_link_is_taken_off_since_its_address_is_a_sequence() -> None:
    [segment] = through(Segment("order", Style(bold=True, link="https://x/\x1b]52;c;eA==\x07")))
    assert segment.text == "order"
    assert segment.style is not None
    assert segment.style.bold
    assert segment.style.link is None


@given(st.text())
def test_nothing_passes_and_the_row_keeps_its_width(text: str) -> None:
    [segment] = through(Segment(text))
    assert bare(segment.text) == segment.text
    assert cell_len(segment.text) == cell_len(text)
