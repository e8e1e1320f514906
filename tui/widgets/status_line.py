"""The line above the keys: what the screen holds, in a few words."""

from __future__ import annotations

from tui.widgets.sides import Sides


class StatusLine(Sides):
    """A filter and an order at the left, how many there are at the right."""
