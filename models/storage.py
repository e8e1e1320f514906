"""Where a database stands: on which file system, with how much room, and for whose eyes.

*Units*: bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from models.finding import Finding

MOUNTS = Path("/proc/self/mountinfo")
#: Locks and shared memory, by which processes take turns at a database, do not reach over these.
NETWORK = frozenset(
    [
        "9p",
        "afs",
        "ceph",
        "cifs",
        "coda",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    ]
)
#: What stands beside a database: what SQLite writes first, its tickets, the presence of its consoles.
COMPANIONS = ("-wal", "-shm", "-journal", ".ticket", ".migrating", "-presence")
#: Below this a day's work may not fit any more.
LOW_BYTES = 200 * 1024 * 1024


def stored(database: Path) -> Iterator[Finding]:
    """Every finding about the place of a database."""
    table = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape") if MOUNTS.is_file() else ""
    yield file_system(database, table)
    yield room(database)
    yield permissions(database)


def file_system(database: Path, table: str) -> Finding:
    """Whether the file stands on this host, by a table of mounts as Linux writes it."""
    place, kind, at = database.resolve(), "", Path("/")
    for row in table.splitlines():
        mount, _, source = row.partition(" - ")
        point = Path(_unescaped(mount.split(" ")[4]))
        if place.is_relative_to(point) and len(point.parts) >= len(at.parts):
            kind, at = source.split(" ")[0], point
    if kind not in NETWORK:
        return Finding("File system", kind or "not known on this platform", fine=True)
    return Finding(
        "File system",
        f"{database} stands on a network ({kind} at {at})",
        fine=False,
        mend="Move the database to a disk of this host, with its console and commands; "
        "over a network two writers can damage it.",
    )


def _unescaped(text: str) -> str:
    for code, char in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(code, char)
    return text


def room(database: Path, low: int = LOW_BYTES) -> Finding:
    """Whether the disk has room for what is written next."""
    disk = os.statvfs(database.parent)
    free = disk.f_bavail * disk.f_frsize
    return Finding(
        "Disk",
        f"{free // 1024**2} MB free at {database.parent}",
        free >= low,
        f"Make room there: at least {low // 1024**2} MB.",
    )


def permissions(database: Path) -> Finding:
    """Whether the owner alone reads the database, its companions and nobody else changes its folder."""
    companions = [database.with_name(database.name + ending) for ending in COMPANIONS]
    said, mends = [], []
    for file in (database, *(each for each in companions if each.exists())):
        # Into a folder whoever uses it has to go.
        enters = os.X_OK if file.is_dir() else 0
        if opened := file.stat().st_mode & 0o077:
            said.append(f"others can reach {file} ({opened:03o})")
            mends.append(f"chmod {'700' if enters else '600'} {file}")
        if not os.access(file, os.R_OK | os.W_OK | enters):
            said.append(f"{file} can't be written")
            mends.append(f"chmod u+rw{'x' if enters else ''} {file}")
    if database.parent.stat().st_mode & 0o022 and not database.parent.stat().st_mode & 0o1000:
        said.append(f"others can put files into {database.parent}")
        mends.append(f"chmod go-w {database.parent}")
    return Finding("Permissions", "; ".join(said) or "the owner only", not said, " && ".join(mends))
