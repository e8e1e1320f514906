"""How a state, a priority, the progress of lines and an age are drawn, for tables and for everything else.

The pure functions say which glyph, word and colour; `Inks` turns a colour name into a rich
style for line-API widgets; the ``…_content`` functions give ready pieces for `Static` and the like.
A colour is always a theme variable: ``$badge-blue`` and so on, one for each of the rulebook's colours.

*Units*: times are milliseconds since 1970 in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.content import Content

from models import Badge
from tui.text import clean

#: Glyph, word and colour of each priority; 1 is the most urgent.
PRIORITIES = {
    1: ("▲", "Critical", "red"),
    2: ("▲", "High", "amber"),
    3: (" ", "Moderate", "plain"),
    4: ("▼", "Low", "dim"),
}
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
#: Units of an age, the largest first, with the span from which they are used.
SPANS = ((365 * DAY, "y"), (DAY, "d"), (HOUR, "h"), (MINUTE, "m"))
BAR_WIDTH = 3


class Badges:
    """The badges of one machine by state code; a state that no row knows shows its bare code."""

    def __init__(self, badges: Mapping[str, Badge]) -> None:
        self._badges = dict(badges)

    def learn(self, badges: Mapping[str, Badge]) -> None:
        """Draw states as these rows say from now on, because the rules may have changed."""
        self._badges = dict(badges)

    def __getitem__(self, state: str) -> Badge:
        return self._badges.get(state) or Badge(state, "?", state, "dim", final=False)

    def __contains__(self, state: str) -> bool:
        return state in self._badges


def badge_content(badge: Badge) -> Content:
    """Glyph and label in the state's colour, as in ``● New``."""
    return Content.styled(f"{clean(badge.glyph)} {clean(badge.label)}", f"$badge-{badge.colour}")


def priority_mark(priority: int) -> tuple[str, str]:
    """The one-cell mark of a priority and its colour."""
    glyph, _, colour = PRIORITIES.get(priority, PRIORITIES[3])
    return glyph, colour


def priority_content(priority: int) -> Content:
    """Mark, number and word, as in ``▲ 2 High``."""
    glyph, word, colour = PRIORITIES.get(priority, PRIORITIES[3])
    said = f"{priority} {word}"
    return Content(said) if glyph == " " else Content.assemble((f"{glyph} ", f"$badge-{colour}"), said)


def progress(settled: int, lines: int) -> tuple[str, str, str]:
    """The full and the empty part of the bar and the words, as in ``██``, ``░`` and ``2/3``."""
    if lines <= 0:
        return "", "", "–"
    full = settled * BAR_WIDTH // lines
    if settled > 0 and full == 0:
        full = 1
    return "█" * full, "░" * (BAR_WIDTH - full), f"{settled}/{lines}"


def progress_content(settled: int, lines: int) -> Content:
    """The bar and its words, as in ``██░ 2/3``."""
    full, empty, words = progress(settled, lines)
    return Content.assemble(full, (empty, "$badge-dim"), " " if full or empty else "", words)


def age(since: int, now: int) -> str:
    """How long ago in one unit, at most four cells: ``now``, ``5m``, ``3h``, ``12d``, ``2y``."""
    span = now - since
    for unit, letter in SPANS:
        if span >= unit:
            return f"{span // unit}{letter}"
    return "now"


class Inks:
    """Rich styles by colour name, taken from the theme's variables once for each theme."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self._styles: dict[str, Style] = {}

    def __getitem__(self, colour: str) -> Style:
        """The style of a badge colour, or of ``plain`` and ``accent``."""
        style = self._styles.get(colour)
        if style is None:
            style = self._styles[colour] = Style(color=self._variables.get(f"badge-{colour}"))
        return style
