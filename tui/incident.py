"""What happens when something nobody foresaw goes wrong: a line for the agent, the traceback for the log."""

from __future__ import annotations

import os
import secrets
import traceback
from pathlib import Path

#: The exit code of a program that failed itself, as the field has it (EX_SOFTWARE).
EXIT_CODE = 70


def record(log: Path, error: BaseException) -> str:
    """Write the error to the log, for its owner's eyes only, and return the line that says so."""
    number = secrets.token_hex(4)
    story = f"incident {number}\n{''.join(traceback.format_exception(error))}\n"
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        opened = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        with os.fdopen(opened, "a", encoding="utf-8", errors="backslashreplace") as file:
            # A log that was there before may be open to others.
            os.fchmod(file.fileno(), 0o600)
            file.write(story)
    except OSError:
        return f"casedesk stopped: incident {number}; it could not be written to {log}, check that folder."
    return f"casedesk stopped: incident {number}; send the end of {log} to whoever looks after casedesk."
