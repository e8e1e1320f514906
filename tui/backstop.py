"""Behind the gate: whatever a widget lets through, no control character reaches the agent's terminal.

Texts pass `tui.text` before they are drawn; this catches the one that a widget, ours or Textual's, took
straight from the data. Nobody should ever see it work.
"""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.text import bare


class Backstop(LineFilter):
    """A filter for `App.get_line_filters` that keeps the width of what it mends.

    Textual's own control codes pass.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without control characters, and without links: a link's address is a sequence, too."""
        return [segment if _harmless(segment) else _mended(segment) for segment in segments]


def _harmless(segment: Segment) -> bool:
    text, style, control = segment
    if control:
        return True
    if style is not None and style.link is not None:
        return False
    return (text.isascii() and text.isprintable()) or bare(text) == text


def _mended(segment: Segment) -> Segment:
    text, style, control = segment
    # The rest of the row must not move, whatever Textual thought that the text would take.
    safe = set_cell_size(bare(text), cell_len(text))
    return Segment(safe, style.update_link(None) if style is not None else None, control)
