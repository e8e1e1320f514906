"""The write ticket: whoever writes holds it, so that writers take turns and none starves.

SQLite alone lets waiting writers sleep and try again, and whoever comes at the right moment goes
first. The ticket is a lock on a file of its own beside the database, never on the database file
(closing that drops SQLite's locks). *Source*: design.md, section 5.
"""

from __future__ import annotations

import fcntl
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import Unavailable

if TYPE_CHECKING:
    from models.turn import Turn


class Ticket:
    """The ticket of one database as one connection sees it.

    *Errors*: `take` raises `Unavailable` where the file can't be used or others hold it for too long.
    """

    def __init__(self, database: Path) -> None:
        self._database = database
        # SQLite follows links, too: one database has one ticket, whatever it is called by.
        real = database.resolve()
        self.path = real.with_name(real.name + ".ticket")
        self._file = -1
        self._turn: Turn | None = None

    def take(self, wait_seconds: float) -> None:
        """Waits for its turn, but not longer than this."""
        if self._turn is not None and self._turn.goes_on():
            return
        if self._turn is None or not self._turn.wanted_again():
            self._turn = None
            if self._took_at_once():
                return
            from models.turn import Turn

            self._turn = Turn(self._file)
        if not self._turn.came(wait_seconds):
            raise Unavailable(
                f"The database {self._database} was busy for {wait_seconds} s: {self._holder()} may hold it; "
                "if that is stopped or hangs, let it go on or end it, then try again."
            )

    def give_back(self) -> None:
        """Lets the next one have it, at once where nobody had to be waited for."""
        if self._turn is None:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        else:
            self._turn.rest()

    def close(self) -> None:
        """Needs it no more."""
        if self._file >= 0 and (self._turn is None or self._turn.end()):
            os.close(self._file)
        self._file, self._turn = -1, None

    def _took_at_once(self) -> bool:
        while True:
            if self._file < 0:
                self._file = self._open()
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            except OSError as error:
                raise self._unusable(error) from None
            if os.fstat(self._file).st_nlink:
                return True
            # Somebody has deleted the file: others would hold another one of that name.
            os.close(self._file)
            self._file = -1

    def _open(self) -> int:
        """The file, which whoever may write the database may use."""
        try:
            mode = stat.S_IMODE(self._database.stat().st_mode) & 0o666
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
            if os.fstat(file).st_uid == os.geteuid():
                os.fchmod(file, mode)
        except OSError as error:
            raise self._unusable(error) from None
        return file

    def _unusable(self, error: OSError) -> Unavailable:
        return Unavailable(
            f"The database {self._database} can't be written: its ticket {self.path} can't be used "
            f"({error.strerror}); check its folder and who may write there."
        )

    def _holder(self) -> str:
        from models.lock_holder import holder_of

        process = holder_of(self._file)
        if process is None:
            return "another process"
        return "this process itself" if process == os.getpid() else f"process {process}"
