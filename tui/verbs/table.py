"""A table for people: columns aligned by the cells that a terminal gives to each character."""

from __future__ import annotations

from collections.abc import Sequence, Sized
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
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    width: int = 0,
    right: Sequence[int] = (),
    spare: Sequence[int] = (),
) -> str:
    """The rows under their header, one line each.

    *Units*: ``width`` is the terminal's in cells, 0 where there is none. Where it is too small
    the ``spare`` columns are left out, the first of them first, and then the widest give way;
    none falls below what a record's number needs. ``right`` are the columns set to the right.
    """
    lines = [[cut(cell, WIDEST) for cell in row] for row in (header, *rows)]
    widths = {column: max(cells(line[column]) for line in lines) for column in range(len(header))}
    for column in spare:
        if not width or sum(min(size, NARROWEST) for size in widths.values()) + gaps(widths) <= width:
            break
        del widths[column]
    over = sum(widths.values()) + gaps(widths) - width
    while width and over > 0 and max(widths.values()) > NARROWEST:
        widths[max(widths, key=widths.__getitem__)] -= 1
        over -= 1
    return "\n".join(
        GAP.join(
            pad(cut(line[column], size), size, right=column in right) for column, size in widths.items()
        ).rstrip()
        for line in lines
    )


def gaps(columns: Sized) -> int:
    """The cells between the columns."""
    return len(GAP) * (len(columns) - 1)


def aligned(pairs: Sequence[tuple[str, str]], indent: str = "") -> str:
    """Each word with the whole of what is said of it beside it, further lines below their first."""
    wide = max((cells(word) for word, _ in pairs), default=0)
    below = "\n" + indent + " " * wide + GAP
    return "\n".join(
        f"{indent}{pad(word, wide)}{GAP}{below.join(said.splitlines())}".rstrip() for word, said in pairs
    )
