"""What is wrong with a database or its surroundings, and how to mend it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from models.clock import iso
from models.database import sqlite_version
from models.finding import Finding
from models.storage import stored
from models.wal import wal_is_safe

if TYPE_CHECKING:
    from models.desk.desk import Desk


#: Clocks of several hosts may differ by so much, in milliseconds.
JUMP = 60_000
#: So many entries are compared, the newest.
COMPARED = 10_000


def examine(desk: Desk) -> list[Finding]:
    """Looks at SQLite, the journal mode, the durability, where the file stands, the clock, and presence."""
    database = desk.session.database
    version = ".".join(map(str, sqlite_version()))
    safe = wal_is_safe(sqlite_version())
    mode = str((database.one("PRAGMA journal_mode") or ("?",))[0])
    synchronous = (database.one("PRAGMA synchronous") or (0,))[0]
    check = str((database.one("PRAGMA quick_check(1)") or ("?",))[0])
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
        *stored(database.path),
        clock(desk),
        _presence(database.path),
    ]


def clock(desk: Desk) -> Finding:
    """Whether time went on evenly: no journal entry lies in the future, none before an earlier one."""
    newest = (
        f"SELECT id, at, LAG(at) OVER (ORDER BY id) AS before FROM (SELECT id, at FROM journal "
        f"WHERE imported = 0 ORDER BY id DESC LIMIT {COMPARED})"
    )
    database, now = desk.session.database, desk.session.clock()
    ahead = database.one(f"SELECT id, at FROM ({newest}) WHERE at > ? ORDER BY id LIMIT 1", [now + JUMP])
    back = database.one(
        f"SELECT id, at FROM ({newest}) WHERE at < before - ? ORDER BY id DESC LIMIT 1", [JUMP]
    )
    said = ""
    if ahead is not None:
        said = f"journal entry {ahead[0]} is of {iso(int(str(ahead[1])))}, and it is {iso(now)}"
    elif back is not None:
        said = f"journal entry {back[0]} of {iso(int(str(back[1])))} is older than the one before it"
    return Finding(
        "Clock",
        said or "goes on evenly",
        not said,
        "Have this host's clock set by a time service (timedatectl set-ntp true); what was written stays.",
    )


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
