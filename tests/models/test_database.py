"""The file: made when it is missing, durable, guarded by its own constraints, and never somebody else's."""

from __future__ import annotations

import importlib.util
import stat
from pathlib import Path

import pytest

from models.database import Database, file_of, sqlite3, sqlite_version
from models.desk.desk import Desk
from models.errors import Invalid, Unavailable, Unknown
from models.health import examine
from models.statements import Statement
from models.tables.cases import Case
from models.wal import wal_is_safe
from tests.models.working import draft, row_counts, taken


def pragma(desk: Desk, name: str) -> object:
    return desk.session.database.all(f"PRAGMA {name}")[0][0]


def test_a_missing_file_is_made_at_the_newest_schema_with_the_shipped_rules(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "desk.db"
    desk = Desk.open(f"sqlite:///{path}", agent="ann")
    database = desk.session.database
    assert database.applied_migrations() == database.known_migrations()
    assert list(desk.badges()) == [
        "draft", "new", "work_in_progress", "awaiting_info", "resolved", "closed", "cancelled",
    ]  # fmt: skip
    assert [view.label for view in desk.views()] == ["My cases", "Unassigned", "Open", "All"]
    desk.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_opened_again_it_is_the_same_desk(url: str) -> None:
    first = Desk.open(url, agent="ann")
    number = draft(first).number
    first.close()
    again = Desk.open(url, agent="bob")
    assert again.case(number).opened_by == "ann"
    again.close()


def test_a_relative_url_means_the_folder_one_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Desk.open("sqlite:///here.db", agent="ann").close()
    assert (tmp_path / "here.db").exists()


@pytest.mark.parametrize(
    "url", ["", "desk.db", "postgresql://host/desk", "sqlite:", "sqlite:///", "sqlite:///:memory:"]
)
def test_what_names_no_database_is_said_to_be_none(url: str) -> None:
    with pytest.raises(Invalid, match="names no database; write sqlite:///"):
        file_of(url)


def test_a_desk_writes_ahead_where_that_is_safe_and_always_waits_for_the_disk(desk: Desk) -> None:
    mode = ("wal", 2) if wal_is_safe(sqlite_version()) else ("delete", 3)
    assert (pragma(desk, "journal_mode"), pragma(desk, "synchronous")) == mode


@pytest.mark.skipif(importlib.util.find_spec("pysqlite3") is None, reason="pysqlite3 is not installed here")
def test_where_pysqlite3_is_installed_it_is_the_one_in_use() -> None:
    assert sqlite3.__name__.startswith("pysqlite3")
    assert wal_is_safe(sqlite_version())


def test_on_a_sqlite_that_may_corrupt_a_wal_database_nothing_is_written_ahead(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.database.wal_is_safe", lambda version: False)
    monkeypatch.setattr("models.health.wal_is_safe", lambda version: False)
    desk = Desk.open(url, agent="ann")
    assert (pragma(desk, "journal_mode"), pragma(desk, "synchronous")) == ("delete", 3)
    findings = {each.name: each for each in examine(desk)}
    assert not findings["SQLite"].fine
    assert "journal_mode=DELETE" in findings["SQLite"].mend
    assert findings["Journal mode"].fine
    assert findings["Synchronous"].fine
    desk.close()


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 44, 9), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 0), True),
        ((4, 0, 0), True),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else str(value),
)
def test_only_a_mended_sqlite_is_trusted_with_a_wal(version: tuple[int, ...], *, safe: bool) -> None:
    assert wal_is_safe(version) is safe


