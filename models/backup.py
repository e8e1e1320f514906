"""Copies a database to a new file while agents work, and gives it its name once it is proven whole.

A database that writes ahead is copied as it stood at one moment, which no writer has to wait for. Without
a write-ahead log every step locks writers out for as long as it takes, and begins again when one came
between two steps: each time the steps are twice as long, so that the copy ends on the busiest desk, too.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp

from models.database import BUSY_SECONDS, HISTORY, Database, file_of, sqlite3
from models.errors import BadFile, DeskError, Unavailable
from models.presence import folder_of
from models.upkeep import COUNTED, missing_migrations

#: Called with the pages that are copied and the pages that there are.
Progress = Callable[[int, int], None]
#: What the first step copies: a megabyte, which takes a few milliseconds.
FIRST_STEP_PAGES = 256
#: What SQLite says of the last step (SQLITE_DONE); 0 is one like the others, all else means to wait.
DONE = 101
#: What SQLite keeps beside a database, under these endings.
BESIDE = ("-wal", "-shm", "-journal")


def backup_database(url: str, file: Path, progress: Progress | None = None) -> dict[str, object]:
    """Writes a copy to a new file, all of it or none, and says what is in it.

    *Shapes*: file, size_bytes, migrations, what it needs, and how many there are of each kind of record.
    *Errors*: `BadFile` where the file can't be made there, `Unavailable` where the database can't be read
    or the copy is not whole.
    """
    source = file_of(url)
    if not source.exists():
        raise Unavailable(f"There is no database at {source}; check --db or CASEDESK_DB.")
    needs = missing_migrations(url)
    target = file.absolute()
    _check_target(source, target)
    with closing(Database(url, create=False, check=False)) as database, _beside(target) as made:
        _check_space(database, target.parent)
        applied = _copy(database, made, progress)
        told = {"file": str(target), "size_bytes": made.stat().st_size} | _proven(made, applied)
        _name(made, target)
    return told | {"needs": needs}


def _check_target(source: Path, target: Path) -> None:
    own = source.resolve()
    taken = {own, folder_of(own), *(own.with_name(own.name + ending) for ending in BESIDE)}
    if target.resolve() in taken:
        raise BadFile(f"{target} is a file of the database itself; name another one.")
    if os.path.lexists(target):
        raise BadFile(f"{target} is there already; name a file that isn't.")
    if not target.parent.is_dir():
        raise BadFile(f"There is no folder {target.parent}; make it first or name another one.")


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A file for its owner's eyes only in the folder of the target; gone at the end, whatever happens.

    *Errors*: `BadFile` where none can be made or written.
    """
    made = None
    try:
        handle, name = mkstemp(prefix=".casedesk-backup-", dir=target.parent)
        made = Path(name)
        os.close(handle)
        yield made
    except OSError as error:
        raise BadFile(
            f"{target} can't be written: {error.strerror or error}; name a file in another folder."
        ) from error
    finally:
        if made is not None:
            for left in (made, *(made.with_name(made.name + ending) for ending in BESIDE)):
                left.unlink(missing_ok=True)


def _check_space(database: Database, folder: Path) -> None:
    needed = _number(database, "page_count") * _number(database, "page_size")
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise BadFile(
            f"{folder} has room for {free:,} bytes, and the backup takes {needed:,}; "
            "make room or name a file in another folder."
        )


def _number(database: Database, pragma: str) -> int:
    return int(str((database.one(f"PRAGMA {pragma}") or (0,))[0]))


def _copy(database: Database, made: Path, progress: Progress | None) -> list[str]:
    """Fills the file and gives the migrations that the database had had by then.

    *Errors*: `BadFile` where the disk is full or fails, `Unavailable` where the database stays locked.
    """
    pages = FIRST_STEP_PAGES
    with closing(sqlite3.connect(str(made), isolation_level=None)) as copy:
        # What is lost with a power cut has no name yet; it is brought to the disk before it gets one.
        copy.execute("PRAGMA synchronous = OFF")
        while True:
            watch = _Watch(database, progress)
            try:
                if database.one("PRAGMA journal_mode") == ("wal",):
                    with database.read():
                        applied = database.applied_migrations()
                        database.connection.backup(copy, pages=pages, progress=watch)
                else:
                    applied = database.applied_migrations()
                    database.connection.backup(copy, pages=pages, progress=watch)
                # A copy of its own, without a log beside it.
                copy.execute("PRAGMA journal_mode = DELETE")
            except _BegunAgain:
                pages *= 2
            except sqlite3.Error as error:
                raise _failed(database, error) from error
            else:
                return applied


def _failed(database: Database, error: Exception) -> DeskError:
    if "full" in str(error) or "I/O" in str(error):
        said = f"The backup could not be written: {error}"
        return BadFile(f"{said}; make room or name a file in another folder.")
    said = f"The database {database.path} could not be read: {error}"
    return Unavailable(f"{said}; `casedesk db check` looks for the cause.")


class _BegunAgain(Exception):
    """A writer came between two steps."""


class _Watch:
    """Looks at each step: tells how far the copy is, and whether it stands still or has begun again."""

    def __init__(self, database: Database, progress: Progress | None) -> None:
        self._database = database
        self._progress = progress
        self._left: int | None = None
        self._since = time.monotonic()

    def __call__(self, status: int, left: int, pages: int) -> None:
        now = time.monotonic()
        # Begun again, there is as much left as before, or more where the file has grown.
        if status == 0 and self._left is not None and left >= self._left:
            raise _BegunAgain
        if status not in (0, DONE):
            if now - self._since > BUSY_SECONDS:
                raise Unavailable(
                    f"The database {self._database.path} was busy for {BUSY_SECONDS} s; try again."
                )
            return
        self._left, self._since = left, now
        if self._progress is not None:
            self._progress(pages - left, pages)


def _proven(made: Path, applied: list[str]) -> dict[str, object]:
    """What the copy holds, once it is known to be whole and at the schema of the database.

    *Errors*: `Unavailable`.
    """
    with closing(sqlite3.connect(f"file:{_quoted(made)}?mode=ro", uri=True)) as copy:
        try:
            [said] = copy.execute("PRAGMA integrity_check(1)").fetchone()
            had = [str(name) for (name,) in copy.execute(f'SELECT name FROM "{HISTORY}" ORDER BY name')]
            held = {str(name) for (name,) in copy.execute("SELECT name FROM sqlite_master LIMIT 10000")}
            counts = {
                what: copy.execute(f'SELECT COUNT(1) FROM "{table}"').fetchone()[0]
                for what, table in COUNTED.items()
                if table in held
            }
        except sqlite3.Error as error:
            raise Unavailable(f"The copy can't be read again: {error}; nothing was kept of it.") from error
    if said != "ok":
        raise Unavailable(
            f"The copy is damaged ({said}) and was not kept; `casedesk db check` looks for why."
        )
    if had != applied:
        raise Unavailable("The database was migrated meanwhile, and no backup was kept; do it again.")
    return {"migrations": len(had), **counts}


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path))


def _name(made: Path, target: Path) -> None:
    """Brings the file to the disk and gives it its name, which nobody else may have taken meanwhile."""
    _to_disk(made)
    try:
        os.link(made, target)
    except FileExistsError:
        raise BadFile(f"{target} is there already; name a file that isn't.") from None
    except OSError:
        # Some file systems know no second name.
        if os.path.lexists(target):
            raise BadFile(f"{target} is there already; name a file that isn't.") from None
        made.rename(target)
    with suppress(OSError):
        # Where a folder can't be brought to the disk, its file system does so by itself or not at all.
        _to_disk(target.parent)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
