"""Anchors: a journal's newest entry at a time, kept where others write than those who write it.

Whoever can write the database can compute all of its hashes anew; an anchor elsewhere still has the old one.
"""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from models.backup import BESIDE
from models.clock import iso, utc_now
from models.database import Database, file_of
from models.errors import BadFile, Invalid

#: Where the system's log listens, on Linux and on macOS.
SYSTEM_LOGS = (Path("/dev/log"), Path("/var/run/syslog"))
#: Facility user, severity notice.
_PRIORITY = "<13>"
_SHAPE = re.compile(
    r"casedesk anchor at=(\S{1,40}) database=([0-9a-f]{16}) entry=([0-9]{1,15}) hash=([0-9a-f]{64})"
)


class Anchor(NamedTuple):
    """The newest entry of a database's journal at a time."""

    at: str
    database: str
    entry: int
    hash: str

    def line(self) -> str:
        """The anchor as it is written."""
        return f"casedesk anchor at={self.at} database={self.database} entry={self.entry} hash={self.hash}"


def database_id(database: Database) -> str:
    """What tells this database from others; its backups share it."""
    row = database.one("SELECT value FROM secret WHERE name = 'database' LIMIT 1")
    return str(row[0]) if row else ""


def newest_anchor(url: str) -> Anchor:
    """The journal's newest entry, now.

    *Errors*: `Invalid` where the journal is empty; `Unavailable`, `NeedsMigration`.
    """
    with closing(Database(url, create=False)) as database:
        row = database.one("SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1")
        if row is None:
            raise Invalid("The journal holds nothing yet that could be anchored.")
        return Anchor(str(iso(utc_now())), database_id(database), int(str(row[0])), str(row[1]))


def write_anchor(url: str, anchor: Anchor, file: Path) -> None:
    """Adds the anchor to a file, which is made for its owner's eyes only, and brings it to the disk.

    *Errors*: `BadFile` for a file of the database itself and for one that can't be written.
    """
    own = file_of(url).resolve()
    if file.resolve() in {own, *(own.with_name(own.name + ending) for ending in BESIDE)}:
        raise BadFile(f"{file} is a file of the database itself; name one elsewhere.")
    try:
        handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, f"{anchor.line()}\n".encode())
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise BadFile(f"{file} can't be written: {error.strerror or error}; name another file.") from error


def log_anchor(anchor: Anchor, logs: tuple[Path, ...] = SYSTEM_LOGS) -> None:
    """Hands the anchor to the system's log.

    *Errors*: `BadFile` where nothing listens there.
    """
    for log in logs:
        with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as sender:
            try:
                sender.sendto(f"{_PRIORITY}{anchor.line()}".encode(), str(log))
            except OSError:
                continue
            return
    places = " or ".join(map(str, logs))
    raise BadFile(f"No system log listens at {places}; name a file instead: --to FILE.")


def read_anchors(file: Path) -> Iterator[Anchor]:
    """The anchors in a file, which may be a system's log: whatever else stands there is left aside.

    *Errors*: `BadFile` where it can't be read or holds none.
    """
    found = False
    try:
        with file.open(encoding="utf-8", errors="replace") as stream:
            for line in stream:
                if match := _SHAPE.search(line):
                    found = True
                    yield Anchor(match[1], match[2], int(match[3]), match[4])
    except OSError as error:
        raise BadFile(
            f"{file} can't be read: {error.strerror or error}; name the file of the anchors."
        ) from error
    if not found:
        raise BadFile(f"{file} holds no anchor; name the file that `journal anchor --to` wrote.")
