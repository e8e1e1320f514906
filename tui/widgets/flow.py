"""Pieces side by side in as many rows as they need; no piece is broken."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content


def flow(pieces: Iterable[Content], width: int, gap: int) -> list[Content]:
    """The rows; a piece that is wider than a row is cut with an ellipsis."""
    rows: list[Content] = []
    for piece in pieces:
        cut = piece.truncate(width, ellipsis=True)
        if rows and rows[-1].cell_length + gap + cut.cell_length <= width:
            rows[-1] = Content.assemble(rows[-1], " " * gap, cut)
        else:
            rows.append(cut)
    return rows
