"""The statements that a desk sends to its database, kept so that they can be sent again without the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple


class Sent(NamedTuple):
    """One call on a connection: ``fetch`` is how its rows were read, ``many``: bindings of many rows."""

    text: str
    values: Sequence[object]
    fetch: str = ""
    many: bool = False


class _Cursor:
    def __init__(self, cursor: Any, script: list[Sent]) -> None:  # noqa: ANN401  # a DB-API cursor
        self._cursor = cursor
        self._script = script
        self.rowcount: int = cursor.rowcount
        self.lastrowid: int = cursor.lastrowid

    def fetchall(self) -> list[tuple[object, ...]]:
        return self._fetch("fetchall")  # type: ignore[return-value]  # as that method has it

    def fetchone(self) -> tuple[object, ...] | None:
        return self._fetch("fetchone")  # type: ignore[return-value]  # as that method has it

    def _fetch(self, how: str) -> object:
        self._script[-1] = self._script[-1]._replace(fetch=how)
        return getattr(self._cursor, how)()


class Recording:
    """Stands in for a connection and writes down what passes through."""

    def __init__(self, connection: Any) -> None:  # noqa: ANN401  # sqlite3 and pysqlite3 share no type
        self._connection = connection
        self.script: list[Sent] = []

    @property
    def total_changes(self) -> int:
        """What the connection has changed so far."""
        return int(self._connection.total_changes)

    def execute(self, text: str, values: Sequence[object] = ()) -> _Cursor:
        """Passes a statement on."""
        self.script.append(Sent(text, values))
        return _Cursor(self._connection.execute(text, values), self.script)

    def executemany(self, text: str, rows: Sequence[Sequence[object]]) -> _Cursor:
        """Passes a statement with many bindings on."""
        self.script.append(Sent(text, rows, many=True))
        return _Cursor(self._connection.executemany(text, rows), self.script)

    def commit(self) -> None:
        """Passes the end of a transaction on."""
        self.script.append(Sent("COMMIT", ()))
        self._connection.commit()

    def rollback(self) -> None:
        """Passes a rollback on."""
        self.script.append(Sent("ROLLBACK", ()))
        self._connection.rollback()


def replay(connection: Any, script: Sequence[Sent]) -> None:  # noqa: ANN401  # sqlite3 and pysqlite3 share no type
    """Sends a script over a bare connection, and reads its rows as they were read."""
    for text, values, fetch, many in script:
        if many:
            connection.executemany(text, values)
        elif fetch:
            getattr(connection.execute(text, values), fetch)()
        else:
            connection.execute(text, values)
