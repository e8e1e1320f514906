"""Cases at work, in one call."""

from __future__ import annotations

from typing import NamedTuple

from models.desk.desk import Desk


class Worked(NamedTuple):
    """A case's number and those of its lines."""

    number: str
    lines: tuple[str, ...]


def draft(desk: Desk, lines: int = 2, **fields: object) -> Worked:
    """A case in Draft with lines about SO1/1, SO1/2 …"""
    made = desk.new_case(
        {"short_description": "Two lamps short", **fields},
        [{"about": f"SO1/{index}", "requested_quantity": index} for index in range(1, lines + 1)],
    )
    born = [change.record for change in made.changes if change.field == "state"]
    return Worked(made.record, tuple(born[1:]))


def submitted(desk: Desk, lines: int = 2, **fields: object) -> Worked:
    """The same in New."""
    case = draft(desk, lines, **fields)
    desk.do("submit", case.number)
    return case


def taken(desk: Desk, lines: int = 2, **fields: object) -> Worked:
    """The same in Work in Progress, assigned to whoever asks."""
    case = submitted(desk, lines, **fields)
    desk.do("assign_to_me", case.number)
    return case


def resolved(desk: Desk, lines: int = 2, **fields: object) -> Worked:
    """The same in Resolved, every line accepted."""
    case = taken(desk, lines, **fields)
    outcomes = dict.fromkeys(case.lines, "accepted")
    answers = {"resolution_code": "solved", "resolution_notes": "Sent again", "outcomes": outcomes}
    desk.do("resolve", case.number, answers)
    return case


def closed(desk: Desk, lines: int = 2, **fields: object) -> Worked:
    """The same in Closed."""
    case = resolved(desk, lines, **fields)
    desk.do("close", case.number)
    return case


def row_counts(desk: Desk) -> dict[str, int]:
    """How many rows each table holds, to prove that nothing was written."""
    database = desk.session.database
    names = [row[0] for row in database.all("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {str(name): int(str(database.all(f'SELECT COUNT(*) FROM "{name}"')[0][0])) for name in names}
