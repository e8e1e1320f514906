"""The journal's entries are chained, nothing of it can be changed any more, and each record has a digest key.

What older entries still hold of customers becomes digests first, and digests get the key of their record.
A frozen text, independent of the tables of today.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Iterator
from itertools import groupby

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator

STATEMENTS = (
    """CREATE TABLE "digest_key" ("owner" TEXT NOT NULL PRIMARY KEY, "value" TEXT)""",
    'ALTER TABLE "journal" ADD COLUMN "hash" TEXT NOT NULL DEFAULT \'\'',
    "INSERT OR IGNORE INTO secret (name, value) VALUES ('database', lower(hex(randomblob(8))))",
)
TRIGGERS = tuple(
    f"CREATE TRIGGER {table}_keeps_{event.lower()} BEFORE {event} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to: nothing of it is changed or deleted'); END"
    for table in ("journal", "journal_change")
    for event in ("UPDATE", "DELETE")
)
PAGE = 1000
TEXTS = frozenset({"customer", "address", "reason", "description"})
SHAPES = {
    "order": re.compile(r"(?=.*\d)[\w./:#+-]{1,64}|"),
    "about": re.compile(r"(?=.*\d)[\w./:#+-]{1,64}|"),
    "returns": re.compile(r"(?=.*\d)[\w./:#+-]{1,64}|"),
    "method": re.compile(r"[\w-]{0,32}"),
}
CHANGES = """SELECT journal_id, record, field, before_value, after_value, because, id FROM journal_change
WHERE journal_id BETWEEN ? AND ? ORDER BY journal_id, id"""


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Adds what is needed, goes through the journal once in pages, and closes it."""
    for statement in STATEMENTS:
        db.execute_sql(statement)  # type: ignore[no-untyped-call]  # Peewee gives it no types
    connection = db.connection()  # type: ignore[no-untyped-call]  # a DB-API connection
    chain(connection)
    for statement in TRIGGERS:
        db.execute_sql(statement)  # type: ignore[no-untyped-call]  # Peewee gives it no types


def chain(connection) -> None:  # type: ignore[no-untyped-def]  # sqlite3 and pysqlite3 share no type
    """Digests what is left of texts, page by page, and writes each entry's hash."""
    names = sorted(row[1] for row in connection.execute("PRAGMA table_info(journal)") if row[1] != "hash")
    select = f"SELECT {', '.join(names)} FROM journal WHERE id > ? ORDER BY id LIMIT {PAGE}"
    secret = connection.execute("SELECT value FROM secret WHERE name = 'digest'").fetchone()
    desk = bytes.fromhex(secret[0]) if secret else b""
    before, last = "", 0
    while page := connection.execute(select, [last]).fetchall():
        entries = [dict(zip(names, row, strict=True)) for row in page]
        first, last = entries[0]["id"], entries[-1]["id"]
        rows = groupby(connection.execute(CHANGES, [first, last]).fetchall(), key=lambda row: row[0])
        changes = {journal: [list(row[1:]) for row in told] for journal, told in rows}
        for entry in entries:
            told = changes.get(entry["id"], [])
            rewritten = list(unnamed(connection, entry, told, desk))
            connection.executemany(
                "UPDATE journal_change SET record = ?, before_value = ?, after_value = ? WHERE id = ?",
                rewritten,
            )
            held = {name: value for name, value in entry.items() if value is not None}
            text = json.dumps((before, held, [row[:5] for row in told]), separators=(",", ":"))
            before = hashlib.blake2b(text.encode("ascii"), digest_size=32).hexdigest()
            connection.execute(
                "UPDATE journal SET record = ?, hash = ? WHERE id = ?", [entry["record"], before, entry["id"]]
            )


def unnamed(connection, entry, told, desk: bytes) -> Iterator[tuple[object, ...]]:  # type: ignore[no-untyped-def]  # see above
    """Turns texts, a customer's id and older digests into digests of today, in place; what is to be written."""
    owner = entry["head"] or entry["record"]
    if entry["action"] == "put_customer":
        owner = f"customer {owner}"
        entry["record"] = "customer"
    for row in told:
        at_first = list(row)
        if entry["action"] == "put_customer":
            row[0] = "customer"
        _, field, *values = row[:4]
        shape = SHAPES.get(field)
        words = field in TEXTS or (shape is not None and not all(map(shape.fullmatch, values)))
        for place, value in enumerate(values, 2):
            if value.startswith("digest:"):
                row[place] = digest(connection, owner, value.removeprefix("digest:"))
            elif words and value:
                inner = hashlib.blake2b(value.encode(), key=desk, digest_size=16).hexdigest()
                row[place] = digest(connection, owner, inner)
        if row != at_first:
            yield row[0], row[2], row[3], row[5]


def digest(connection, owner: str, inner: str) -> str:  # type: ignore[no-untyped-def]  # see above
    """A digest under the key of its record, which is made where there is none."""
    row = connection.execute("SELECT value FROM digest_key WHERE owner = ?", [owner]).fetchone()
    key = row[0] if row else secrets.token_hex(16)
    if row is None:
        connection.execute("INSERT INTO digest_key (owner, value) VALUES (?, ?)", [owner, key])
    return "digest:" + hashlib.blake2b(inner.encode(), key=bytes.fromhex(key), digest_size=16).hexdigest()
