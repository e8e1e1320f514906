"""The database: opened by URL, one connection, one transaction at a time, migrated on demand.

Writers take the write lock at once (BEGIN IMMEDIATE): a transaction that reads first and
writes later would fail as locked whatever the timeout. *Source*: design.md, section 5.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import peewee
from peewee import SqliteDatabase

from models.errors import Invalid, NeedsMigration, Unavailable
from models.folding import SQL_FUNCTIONS
from models.statements import Query, Statement
from models.wal import wal_is_safe

if TYPE_CHECKING:
    from models.ticket import Ticket

#: The SQLite library that Peewee took, the newer of the linked ones; its stubs do not name it.
sqlite3 = vars(peewee)["sqlite3"]
BUSY_SECONDS = 10
MIGRATIONS = Path(__file__).parent / "migrations"
HISTORY = "migration_history"
#: What can be run, and the values that go with it: by name into a statement, by place into a text.
Asked = Query | Statement | str
Values = Sequence[object] | Mapping[str, object]
#: What is part of another transaction neither begins nor ends anything.
_PART = nullcontext()


def sqlite_version() -> tuple[int, ...]:
    """The version of the SQLite library that is linked."""
    version: tuple[int, ...] = sqlite3.sqlite_version_info
    return version


def file_of(url: str) -> Path:
    """The file that a ``sqlite:///`` URL names.

    *Errors*: `Invalid` for any other URL.
    """
    if not url.startswith("sqlite:///") or url.rstrip("/") == "sqlite:" or ":memory:" in url:
        raise Invalid(f"{url!r} names no database; write sqlite:///relative.db or sqlite:////absolute.db.")
    return Path(url.removeprefix("sqlite:///"))


class Database:
    """One connection to one database.

    *Errors*: every method raises `Unavailable` where the database is busy or broken.
    """

    def __init__(self, url: str, *, create: bool = True, check: bool = True) -> None:
        self.url = url
        self.path = file_of(url)
        self.safe = wal_is_safe(sqlite_version())
        self._depth = 0
        self._reading = False
        self._ticket: Ticket | None = None
        #: How many transactions were taken back after they had written: what was read in one is no more.
        self.taken_back = 0
        #: Asked within each transaction that writes, before anything is written; it raises where none may be.
        self.gate: Callable[[], None] | None = None
        if not self.path.exists() and not create:
            raise Unavailable(f"There is no database at {self.path}; check --db or CASEDESK_DB.")
        self.connect()
        try:
            if check:
                self._check_schema(create)
            self.take_journal_mode()
        except BaseException:
            self.close()
            raise

    def connect(self) -> None:
        """Opens the connection."""
        try:
            if not self.path.exists():
                self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
            self.peewee = SqliteDatabase(
                str(self.path),
                lock_type="IMMEDIATE",
                timeout=BUSY_SECONDS,
                thread_safe=False,
                check_same_thread=False,
                pragmas={"foreign_keys": 1, "synchronous": "full"},
            )
            self.connection = self.peewee.connection()  # type: ignore[no-untyped-call]  # a DB-API connection
            for name, function in SQL_FUNCTIONS.items():
                self.connection.create_function(name, 1, function, deterministic=True)
            #: One for all statements, a third cheaper than one for each: its rows are read at once.
            self.cursor = self.connection.cursor()
        except (OSError, peewee.PeeweeException, sqlite3.Error) as error:
            raise Unavailable(
                f"The database {self.path} can't be opened: {error}. Check --db and its folder."
            ) from None

    def close(self) -> None:
        """Ends the connection."""
        self.peewee.close()
        if self._ticket is not None:
            self._ticket.close()

    def take_journal_mode(self) -> None:
        """Writes ahead where that is safe; asked for once it is known that the file is ours.

        A journal that is deleted with the commit, and comes back after a power cut, would take the
        commit back: so its folder is waited for, too (EXTRA).
        """
        mode = "wal" if self.safe else "delete"
        if self.one("PRAGMA journal_mode") != (mode,):
            from models.migrating import change_journal_mode

            change_journal_mode(self, mode)
        if not self.safe:
            self._run("PRAGMA synchronous = extra", ())

    # -- the schema ------------------------------------------------------------------------

    @staticmethod
    def known_migrations() -> list[str]:
        """The names of the migrations that this casedesk brings, in order."""
        return sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))

    def applied_migrations(self) -> list[str]:
        """The names of the migrations that this database has had, in order."""
        if not self.all("SELECT 1 FROM sqlite_master WHERE name = ?", [HISTORY]):
            return []
        return [str(row[0]) for row in self.all(f'SELECT name FROM "{HISTORY}" ORDER BY name LIMIT 10000')]

    def _check_schema(self, create: bool) -> None:
        applied, known = self.applied_migrations(), self.known_migrations()
        if applied == known:
            return
        if not applied:
            self._check_ours()
            if create:
                self.migrate()
                return
        if set(applied) - set(known):
            raise NeedsMigration(f"The database {self.path} was made by a newer casedesk; update casedesk.")
        self._wait_for_others()
        if self.applied_migrations() == known:
            return
        missing = len(set(known) - set(applied))
        raise NeedsMigration(
            f"The database {self.path} lacks {missing} migration(s); run `casedesk db migrate`."
        )

    def _wait_for_others(self) -> None:
        """Another process may be making the tables right now."""
        from models.migrating import ticket

        with ticket(self):
            pass

    def _check_ours(self) -> None:
        """A file with tables but without our history is somebody else's, or is being made right now."""
        foreign = (
            "SELECT name FROM sqlite_master "
            "WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> ? LIMIT 1"
        )
        if (row := self.one(foreign, [HISTORY])) and not self.applied_migrations():
            raise Unavailable(f"{self.path} is no casedesk database (it holds {row[0]!r}); check --db.")

    def migrate(self) -> list[str]:
        """Brings the schema up to date, one process at a time, and names what was applied."""
        from models.migrating import migrate

        return migrate(self)

    # -- reading and writing ---------------------------------------------------------------

    def all(self, query: Asked, values: Values = ()) -> list[tuple[object, ...]]:
        """All rows of a query that is limited by its own text."""
        cursor = self._run(query, values)
        try:
            rows: list[tuple[object, ...]] = cursor.fetchall()
        except sqlite3.Error as error:
            raise self.unavailable(error) from error
        return rows

    def one(self, query: Asked, values: Values = ()) -> tuple[object, ...] | None:
        """The first row of a query that is limited by its own text, or None."""
        rows = self.all(query, values)
        return rows[0] if rows else None

    def run(self, query: Asked, values: Values = ()) -> int:
        """Runs a write and says how many rows it touched."""
        return int(self._run(query, values).rowcount)

    def insert(self, query: Asked, values: Values = ()) -> int:
        """Runs an INSERT and gives the new row's id."""
        return int(self._run(query, values).lastrowid)

    def many(self, statement: Statement, rows: Sequence[Mapping[str, object]]) -> int:
        """Runs one statement for many rows and says how many it touched."""
        return self.many_bound(statement, [statement.bind(row) for row in rows])

    def many_bound(self, statement: Statement, rows: Sequence[Sequence[object]]) -> int:
        """Runs one statement for many rows of values in the order of its slots; see `Statement.in_order`."""
        try:
            cursor = self.cursor.executemany(statement.text, rows)
        except sqlite3.Error as error:
            raise self.unavailable(error) from error
        return int(cursor.rowcount)

    def _run(self, query: Asked, values: Values):  # type: ignore[no-untyped-def]  # a DB-API cursor has no type that sqlite3 and pysqlite3 share
        bound: Values
        if isinstance(query, Statement):
            text, bound = query.text, query.bind(values)  # type: ignore[arg-type]  # a statement's values have names
        elif isinstance(query, str):
            text, bound = query, values
        else:
            text, bound = query.bind(self.peewee).sql()
        try:
            return self.cursor.execute(text, bound)
        except sqlite3.Error as error:
            raise self.unavailable(error) from error

    def write(self, *, past_gate: bool = False) -> AbstractContextManager[None]:
        """One transaction: all of it or nothing; inside of another it is part of that one.

        Writers take turns: see `models.ticket`. *Errors*: whatever the gate raises, unless it goes past it.
        """
        if self._reading:
            raise RuntimeError("A write inside of a read would be thrown away with it.")
        return _PART if self._depth else self._transaction(past_gate)

    @contextmanager
    def _transaction(self, past_gate: bool) -> Iterator[None]:
        ticket = self._ticket or self._new_ticket()
        ticket.take(BUSY_SECONDS)
        try:
            self._run("BEGIN IMMEDIATE", ())
            self._depth, written = 1, self.connection.total_changes
            try:
                if self.gate is not None and not past_gate:
                    self.gate()
                yield
            except BaseException:
                self._depth = 0
                self.taken_back += self.connection.total_changes != written
                self.connection.rollback()
                raise
            self._depth = 0
            try:
                self.cursor.execute("COMMIT")
            except sqlite3.Error as error:
                self.connection.rollback()
                raise self.unavailable(error) from error
        finally:
            ticket.give_back()

    def _new_ticket(self) -> Ticket:
        """Made with the first write: who only reads needs none."""
        from models.ticket import Ticket

        self._ticket = Ticket(self.path)
        return self._ticket

    def read(self) -> AbstractContextManager[None]:
        """One view of the database for several queries."""
        return _PART if self._depth else self._view()

    @contextmanager
    def _view(self) -> Iterator[None]:
        self._run("BEGIN", ())
        self._depth, self._reading = 1, True
        try:
            yield
        finally:
            self._depth, self._reading = 0, False
            self.connection.rollback()

    def unavailable(self, error: Exception) -> Unavailable:
        """What to say of an error of SQLite's."""
        if "locked" in str(error) or "busy" in str(error):
            return Unavailable(f"The database {self.path} was busy for {BUSY_SECONDS} s; try again.")
        return Unavailable(
            f"The database {self.path} failed: {error}. `casedesk doctor` looks for the cause."
        )