CASE = """
    INSERT INTO cases (
        id, state, is_open, short_description, order_number, scope, service, channel, priority, opened_at,
        opened_by, updated_at, updated_by, resolved_by, closed_by, resolution_notes, search_text, version
    ) VALUES (
        5000, 'new', 1, 'Two short', '', 'specific_lines', '', '', 4, 0, 'ann', 0, 'ann', '', '', '', '', 1)
"""


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("'Two short'", "''"),
        ("'new', 1,", "'new', 2,"),
        ("'specific_lines'", "'all_lines'"),
        ("'specific_lines', ''", "'specific_lines', 'praise'"),
        ("'', 4, 0", "'fax', 4, 0"),
        ("4, 0, 'ann'", "0, 0, 'ann'"),
        ("4, 0, 'ann'", "5, 0, 'ann'"),
        ("'', 1)", "'', 0)"),
        ("5000, 'new'", "5000, NULL"),
    ],
    ids=["description", "open", "scope", "service", "channel", "zero", "five", "version", "state"],
)
def test_a_case_that_can_not_be_is_not_stored_whoever_writes_it(desk: Desk, good: str, bad: str) -> None:
    assert CASE.count(good) == 1
    with pytest.raises(Unavailable, match="constraint failed"):
        desk.session.database.run(CASE.replace(good, bad))
    desk.session.database.run(CASE)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE case_lines SET about = ''",
        "UPDATE case_lines SET requested_quantity = -1",
        "UPDATE case_lines SET approved_quantity = -1",
        "UPDATE case_lines SET ordered_quantity = -1",
        "UPDATE case_lines SET request_reason = 'whim'",
        "UPDATE case_lines SET is_open = 2",
        "UPDATE case_lines SET priority = 5",
        "UPDATE agent SET role = 'king'",
        "UPDATE activity SET kind = 'rumour'",
        "UPDATE activity SET imported = 7",
        "UPDATE rule_state SET initial = 7",
        "UPDATE rule_set SET id = 2",
        "INSERT INTO contact (kind, name) VALUES ('friend', 'Kim')",
    ],
)
def test_checks_hold_against_raw_sql(desk: Desk, change: str) -> None:
    taken(desk)
    with pytest.raises(Unavailable, match="CHECK constraint failed"):
        desk.session.database.run(change)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE cases SET account_id = 999",
        "UPDATE cases SET assigned_to_id = 999",
        "UPDATE case_lines SET case_id = 999",
        "DELETE FROM agent WHERE name = 'ann'",
        "UPDATE activity SET case_id = 999",
    ],
)
def test_references_hold_against_raw_sql(desk: Desk, change: str) -> None:
    taken(desk)
    with pytest.raises(Unavailable, match="FOREIGN KEY constraint failed"):
        desk.session.database.run(change)


def test_somebody_elses_sqlite_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "music.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (name TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(Unavailable, match=r"no casedesk database \(it holds 'songs'\); check --db"):
        Desk.open(f"sqlite:///{path}", agent="ann")
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear customer,\n" * 200)
    with pytest.raises(Unavailable, match="not a database"):
        Desk.open(f"sqlite:///{path}", agent="ann")
    assert path.read_text() == "Dear customer,\n" * 200


def test_a_damaged_page_is_said_where_its_rows_are_read(path: Path, url: str) -> None:
    desk = Desk.open(url, agent="ann")
    desk.close()
    content = bytearray(path.read_bytes())
    # Each page but the first says nothing that SQLite could read.
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(Unavailable, match="malformed"):
        Database(url)


def test_a_path_that_can_not_be_opened_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable, match="can't be opened"):
        Desk.open(f"sqlite:///{tmp_path / 'file' / 'desk.db'}", agent="ann")
    with pytest.raises(Unavailable, match="can't be opened"):
        Desk.open(f"sqlite:///{tmp_path}", agent="ann")


def _take_and_fail(desk: Desk) -> None:
    taken(desk)
    desk.do("submit", "9999")


def test_several_writes_are_one_transaction(desk: Desk) -> None:
    before = row_counts(desk)
    with pytest.raises(Unknown), desk.transaction():
        _take_and_fail(desk)
    assert row_counts(desk) == before
    with desk.transaction():
        taken(desk)
    assert desk.count().number == 1


def test_a_write_inside_of_a_read_is_refused_rather_than_lost(desk: Desk) -> None:
    database = desk.session.database
    with pytest.raises(RuntimeError, match="read"), database.read():
        draft(desk)
    assert desk.count().number == 0
    draft(desk)
    assert desk.count().number == 1


def test_one_view_of_the_database_serves_several_queries(url: str, desk: Desk) -> None:
    other = Desk.open(url, agent="bob")
    database = desk.session.database
    with database.read():
        assert desk.count().number == 0
        draft(other)
        assert desk.count().number == 0
    assert desk.count().number == 1
    other.close()


def test_a_desk_that_another_program_holds_is_said_to_be_busy(
    url: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.database.BUSY_SECONDS", 0.2)
    other = Desk.open(url, agent="bob")
    with desk.transaction():
        draft(desk)
        with pytest.raises(Unavailable, match="busy"):
            draft(other)
    draft(other)
    assert other.count().number == 2
    other.close()


def test_what_is_asked_of_a_database_without_a_file_is_not_made_up(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="There is no database at"):
        Database(f"sqlite:///{tmp_path / 'none.db'}", create=False)
    assert not (tmp_path / "none.db").exists()


def test_a_statement_without_its_values_is_a_mistake_of_ours(desk: Desk) -> None:
    statement = Statement(Case.select(Case.id).limit(1))
    assert desk.session.database.one(statement) is None


@pytest.mark.parametrize("table", ["journal", "journal_change"])
@pytest.mark.parametrize(
    "change", ["UPDATE {} SET record = 'x'", "DELETE FROM {}"], ids=["changed", "deleted"]
)
def test_the_journal_is_only_ever_added_to(desk: Desk, table: str, change: str) -> None:
    taken(desk)
    with pytest.raises(Unavailable, match="the journal is only ever added to"):
        desk.session.database.run(change.format(table))
