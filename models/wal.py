"""Whether a SQLite may write ahead. *Source*: design.md, section 5."""

from __future__ import annotations


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite keeps a WAL database whole when several processes write and checkpoint.

    *Source*: SQLite's notes on the WAL-reset race, fixed in 3.51.3, 3.50.7 and 3.44.6.
    """
    if version >= (3, 51, 3):
        return True
    return any(start <= version < end for start, end in (((3, 44, 6), (3, 45)), ((3, 50, 7), (3, 51))))
