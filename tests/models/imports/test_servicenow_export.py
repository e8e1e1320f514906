"""The real export of a ServiceNow instance: 500 incidents in 3,411 updates, faults included."""

from __future__ import annotations

import csv
import os
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models import Desk
from tests.models.imports.conftest import Import, everything

FOLDER = Path(os.environ.get("CASEDESK_DATA") or Path(__file__).parents[3].parent / "shared" / "data")
EXPORT = FOLDER / "servicenow_incidents.csv"
CUT = datetime(2016, 3, 2, tzinfo=UTC)
STATES = {
    "New": "new",
    "Active": "work_in_progress",
    "Awaiting User Info": "awaiting_info",
    "Awaiting Problem": "awaiting_info",
    "Resolved": "resolved",
    "Closed": "closed",
}

CASES = """
SELECT source_number, state, priority, ifnull(assignment_group.name, ''), ifnull(agent.name, ''),
    contact.name, channel, resolved_at IS NOT NULL, closed_at IS NOT NULL, ifnull(resolution_code, '')
FROM cases JOIN contact ON contact.id = contact_id
LEFT JOIN assignment_group ON assignment_group.id = assignment_group_id
LEFT JOIN agent ON agent.id = assigned_to_id
"""

pytestmark = pytest.mark.skipif(
    not EXPORT.exists(), reason=f"the real export is not there: {EXPORT} (CASEDESK_DATA names another folder)"
)


@pytest.fixture(scope="module")
def whole() -> bytes:
    return EXPORT.read_bytes()


@pytest.fixture(scope="module")
def cut(whole: bytes) -> bytes:
    """The rows that were updated before 2 March 2016, as an export of that night would have held them."""
    header, *lines = whole.decode().splitlines()
    kept = [line for line in lines if time(line.split(",")[13]) < CUT]
    return "\n".join([header, *kept, ""]).encode()


def time(text: str) -> datetime:
    return datetime.strptime(text, "%d-%m-%Y %H:%M").replace(tzinfo=UTC)


def last_rows(content: bytes) -> dict[str, dict[str, str]]:
    """The row that each incident stands at: the highest number, and of two the later one; in plain Python."""
    last: dict[str, dict[str, str]] = {}
    for row in csv.DictReader(content.decode().splitlines()):
        before = last.get(row["number"])
        if before is None or int(row["sys_mod_count"]) >= int(before["sys_mod_count"]):
            last[row["number"]] = row
    return last


def states(desk: Desk) -> dict[str, int]:
    return dict(Counter(str(row[0]) for row in desk.session.database.all("SELECT state FROM cases")))


def check_each_case(desk: Desk, content: bytes) -> None:
    """Every case has what its last row says, and times and codes only as far as its state has come."""
    wanted = []
    for row in last_rows(content).values():
        said = {name: "" if cell == "?" else cell for name, cell in row.items()}
        state = STATES[said["incident_state"]]
        ended = state in ("resolved", "closed")
        moved = (state, int(said["priority"][0]), said["assignment_group"], said["assigned_to"])
        ending = (ended, state == "closed", said["closed_code"] if ended else "")
        wanted.append((said["number"], *moved, said["caller_id"], "phone", *ending))
    held = desk.session.database.all(CASES)
    assert sorted((*row[:7], bool(row[7]), bool(row[8]), row[9]) for row in held) == sorted(wanted)


def test_cut_at_the_second_of_march_the_desk_holds_what_was_open_that_night(
    desk: Desk, take: Import, cut: bytes
) -> None:
    report = take(cut)
    assert (report.rejected, report.exit_code) == ((), 0)
    assert states(desk) == {
        "new": 224,
        "work_in_progress": 70,
        "awaiting_info": 67,
        "resolved": 137,
        "closed": 2,
    }
    check_each_case(desk, cut)
    latest = int(CUT.timestamp()) * 1000
    for column in ("opened_at", "updated_at", "resolved_at", "closed_at"):
        assert not desk.session.database.all(f"SELECT 1 FROM cases WHERE {column} >= ?", [latest])


def test_the_whole_file_ends_closed_with_every_update_in_the_journal(
    desk: Desk, take: Import, whole: bytes
) -> None:
    report = take(whole)
    assert (report.rows, report.rejected, report.exit_code) == (3411, (), 0)
    assert (report.cases_new, report.updates_new, report.repeated) == (500, 3406, 5)
    assert len(report.warnings) == 5
    assert states(desk) == {"closed": 500}
    check_each_case(desk, whole)
    assert desk.session.database.all("SELECT imported, COUNT(*) FROM journal GROUP BY imported") == [
        (1, 3411)
    ]
    before = everything(desk)
    again = take(whole)
    assert (again.cases_unchanged, again.updates_new) == (500, 0)
    assert everything(desk) == before


def test_the_whole_file_after_the_cut_one_ends_as_the_whole_file_alone(
    desk: Desk, take: Import, cut: bytes, whole: bytes
) -> None:
    take(cut)
    report = take(whole)
    assert report.updates_new == 3411 - 1230
    assert states(desk) == {"closed": 500}
    check_each_case(desk, whole)
    assert desk.session.database.all("SELECT imported, COUNT(*) FROM journal GROUP BY imported") == [
        (1, 3411)
    ]
    before = everything(desk)
    take(cut)
    assert everything(desk) == before
