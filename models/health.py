"""What is wrong with a database or its surroundings, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.clock import iso
from models.database import sqlite_version, wal_is_safe
from models.finding import Finding
from models.storage import stored

if TYPE_CHECKING:
    from models.desk.desk import Desk


#: Clocks of several hosts may differ by so much, in milliseconds.
JUMP = 60_000
#: So many entries are compared, the newest.
COMPARED = 10_000


def examine(desk: Desk) -> list[Finding]:
    """Looks at the SQLite library, the journal mode, the durability, where the file stands, and the clock."""
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
