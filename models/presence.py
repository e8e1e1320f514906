"""Who has which record open, or writes on it: told to the other consoles of a database, and locking nothing.

Each console keeps one small file in a folder beside the database, never in it: whoever only looks must not
make every console read its lists again. A file that is not touched for a while counts no more, whatever
became of its console. Nothing here ever fails an agent's work: where the folder can't be used, nobody is
seen, and `casedesk doctor` says why.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

#: What an agent does with a record: he has it open, writes a note or comment on it, changes it.
OPEN, NOTE, EDIT = DOINGS = ("open", "note", "edit")
#: How often a console touches its file and looks at those that have grown old.
BEAT_SECONDS = 5.0
#: From this age on a file counts no more, and from that age on whoever sees it takes it away.
EXPIRED_SECONDS, FORGOTTEN_SECONDS = 15.0, 600.0
#: A folder that has changed so shortly before it was read may have changed again within the same tick.
TICK_SECONDS = 0.05
#: The most files that are read, and the most that is read of one.
MOST_FILES, MOST_BYTES = 500, 2000

_FILE = re.compile(r"[0-9]+-[0-9a-f]{16}\.(?:here|new)")
_RECORD = re.compile(r"[A-Z]{1,10}[0-9]{1,20}")


class Present(NamedTuple):
    """An agent's console at a record; ``doing`` is one of `DOINGS`."""

    agent: str
    record: str
    doing: str


def presence_folder(url: str) -> Path:
    """The folder of the consoles of the database that a URL names.

    *Errors*: `Invalid` for a URL that names no database.
    """
    from models.database import file_of

    return folder_of(file_of(url))


def folder_of(database: Path) -> Path:
    """The folder of a database's consoles."""
    # SQLite follows links, too: one database has one folder, whatever it is called by.
    real = database.resolve()
    return real.with_name(real.name + "-presence")


class Presence:
    """One console among the others of its database; every call takes microseconds where nothing is new."""

    def __init__(self, database: Path, agent: str) -> None:
        self.folder = folder_of(database)
        self._database = database
        self._agent = agent
        self._file = self.folder / f"{os.getpid()}-{secrets.token_hex(8)}.here"
        self._said = ("", OPEN)
        self._touched = 0.0
        self._read = 0.0
        self._changed: int | None = None
        self._others: tuple[Present, ...] = ()

    def look(self, record: str, doing: str) -> tuple[Present, ...]:
        """Tell the others where this console is (nowhere: an empty record), and see where they are."""
        with suppress(OSError):
            self._tell(record, doing)
        try:
            self._see()
        except OSError:
            self._others = ()
        return self._others

    def leave(self) -> None:
        """Be nowhere."""
        with suppress(OSError):
            self._tell("", OPEN)

    def _tell(self, record: str, doing: str) -> None:
        now = time.monotonic()
        if (record, doing) != self._said:
            # Not tried again at every look where it can't be done.
            self._said, self._touched = (record, doing), now
            if record:
                self._write({"agent": self._agent, "record": record, "doing": doing})
            else:
                self._file.unlink(missing_ok=True)
        elif record and now - self._touched >= BEAT_SECONDS:
            self._touched = now
            try:
                os.utime(self._file)
            except FileNotFoundError:
                self._said = ("", OPEN)

    def _write(self, said: dict[str, str]) -> None:
        mode = stat.S_IMODE(self._database.stat().st_mode) & 0o666
        if not self.folder.exists():
            self.folder.mkdir(mode=0o700, exist_ok=True)
            # Whoever may write the database may come in.
            self.folder.chmod(0o700 | mode | (mode & 0o444) >> 2)
        new = self._file.with_suffix(".new")
        new.unlink(missing_ok=True)
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            os.fchmod(handle, mode)
            os.write(handle, json.dumps(said).encode())
        finally:
            os.close(handle)
        # Whole or not at all, and the folder shows that something is new.
        new.replace(self._file)

    def _see(self) -> None:
        try:
            changed = self.folder.stat().st_mtime_ns
        except FileNotFoundError:
            self._others = ()
            return
        now = time.monotonic()
        if changed == self._changed and now - self._read < BEAT_SECONDS:
            return
        recently = abs(time.time() - changed / 1e9) < TICK_SECONDS
        self._changed, self._read = None if recently else changed, now
        self._others = tuple(sorted(present_in(self.folder, but=self._file.name)))


def present_in(folder: Path, *, but: str = "") -> Iterator[Present]:
    """Everyone who is somewhere now; files that were forgotten are taken away.

    *Errors*: `OSError` where the folder can't be read.
    """
    now = time.time()
    with os.scandir(folder) as files:
        for count, file in enumerate(files):
            if count >= MOST_FILES:
                break
            if file.name == but or not _FILE.fullmatch(file.name):
                continue
            # Nested too deep is a RecursionError.
            with suppress(OSError, ValueError, RecursionError):
                known = file.stat(follow_symlinks=False)
                old = now - known.st_mtime
                if old > FORGOTTEN_SECONDS:
                    Path(file.path).unlink(missing_ok=True)
                elif old <= EXPIRED_SECONDS and stat.S_ISREG(known.st_mode) and file.name.endswith(".here"):
                    yield _said(Path(file.path))


def _said(file: Path) -> Present:
    """What a file says.

    *Errors*: `OSError`, and `ValueError` where it is none of ours.
    """
    handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        said = json.loads(os.read(handle, MOST_BYTES))
    finally:
        os.close(handle)
    agent, record, doing = (said.get(name) if isinstance(said, dict) else None for name in Present._fields)
    if isinstance(agent, str) and agent and isinstance(record, str) and _RECORD.fullmatch(record):
        for known in DOINGS:
            if doing == known:
                return Present(agent, record, known)
    raise ValueError(f"{file} does not say who is where and does what.")
