"""What codes are called: tables show the labels of states, JSON and CSV keep the codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import Desk

#: Columns that hold a state, in records and in changes.
STATE_FIELD = "state"


def state_labels(opened: Desk) -> dict[str, str]:
    """The label of every state by its code; cases and lines share the codes they have in common."""
    return {
        code: f"{badge.glyph} {badge.label}"
        for machine in ("line", "case")
        for code, badge in opened.badges(machine).items()
    }


def labelled(opened: Desk, rows: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """The rows with the label of the state instead of its code."""
    labels = state_labels(opened)
    return [
        {name: labels.get(str(value), value) if name == STATE_FIELD else value for name, value in row.items()}
        for row in rows
    ]


def labelled_changes(opened: Desk, rows: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """Changes, one a row, with labels where the field is a state."""
    labels = state_labels(opened)
    return [
        row | {side: labels.get(str(row[side]), row[side]) for side in ("before", "after")}
        if row["field"] == STATE_FIELD
        else dict(row)
        for row in map(dict, rows)
    ]
