"""What is wrong with a database or its surroundings, and how to mend it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from models.database import sqlite_version, wal_is_safe

if TYPE_CHECKING:
    from models.desk.desk import Desk


class Finding(NamedTuple):
    """One thing looked at: its name, what was found, whether it is fine, and else what to do."""

    name: str
    found: str
    fine: bool
    mend: str = ""


def examine(desk: Desk) -> list[Finding]:
    """Looks at the SQLite library, the journal mode, the durability, the file's permissions, and presence."""
    database = desk.session.database
    version = ".".join(map(str, sqlite_version()))
    safe = wal_is_safe(sqlite_version())
    mode = str((database.one("PRAGMA journal_mode") or ("?",))[0])
    synchronous = (database.one("PRAGMA synchronous") or (0,))[0]
    check = str((database.one("PRAGMA quick_check(1)") or ("?",))[0])
    permissions = database.path.stat().st_mode & 0o077
    return [
        Finding(
            "SQLite",
            f"{version}, {'safe for' if safe else 'unsafe with'} write-ahead logging by several processes",
            safe,
            "Install pysqlite3 (pip install pysqlite3) or a Python with SQLite 3.51.3 or newer; "
            "until then the desk writes with journal_mode=DELETE, which is safe and slower.",
        ),
        Finding(
            "Journal mode",
            mode,
            mode == ("wal" if safe else "delete"),
            "Close other programs on the database.",
        ),
        Finding(
            "Synchronous",
            {2: "FULL", 3: "EXTRA"}.get(int(str(synchronous)), str(synchronous)),
            synchronous == (2 if safe else 3),
        ),
        Finding("Integrity", check, check == "ok", "Restore a backup: the file is damaged."),
        Finding(
            "Permissions",
            "the owner only" if not permissions else f"others can read it ({permissions:03o})",
            not permissions,
            f"chmod 600 {database.path}",
        ),
        _presence(database.path),
    ]


def _presence(database: Path) -> Finding:
    """Whether consoles can tell each other what they have open."""
    from models.presence import folder_of, present_in

    folder = folder_of(database)
    mend = (
        f"Agents don't see who else has a record open. Make {folder} a folder that whoever writes the "
        "database may write, or take it away: the next console makes a new one."
    )
    try:
        there = list(present_in(folder)) if folder.exists() else []
    except OSError as error:
        return Finding("Presence", f"{folder}: {error.strerror}", fine=False, mend=mend)
    if not os.access(folder if folder.exists() else folder.parent, os.W_OK | os.X_OK):
        return Finding("Presence", f"{folder} can't be written", fine=False, mend=mend)
    agents = ", ".join(sorted({each.agent for each in there}))
    count = f"{len(there)} open record{'' if len(there) == 1 else 's'}"
    return Finding("Presence", f"{count}: {agents}" if there else "nobody has a record open", fine=True)
