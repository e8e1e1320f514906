"""What happens when something nobody foresaw goes wrong: a line for the agent, the traceback for the log."""

from __future__ import annotations

import secrets
import traceback
from pathlib import Path


def record(log: Path) -> str:
    """Write the exception at hand to the log, for its owner's eyes only, and return the line that says so."""
    number = secrets.token_hex(4)
    story = f"incident {number}\n{traceback.format_exc()}\n"
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        log.touch(mode=0o600)
        with log.open("a", encoding="utf-8") as file:
            file.write(story)
    except OSError:
        return f"casedesk stopped: incident {number}; it could not be written to {log}, check that folder."
    return f"casedesk stopped: incident {number}; send the end of {log} to whoever looks after casedesk."
