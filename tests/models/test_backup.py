"""A backup: complete or not there, for its owner alone, and never over anything."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from models import BadFile, Desk, Unavailable, backup_database, check_database
from models.backup import FIRST_STEP_PAGES
from models.database import Database, sqlite3
from tests.models.working import draft, taken

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(params=["wal", "delete"])
def mode(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to write: ahead, and, where the library is not safe for that, in place."""
    chosen = str(request.param)
    monkeypatch.setattr("models.database.wal_is_safe", lambda version: chosen == "wal")
    return chosen


def left_in(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_a_copy_is_a_desk_of_its_own_with_everything_in_it(url: str, tmp_path: Path, mode: str) -> None:
    desk = Desk.open(url, agent="ann")
    number = taken(desk).number
    seen: list[tuple[int, int]] = []
    folder = tmp_path / "kept"
    folder.mkdir()
    told = backup_database(url, folder / "copy.db", lambda *far: seen.append(far))
    assert (told["cases"], told["lines"], told["orders"], told["needs"]) == (1, 2, 0, "")
    assert left_in(folder) == {"copy.db"}
    copy = folder / "copy.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert (told["file"], told["size_bytes"]) == (str(copy), copy.stat().st_size)
    assert seen[-1] == (seen[-1][1], seen[-1][1])
    # A file of its own: whoever opens it needs no log beside it.
    assert copy.read_bytes()[18:20] == b"\x01\x01"
    assert desk.session.database.one("PRAGMA journal_mode") == (mode,)
    draft(desk)
    other = Desk.open(f"sqlite:///{copy}", agent="bob")
    assert (other.case(number).state, other.count().number) == ("work_in_progress", 1)
    other.close()
    desk.close()
    assert check_database(f"sqlite:///{copy}") == []


def test_what_an_older_casedesk_made_is_copied_as_it_is(url: str, path: Path, tmp_path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM migration_history WHERE name LIKE '0009%'")
    connection.close()
    told = backup_database(url, tmp_path / "copy.db")
    assert "casedesk db migrate" in str(told["needs"])
    assert told["migrations"] == len(Database.known_migrations()) - 1


def test_where_there_is_no_database_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="There is no database at"):
        backup_database(f"sqlite:///{tmp_path / 'none.db'}", tmp_path / "copy.db")
    assert left_in(tmp_path) == {"home"}


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("desk.db", "a file of the database itself"),
        ("desk.db-wal", "a file of the database itself"),
        ("desk.db-presence", "a file of the database itself"),
        ("./desk.db-journal", "a file of the database itself"),
        ("alias.db", "a file of the database itself"),
        ("taken.db", "is there already"),
        ("dangling.db", "is there already"),
        (".", "is there already"),
        ("nowhere/copy.db", "There is no folder"),
        ("taken.db/copy.db", "There is no folder"),
        ("x" * 250 + ".db" * 10, "can't be written"),
    ],
)
def test_nothing_is_written_over(url: str, path: Path, tmp_path: Path, target: str, said: str) -> None:
    (tmp_path / "taken.db").write_text("mine")
    (tmp_path / "alias.db").symlink_to(path)
    (tmp_path / "dangling.db").symlink_to(tmp_path / "gone")
    before = path.read_bytes()
    with pytest.raises(BadFile, match=said):
        backup_database(url, tmp_path / target)
    assert left_in(tmp_path) - {"desk.db-wal", "desk.db-shm", "desk.db.migrating"} == {
        "home", "desk.db", "taken.db", "alias.db", "dangling.db",
    }  # fmt: skip
    assert (tmp_path / "taken.db").read_text() == "mine"
    assert path.read_bytes()[24:] == before[24:]


