"""The statements that a desk sends to its database, kept so that they can be sent again without the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple


class Sent(NamedTuple):
    """One statement: ``fetched`` says that its rows were read, ``many`` that it has bindings of many rows."""

    text: str
    values: Sequence[object]
    fetched: bool = False
    many: bool = False


class Recording:
    """Stands in for a cursor and writes down what passes through."""

    def __init__(self, cursor: Any) -> None:  # noqa: ANN401  # a DB-API cursor
        self._cursor = cursor
        self.script: list[Sent] = []

    @property
    def rowcount(self) -> int:
        """How many rows the last statement has touched."""
        return int(self._cursor.rowcount)

    @property
    def lastrowid(self) -> int:
        """The id of the last row that was inserted."""
        return int(self._cursor.lastrowid)

    def execute(self, text: str, values: Sequence[object] = ()) -> Recording:
        """Passes a statement on."""
        self.script.append(Sent(text, values))
        self._cursor.execute(text, values)
        return self

    def executemany(self, text: str, rows: Sequence[Sequence[object]]) -> Recording:
        """Passes a statement with many bindings on."""
        self.script.append(Sent(text, rows, many=True))
        self._cursor.executemany(text, rows)
        return self

    def fetchall(self) -> list[tuple[object, ...]]:
        """Passes the rows back."""
        self.script[-1] = self.script[-1]._replace(fetched=True)
        rows: list[tuple[object, ...]] = self._cursor.fetchall()
        return rows


def replay(connection: Any, script: Sequence[Sent]) -> None:  # noqa: ANN401  # sqlite3 and pysqlite3 share no type
    """Sends a script over a bare connection, and reads its rows as they were read."""
    for text, values, fetched, many in script:
        if many:
            connection.executemany(text, values)
        elif fetched:
            connection.execute(text, values).fetchall()
        else:
            connection.execute(text, values)
