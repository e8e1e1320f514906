"""Where a database stands: the doctor sees the file system, the room, the permissions and the clock."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Desk, Finding, examine
from models.clock import utc_now
from models.storage import MOUNTS, file_system, permissions, room
from tests.tui.command_line import casedesk, new_desk
from tests.tui.desks import NOON, Clock

TABLE = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:20 / /srv/net rw - nfs4 server:/export rw,vers=4.2
24 23 8:2 / /srv/net/disk rw master:2 propagate_from:3 - xfs /dev/sdb rw
25 22 0:33 / /srv/two\\040words rw - fuse.sshfs ann@host: rw
"""


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("/srv/desk.db", "ext4"),
        ("/srv/network/desk.db", "ext4"),
        ("/srv/net/desk.db", "/srv/net/desk.db stands on a network (nfs4 at /srv/net)"),
        ("/srv/net/disk/desk.db", "xfs"),
        (
            "/srv/two words/x/desk.db",
            "/srv/two words/x/desk.db stands on a network (fuse.sshfs at /srv/two words)",
        ),
    ],
    ids=["root", "like-a-mount", "network", "disk-below", "blank"],
)
def test_a_file_is_on_the_mount_that_is_nearest_to_it(file: str, found: str) -> None:
    finding = file_system(Path(file), TABLE)
    assert (finding.found, finding.fine) == (found, "network (" not in found)


@pytest.mark.skipif(not MOUNTS.is_file(), reason="only Linux has the table")
def test_the_table_of_this_host_names_a_file_system(tmp_path: Path) -> None:
    assert file_system(tmp_path / "desk.db", MOUNTS.read_text(encoding="utf-8")).found.isprintable()
    assert file_system(Path("/proc/self/status"), MOUNTS.read_text(encoding="utf-8")).found == "proc"


def test_little_room_is_found(tmp_path: Path) -> None:
    assert room(tmp_path / "desk.db", 0).fine
    assert "Make room" in room(tmp_path / "desk.db", 1 << 80).mend
    assert not room(tmp_path / "desk.db", 1 << 80).fine


def test_files_and_folders_that_others_reach_are_named_with_their_cure(tmp_path: Path) -> None:
    file, log = tmp_path / "desk.db", tmp_path / "desk.db-wal"
    for each in (file, log):
        each.touch(mode=0o600)
    assert permissions(file).fine
    log.chmod(0o660)
    assert permissions(file).mend == f"chmod 600 {log}"
    log.chmod(0o600)
    ticket, presence = tmp_path / "desk.db.ticket", tmp_path / "desk.db-presence"
    ticket.touch(mode=0o666)
    ticket.chmod(0o606)
    assert permissions(file).mend == f"chmod 600 {ticket}"
    ticket.chmod(0o600)
    presence.mkdir()
    presence.chmod(0o750)
    assert permissions(file).mend == f"chmod 700 {presence}"
    presence.chmod(0o700)
    tmp_path.chmod(0o770)
    assert permissions(file).mend == f"chmod go-w {tmp_path}"
    tmp_path.chmod(0o700)


def clock_of(desk: Desk) -> Finding:
    return next(finding for finding in examine(desk) if finding.name == "Clock")


def test_a_clock_that_jumps_is_found_in_the_journal(tmp_path: Path) -> None:
    clock = Clock()
    desk = Desk.open(new_desk(tmp_path), agent="ann", clock=clock)
    for minutes in (0, 1, 0.5):
        clock.now = NOON + int(minutes * 60_000)
        desk.new_case({"short_description": "x"})
    assert clock_of(desk).fine
    clock.now = NOON - 60_000
    desk.new_case({"short_description": "x"})
    clock.now = NOON
    assert "is older than the one before it" in clock_of(desk).found
    clock.now = NOON - 3_600_000
    assert "it is 2026-05-04T11:00:00Z" in clock_of(desk).found
    assert "time service" in clock_of(desk).mend
    desk.close()


def test_the_doctor_tells_of_a_journal_from_the_future(tmp_path: Path) -> None:
    url = new_desk(tmp_path)
    desk = Desk.open(url, agent="ann", clock=Clock(utc_now() + 3_600_000))
    desk.new_case({"short_description": "x"})
    desk.close()
    said = casedesk("doctor", "--db", url, "--agent", "ann", "--format", "json")
    told = said.json()
    assert isinstance(told, dict)
    assert said.code == 1
    assert [each["name"] for each in told["findings"] if not each["fine"]] == ["Clock"]
