"""What free words find of cases and orders is written anew without accents, so that ``zwo`` finds Zwölf.

A frozen text, independent of the code of today. Only rows that hold an accent are written.
"""

from __future__ import annotations

import unicodedata

from peewee import SqliteDatabase
from playhouse.migrate import SchemaMigrator


def plain(text: str) -> str:
    """A text that is folded already, in its plainest letters."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text)
    return "".join(char for char in parts if not unicodedata.combining(char)).casefold()


def up(migrator: SchemaMigrator, db: SqliteDatabase) -> None:
    """Writes the searched texts of cases and orders anew."""
    connection = db.connection()  # type: ignore[no-untyped-call]  # a DB-API connection
    connection.create_function("plain_0017", 1, plain, deterministic=True)
    for table in ("cases", "orders"):
        statement = (
            f"UPDATE {table} SET search_text = plain_0017(search_text) "
            "WHERE search_text <> plain_0017(search_text)"
        )
        db.execute_sql(statement)  # type: ignore[no-untyped-call]  # Peewee gives it no types
