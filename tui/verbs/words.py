"""What people read in tables instead of codes: labels of states, times to the minute."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import Desk

STATE_FIELD = "state"
#: The machine whose states a record's number stands for, by its beginning.
MACHINES = {"ORDCSL": "line", "SO": "order"}
#: A time in UTC as records have it, to the second.
TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\dZ", re.ASCII)


class StateLabels:
    """The labels of states, with their glyphs; cases and lines may call one code differently."""

    def __init__(self, opened: Desk) -> None:
        self._opened = opened
        self._badges = {machine: opened.badges(machine) for machine in ("case", "line", "order")}

    def of(self, record: object, code: object) -> object:
        """The label of the state that a record is in; a code that no rule knows stays as it is."""
        machine = next((each for start, each in MACHINES.items() if str(record).startswith(start)), "case")
        badge = self._badges[machine].get(str(code))
        return f"{badge.glyph} {badge.label}" if badge else code

    def currency(self, record: object) -> str:
        """The currency of an order or of one of its lines; empty for every other record."""
        about_order = str(record).upper().startswith("SO")
        return self._opened.till.order(str(record), lines=1).currency if about_order else ""


def labelled(opened: Desk, rows: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """The rows with the label of the state instead of its code, and with shorter times."""
    labels = StateLabels(opened)
    return [
        {
            name: labels.of(row.get("number"), value) if name == STATE_FIELD else shorter(value)
            for name, value in row.items()
        }
        for row in rows
    ]


def labelled_changes(opened: Desk, rows: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """Changes, one a row, with labels where the field is a state, and with shorter times."""
    labels = StateLabels(opened)
    return [
        {
            name: labels.of(row["record"], value)
            if row["field"] == STATE_FIELD and name in ("before", "after")
            else shorter(value)
            for name, value in row.items()
        }
        for row in rows
    ]


def shorter(value: object) -> object:
    """A time to the minute; anything else as it is."""
    found = TIME.fullmatch(value) if isinstance(value, str) else None
    return f"{found[1]} {found[2]}Z" if found else value
