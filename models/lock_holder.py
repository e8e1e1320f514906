"""Which process holds a lock on a file, as the system tells it; asked when a wait was in vain."""

from __future__ import annotations

import os
from pathlib import Path

_LOCKS = Path("/proc/locks")


def holder_of(file: int) -> int | None:
    """The process that holds the `flock` on an open file.

    None where the system doesn't say: on one without ``/proc``, or where the process belongs to another
    container. *Source*: proc_locks(5).
    """
    try:
        told = _LOCKS.read_text(encoding="ascii")
    except OSError:
        return None
    status = os.fstat(file)
    here = f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}:{status.st_ino}"
    for line in told.splitlines():
        # "12: FLOCK  ADVISORY  WRITE 4711 fe:01:1835 0 EOF"; who waits has "->" in the second place.
        match line.split():
            case [_, "FLOCK", _, _, process, place, *_] if place == here and process.isdigit():
                return int(process) or None
    return None
