"""A table for people: columns aligned by the cells that a terminal gives to each character."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import category, east_asian_width

GAP = "  "
WIDEST = 60
NARROWEST = 18
WEIGHTLESS = ("Mn", "Me", "Cf")


def cells(text: str) -> int:
    """How many cells of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if category(char) in WEIGHTLESS else 2 if east_asian_width(char) in "WF" else 1 for char in text
    )


def cut(text: str, width: int) -> str:
    """The text in at most ``width`` cells, with an ellipsis where something is left out."""
    fits = used = 0
    for index, char in enumerate(text):
        used += cells(char)
        if used < width:
            fits = index + 1
        elif used > width:
            return text[:fits].rstrip() + "…"
    return text


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text filled up with blanks to ``width`` cells."""
    blanks = " " * (width - cells(text))
    return blanks + text if right else text + blanks


def table(
    header: Sequence[str], rows: Sequence[Sequence[str]], *, width: int = 0, right: Sequence[int] = ()
) -> str:
    """The rows under their header, one line each.

    *Units*: ``width`` is the terminal's in cells, 0 where there is none; the widest columns
    give way to it, but none falls below what a record's number needs. ``right`` are the
    columns set to the right.
    """
    lines = [[cut(cell, WIDEST) for cell in row] for row in (header, *rows)]
    widths = [max(cells(line[column]) for line in lines) for column in range(len(header))]
    over = sum(widths) + len(GAP) * (len(widths) - 1) - width
    while width and over > 0 and max(widths) > NARROWEST:
        widest = widths.index(max(widths))
        widths[widest] -= 1
        over -= 1
    return "\n".join(
        GAP.join(
            pad(cut(cell, size), size, right=column in right)
            for column, (cell, size) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def aligned(pairs: Sequence[tuple[str, str]], indent: str = "") -> str:
    """Each word with the whole of what is said of it beside it, further lines below their first."""
    wide = max((cells(word) for word, _ in pairs), default=0)
    below = "\n" + indent + " " * wide + GAP
    return "\n".join(
        f"{indent}{pad(word, wide)}{GAP}{below.join(said.splitlines())}".rstrip() for word, said in pairs
    )
