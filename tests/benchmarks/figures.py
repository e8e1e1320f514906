"""What a measurement comes to, and the table of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple


class Figure(NamedTuple):
    """A ratio taken in one run, and its bar: at most it, or ``at_least`` it; without one it is only shown."""

    what: str
    ratio: float
    bar: float | None = None
    at_least: bool = False
    beside: str = ""

    @property
    def holds(self) -> bool:
        """Whether the ratio is on the right side of its bar."""
        if self.bar is None:
            return True
        return self.ratio >= self.bar if self.at_least else self.ratio <= self.bar


def ratio_of(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The middle one of the ratios of rounds that were run in turns, so that a busy moment falls on both."""
    return median(one / other for one, other in zip(ours, theirs, strict=True))


def milliseconds(seconds: Iterable[float]) -> str:
    """The middle one of some times, for the eye."""
    return f"{median(seconds) * 1000:.1f} ms"


def compared(what: str, pairs: Sequence[tuple[float, float]], bar: float) -> Figure:
    """Times in seconds as a share of others, each pair taken one right after the other; at most the bar."""
    ours, theirs = [one for one, _ in pairs], [other for _, other in pairs]
    beside = f"{milliseconds(ours)} against {milliseconds(theirs)}"
    return Figure(what, ratio_of(ours, theirs), bar, beside=beside)


def table(figures: Sequence[Figure]) -> str:
    """The figures as a table for a terminal or a README."""
    rows = [("what", "ratio", "bar", "", "beside")]
    for figure in figures:
        bar = "" if figure.bar is None else f"{'≥' if figure.at_least else '≤'} {figure.bar:g}"
        verdict = "" if figure.bar is None else "holds" if figure.holds else "MISSED"
        rows.append((figure.what, f"{figure.ratio:.2f}", bar, verdict, figure.beside))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)
