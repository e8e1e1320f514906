"""What a change of one field is called where its new value is empty."""

from __future__ import annotations

from collections.abc import Mapping

from tui.text import clean

#: What is there instead, for fields whose names want one behind them.
INSTEAD: Mapping[str, str] = {"assigned_to": "nobody", "ship_from": "nowhere", "sold_to": "nobody"}


def emptied(field: str) -> str:
    """A field that holds nothing any more, as in ``contact cleared`` and ``assigned to nobody``."""
    return f"{clean(field.replace('_', ' '))} {INSTEAD.get(field, 'cleared')}"