def test_a_name_that_is_taken_meanwhile_stays_with_whoever_took_it(url: str, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"

    def take(done: int, pages: int) -> None:
        target.write_text("mine")

    with pytest.raises(BadFile, match="is there already"):
        backup_database(url, target, take)
    assert target.read_text() == "mine"
    assert not any(name.startswith(".casedesk") for name in left_in(tmp_path))


def test_too_little_room_is_said_before_anything_is_copied(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=4096)
    monkeypatch.setattr("models.backup.shutil.disk_usage", lambda folder: usage)
    with pytest.raises(BadFile, match=r"has room for 4,096 bytes, and the backup takes [0-9,]+; make room"):
        backup_database(url, tmp_path / "copy.db", lambda *far: pytest.fail("copied"))
    assert not (tmp_path / "copy.db").exists()


LIMITED = """
import resource, signal, sys
from pathlib import Path
from models import DeskError, backup_database
{before}
try:
    backup_database(sys.argv[1], Path(sys.argv[2]))
except DeskError as error:
    raise SystemExit(str(error))
"""


def limited(before: str, url: str, target: Path) -> str:
    """What is said by a process that is kept from writing; nothing may be left of its copy."""
    target.parent.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", LIMITED.format(before=before), url, str(target)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert left_in(target.parent) == set()
    return done.stderr


def test_a_disk_that_fills_up_leaves_nothing(url: str, tmp_path: Path) -> None:
    ignore = "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)"
    before = f"{ignore}; resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))"
    assert limited(before, url, tmp_path / "kept" / "copy.db").startswith("The backup could not be written: ")


def test_a_folder_without_permission_is_said(url: str, path: Path, tmp_path: Path) -> None:
    path.chmod(0o666)
    if os.geteuid() == 0:
        # The owner of the whole machine may write everywhere; nobody may not.
        for folder in (tmp_path, *tmp_path.parents[:3]):
            folder.chmod(0o777)
        become = "import os; os.setgid(65534); os.setuid(65534)"
    else:
        become = ""
    shut = tmp_path / "kept"
    before = f"import os; os.chmod({str(shut)!r}, 0o555); {become}"
    said = limited(before, url, shut / "copy.db")
    assert said == f"{shut / 'copy.db'} can't be written: Permission denied; name a file in another folder.\n"


def test_a_copy_that_is_not_whole_gets_no_name(url: str, path: Path, tmp_path: Path) -> None:
    desk = Desk.open(url, agent="ann")
    with desk.transaction():
        for _ in range(200):
            draft(desk)
    desk.close()
    sound = path.read_bytes()
    page = int.from_bytes(sound[16:18], "big")
    # A page in the middle that is nothing any more.
    middle = len(sound) // page // 2 * page
    path.write_bytes(sound[:middle] + b"\xff" * page + sound[middle + page :])
    with pytest.raises(Unavailable, match=r"The copy (is damaged|can't be read again)"):
        backup_database(url, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def write_between(url: str, times: int, sizes: list[int]) -> Callable[[int, int], None]:
    """A progress that lets a writer in after each step, so many times."""
    desk = Desk.open(url, agent="bob")

    def write(done: int, pages: int) -> None:
        sizes.append(done)
        if len(sizes) <= times:
            draft(desk)

    return write


def test_a_writer_between_two_steps_is_not_kept_waiting_and_the_copy_ends(
    url: str, tmp_path: Path, mode: str
) -> None:
    desk = Desk.open(url, agent="ann")
    with desk.transaction():
        for number in range(400):
            draft(desk, short_description=f"{number} " + "long " * 600)
    pages = int(str(desk.session.database.all("PRAGMA page_count")[0][0]))
    assert pages > 4 * FIRST_STEP_PAGES
    sizes: list[int] = []
    told = backup_database(url, tmp_path / "copy.db", write_between(url, 5, sizes))
    assert sizes[0] == FIRST_STEP_PAGES
    if mode == "wal":
        # As it stood when the copy began, however much is written meanwhile.
        assert told["cases"] == 400
        assert sizes == sorted(sizes)
    else:
        assert 2 * FIRST_STEP_PAGES in sizes
        assert int(str(told["cases"])) > 400
    desk.close()
    assert check_database(f"sqlite:///{tmp_path / 'copy.db'}") == []


def test_a_database_that_stays_locked_is_told_and_nothing_is_kept(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.database.wal_is_safe", lambda version: False)
    monkeypatch.setattr("models.backup.BUSY_SECONDS", 0.1)
    Desk.open(url, agent="ann").close()
    holder = Database(url)
    try:
        # Opening it is not held up, the copy is: the lock is taken in between.
        lock = Locking(holder)
        monkeypatch.setattr("models.backup._check_space", lock)
        with pytest.raises(Unavailable, match="was busy"):
            backup_database(url, tmp_path / "copy.db")
        assert lock.taken
    finally:
        holder.close()
    assert not (tmp_path / "copy.db").exists()


class Locking:
    """Locks everybody out when it is called."""

    def __init__(self, holder: Database) -> None:
        self.holder = holder
        self.taken = False

    def __call__(self, database: Database, folder: Path) -> None:
        database.connection.execute("PRAGMA busy_timeout = 100")
        self.holder.run("BEGIN EXCLUSIVE")
        self.taken = True
