"""A database is brought to the newest schema by one process at a time, and only when it is told to."""

from __future__ import annotations

import fcntl
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from threading import Thread

import pytest
from peewee import SqliteDatabase
from playhouse.migrations import Runner

from models import migrating, rulestore, tables
from models.database import HISTORY, MIGRATIONS, Database, sqlite3, sqlite_version
from models.desk.desk import Desk
from models.errors import NeedsMigration, Unavailable
from models.tables.base import Table
from models.wal import wal_is_safe


def declared_tables() -> list[type[Table]]:
    """Every table that a room of `models.tables` declares."""
    rooms = [import_module(f"models.tables.{room.name}") for room in pkgutil.iter_modules(tables.__path__)]
    found = [value for room in rooms for value in vars(room).values() if isinstance(value, type)]
    return [table for table in dict.fromkeys(found) if issubclass(table, Table) and table is not Table]


def schema(path: Path) -> dict[tuple[str, str], list[str]]:
    """Each table with its columns, keys and checks, each index with its columns, whatever their order."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE type IN ('table', 'index')")
    found: dict[tuple[str, str], list[str]] = {}
    for kind, name, text in rows.fetchall():
        if text and not name.startswith(("sqlite_", HISTORY)):
            body = text[text.index("(") + 1 : text.rindex(")")]
            flat = " ".join(body.replace("\n", " ").split()).replace(" (", "(")
            found[kind, name] = sorted(part.strip() for part in _parts(flat))
    connection.close()
    return found


def _parts(text: str) -> Iterator[str]:
    """What stands between the commas that are in no bracket."""
    depth, part = 0, ""
    for character in text:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and not depth:
            yield part
            part = ""
        else:
            part += character
    yield part


def test_the_migrations_make_the_tables_of_today(path: Path, tmp_path: Path) -> None:
    today = tmp_path / "today.db"
    database = SqliteDatabase(str(today))
    today_tables = declared_tables()
    with database.bind_ctx(today_tables):
        database.create_tables(today_tables)
    database.close()
    migrated, declared = schema(path), schema(today)
    assert migrated.keys() == declared.keys()
    for name in migrated:
        assert migrated[name] == declared[name], name


OLD = "0002_rules_as_rows"


def older(path: Path, last: str = OLD) -> list[str]:
    """Makes the database as an older casedesk made it, and names the migrations that it lacks."""
    path.unlink()
    up_to(path, last)
    return [name for name in Database.known_migrations() if name > last]


def up_to(path: Path, last: str | None = None) -> None:
    database = SqliteDatabase(str(path))
    Runner(database, directory=str(MIGRATIONS), table_name=HISTORY).up(target=last)
    database.close()


def test_an_older_database_is_not_touched_before_it_is_told_to_migrate(path: Path, url: str) -> None:
    lacking = older(path)
    before = path.read_bytes()
    said = rf"lacks {len(lacking)} migration\(s\); run `casedesk db migrate`"
    with pytest.raises(NeedsMigration, match=said) as refused:
        Desk.open(url, agent="ann")
    assert refused.value.exit_code == 6
    assert path.read_bytes() == before
    assert Database(url, check=False).migrate() == lacking
    Desk.open(url, agent="ann").close()
    assert Database(url, check=False).migrate() == []


def test_actions_as_rows_outlive_the_key_that_they_gain(path: Path, url: str) -> None:
    older(path, "0003_imported_updates")
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO rule_action (id, machine, code, label, key, operation, source)"
            " VALUES (7, 'case', 'hold', 'Put on hold', 'H', 0, 'this desk')"
        )
    connection.close()
    database = Database(url, check=False)
    database.migrate()
    row = database.one("SELECT id, machine, code, label, key, operation, source, line_key FROM rule_action")
    assert row == (7, "case", "hold", "Put on hold", "H", 0, "this desk", "")
    before = rulestore.revision(database)
    database.run("UPDATE rule_action SET label = 'Hold'")
    assert rulestore.revision(database) > before
    database.close()


def test_actions_of_an_older_desk_say_what_of_them_reaches_the_world(path: Path, url: str) -> None:
    older(path, "0009_baskets_by_index")
    with sqlite3.connect(path) as connection:
        connection.executemany(
            "INSERT INTO rule_action (machine, code, label, key, operation, source, line_key)"
            " VALUES (?, ?, '', '', 0, '', '')",
            [("order", "pay"), ("order", "ship"), ("order", "place"), ("case", "pay")],
        )
        connection.execute(
            "INSERT INTO journal (at, agent, action, record, head, origin, imported, irregular)"
            " VALUES (1, 'ann', 'note', 'ORDCS0001001', 'ORDCS0001001', 'cli', 0, 0)"
        )
    connection.close()
    database = Database(url, check=False)
    database.migrate()
    rows = database.all("SELECT machine, code, outside FROM rule_action ORDER BY id")
    assert [row[2] for row in rows] == ["money", "goods", "", ""]
    assert database.all("SELECT agent, batch, undoes FROM journal") == [("ann", None, None)]
    before = rulestore.revision(database)
    database.run("UPDATE rule_action SET outside = '' WHERE code = 'ship'")
    assert rulestore.revision(database) > before
    database.close()


def test_what_an_older_desk_holds_is_found_without_accents(desk: Desk, path: Path, url: str) -> None:
    desk.put("ou", {"id": "A", "name": "A", "kinds": ["shop"]})
    desk.new_case({"short_description": "Stühle", "account": "Zwölf Brücken"})
    desk.new_case({"short_description": "Chairs"})
    desk.till.new_basket({"ou": "A", "description": "Für Zoë"})
    fresh = found(path)
    with sqlite3.connect(path) as connection:
        for old, table in (("stühle\nzwölf brücken", "cases"), ("für zoë", "orders")):
            connection.execute(f"UPDATE {table} SET search_text = ? WHERE id = 1001", [old])
        connection.execute(f"DELETE FROM {HISTORY} WHERE name = '0017_searched_without_accents'")
    connection.close()
    assert found(path) != fresh
    database = Database(url, check=False)
    assert database.migrate() == ["0017_searched_without_accents"]
    database.close()
    assert found(path) == fresh
    assert [each.number for each in desk.page(query="zwo brucke").rows] == ["ORDCS0001001"]
    assert [each.number for each in desk.page(kind="orders", query="zoe").rows] == ["SO0001001"]


def found(path: Path) -> list[str]:
    """What free words find cases and orders by."""
    with sqlite3.connect(path) as connection:
        select = "SELECT search_text FROM cases UNION ALL SELECT search_text FROM orders"
        rows = connection.execute(select).fetchall()
    connection.close()
    return [str(text) for (text,) in rows]


def test_a_newer_database_is_not_opened(path: Path, url: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(f"INSERT INTO \"{HISTORY}\" (name, applied) VALUES ('9999_later', 0)")
    connection.close()
    with pytest.raises(NeedsMigration, match="newer casedesk; update casedesk"):
        Desk.open(url, agent="ann")


def test_a_migration_that_fails_leaves_the_database_as_it_was(path: Path, url: str) -> None:
    older(path)
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE imported_update (id INTEGER)")
    connection.close()
    before = schema(path)
    with pytest.raises(Unavailable, match=r"could not be migrated: .* It is as it was before"):
        Database(url, check=False).migrate()
    assert schema(path) == before
    with pytest.raises(NeedsMigration):
        Desk.open(url, agent="ann")


def test_whoever_comes_while_the_tables_are_made_waits_for_them(path: Path, url: str) -> None:
    older(path)
    opened: list[Desk] = []
    with path.with_name(path.name + ".migrating").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        late = Thread(target=lambda: opened.append(Desk.open(url, agent="bob")))
        late.start()
        late.join(0.3)
        assert late.is_alive()
        up_to(path)
    late.join()
    [desk] = opened
    assert desk.me().name == "bob"
    desk.close()


def test_nobody_waits_for_ever(path: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    older(path)
    monkeypatch.setattr(migrating, "WAIT_SECONDS", 0)
    with path.with_name(path.name + ".migrating").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(Unavailable, match="Another process has been migrating"):
            Desk.open(url, agent="ann")


COME = """
import sys
from models import Desk
print("ready", flush=True)
sys.stdin.readline()
desk = Desk.open(sys.argv[1], agent=sys.argv[2])
desk.new_case({"short_description": "Two short"})
print(len(desk.badges()), desk.session.database.one("PRAGMA journal_mode")[0])
"""


#: As it is where the SQLite library is not safe for writing ahead.
UNSAFE = "import models.database\nmodels.database.wal_is_safe = lambda version: False\n"


def said_by_all(url: str, names: list[str], before: str = "") -> list[str]:
    """What processes say that open one file at once, one for each name; each has to succeed."""
    pipe = subprocess.PIPE
    comers = [
        subprocess.Popen(
            [sys.executable, "-c", before + COME, url, name],
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        for name in names
    ]
    for comer in comers:
        assert comer.stdout is not None
        assert comer.stdout.readline() == "ready\n"
    for comer in comers:
        assert comer.stdin is not None
        comer.stdin.write("go\n")
        comer.stdin.flush()
    said = [comer.communicate() for comer in comers]
    assert [(comer.returncode, errors) for comer, (_, errors) in zip(comers, said, strict=True)] == [
        (0, "") for _ in names
    ]
    return [out for out, _ in said]


def test_several_processes_that_make_one_file_at_once_share_one_desk(tmp_path: Path) -> None:
    names = ["ann", "bob", "cem", "dee"]
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    mode = "wal" if wal_is_safe(sqlite_version()) else "delete"
    assert said_by_all(url, names) == [f"7 {mode}\n"] * 4
    desk = Desk.open(url, agent="ann")
    assert sorted(desk.case(row.number).opened_by for row in desk.page().rows) == names
    assert len(desk.views()) == 4
    desk.close()


def test_all_who_open_a_desk_at_once_cease_to_write_ahead_where_that_is_unsafe(url: str, desk: Desk) -> None:
    desk.close()
    for _ in range(3):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        connection.execute("PRAGMA journal_mode = wal")
        connection.close()
        names = ["ann", "bob", "cem", "dee", "eli", "fay"]
        assert said_by_all(url, names, UNSAFE) == ["7 delete\n"] * len(names)
