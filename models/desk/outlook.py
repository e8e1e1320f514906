"""What a console looks out for all day: that others have written, that its agent is still let in, that the
database is still there.

Nothing more is done for a look than has to be: a console that waits costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.database import sqlite3
from models.errors import Unavailable

if TYPE_CHECKING:
    from models.desk.session import Session
    from models.presence import Presence


class Outlook:
    """One connection's look at what the others do, from now on; used in the thread of that connection."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._database = session.database
        self._seen = self._version()
        self._file = self._database.path.stat().st_ino

    def moved(self) -> bool:
        """Whether another connection has committed since this was last asked.

        *Errors*: `Unavailable`.
        """
        before, self._seen = self._seen, self._version()
        return before != self._seen

    def let_in(self) -> None:
        """Lets pass while the key of this agent is valid, or he came by none.

        *Errors*: `Refused`.
        """
        self._session.let_in()

    def still_there(self) -> None:
        """Lets pass while the file that was opened bears its name.

        *Errors*: `Unavailable` where it was taken away, or another one has its name by now.
        """
        path = self._database.path
        try:
            why = "" if path.stat().st_ino == self._file else "another file has its name"
        except OSError as error:
            why = error.strerror or str(error)
        if why:
            raise Unavailable(f"The database {path} was taken away ({why}): leave, and open it again.")

    def presence(self) -> Presence:
        """This agent among those who have a record open; told to nobody yet."""
        from models.presence import Presence

        return Presence(self._database.path, self._session.agent)

    def _version(self) -> object:
        try:
            return self._database.connection.execute("PRAGMA data_version").fetchone()
        except sqlite3.Error as error:
            raise self._database.unavailable(error) from error
