"""Who has which record open: told beside the database, seen by others, gone by itself, never in the way."""

from __future__ import annotations

import json
import os
import stat
import time
from pathlib import Path

import pytest

from models.presence import EXPIRED_SECONDS, FORGOTTEN_SECONDS, Presence, Present, folder_of

CASE, OTHER = "ORDCS0001001", "SO0001002"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    path.touch(0o600)
    return path


@pytest.fixture
def ann(database: Path) -> Presence:
    return Presence(database, "ann")


@pytest.fixture
def bob(database: Path) -> Presence:
    return Presence(database, "bob")


def files(database: Path) -> list[Path]:
    return sorted(folder_of(database).iterdir())


def seen_by(console: Presence) -> tuple[Present, ...]:
    return console.look("", "open")


def age(file: Path, seconds: float) -> None:
    """Let the file be as old as if its console had been silent for so long."""
    then = time.time() - seconds
    os.utime(file, (then, then))


def test_nobody_is_anywhere_and_no_folder_is_made_until_somebody_is(database: Path, ann: Presence) -> None:
    assert seen_by(ann) == ()
    assert not folder_of(database).exists()


def test_the_others_see_where_an_agent_is_what_he_does_and_that_he_leaves(
    ann: Presence, bob: Presence
) -> None:
    assert bob.look(CASE, "open") == ()
    assert seen_by(ann) == (Present("bob", CASE, "open"),)
    bob.look(CASE, "note")
    assert seen_by(ann) == (Present("bob", CASE, "note"),)
    bob.look(OTHER, "edit")
    assert seen_by(ann) == (Present("bob", OTHER, "edit"),)
    bob.look("", "open")
    assert seen_by(ann) == ()
    bob.look(CASE, "open")
    bob.leave()
    assert seen_by(ann) == ()


def test_a_second_console_of_the_same_agent_is_another_one(database: Path, ann: Presence) -> None:
    Presence(database, "ann").look(CASE, "note")
    assert ann.look(CASE, "open") == (Present("ann", CASE, "note"),)


def test_a_console_that_is_silent_counts_no_more_and_one_that_is_back_does(
    database: Path, ann: Presence, bob: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.presence.BEAT_SECONDS", 0.0)
    bob.look(CASE, "open")
    age(files(database)[0], EXPIRED_SECONDS + 1)
    assert seen_by(ann) == ()
    bob.look(CASE, "open")
    assert seen_by(ann) == (Present("bob", CASE, "open"),)


def test_what_a_killed_console_left_is_taken_away_and_nothing_else(
    database: Path, ann: Presence, bob: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.presence.BEAT_SECONDS", 0.0)
    bob.look(CASE, "open")
    [left] = files(database)
    foreign = folder_of(database) / "monday.db"
    foreign.touch()
    for file in (left, foreign):
        age(file, FORGOTTEN_SECONDS + 1)
    assert seen_by(ann) == ()
    assert files(database) == [foreign]
    # A console that was only stopped says again where it is.
    bob.look(CASE, "open")
    bob.look(CASE, "open")
    assert seen_by(ann) == (Present("bob", CASE, "open"),)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        b"not JSON",
        b"[" * 2000,
        b'{"agent": "bob", "record": "ORDCS1"}',
        b'{"agent": "", "record": "ORDCS1", "doing": "open"}',
        b'{"agent": "bob", "record": "../etc", "doing": "open"}',
        b'{"agent": "bob", "record": "ORDCS1", "doing": "sleep"}',
        b'{"agent": 1, "record": "ORDCS1", "doing": "open"}',
        b'{"agent": "' + b"x" * 4000 + b'", "record": "ORDCS1", "doing": "open"}',
    ],
    ids=[
        "empty",
        "list",
        "text",
        "nested",
        "no doing",
        "nobody",
        "no record",
        "unknown doing",
        "number",
        "too long",
    ],
)
def test_a_file_that_says_nothing_sensible_is_passed_over(
    said: bytes, database: Path, ann: Presence, bob: Presence
) -> None:
    bob.look(CASE, "open")
    (folder_of(database) / f"1-{'0' * 16}.here").write_bytes(said)
    assert seen_by(ann) == (Present("bob", CASE, "open"),)


def test_a_link_or_a_pipe_in_the_folder_is_not_read(database: Path, ann: Presence, bob: Presence) -> None:
    bob.look(CASE, "open")
    outside = database.with_name("outside")
    outside.write_text(json.dumps({"agent": "eve", "record": CASE, "doing": "open"}))
    (folder_of(database) / f"1-{'0' * 16}.here").symlink_to(outside)
    os.mkfifo(folder_of(database) / f"2-{'0' * 16}.here")
    assert seen_by(ann) == (Present("bob", CASE, "open"),)


@pytest.mark.parametrize(("database_mode", "folder_mode"), [(0o600, 0o700), (0o660, 0o770)])
def test_whoever_may_use_the_database_may_use_the_folder_and_nobody_else(
    database: Path, bob: Presence, database_mode: int, folder_mode: int
) -> None:
    database.chmod(database_mode)
    bob.look(CASE, "open")
    assert stat.S_IMODE(folder_of(database).stat().st_mode) == folder_mode
    assert [stat.S_IMODE(file.stat().st_mode) for file in files(database)] == [database_mode]


def test_a_folder_that_can_t_be_used_fails_nobody(database: Path, ann: Presence, bob: Presence) -> None:
    folder_of(database).write_text("a file")
    assert bob.look(CASE, "open") == ()
    assert ann.look(CASE, "note") == ()
    bob.leave()
    assert folder_of(database).read_text() == "a file"


def test_nothing_is_read_while_nothing_is_new(
    ann: Presence, bob: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.presence.TICK_SECONDS", 0.0)
    bob.look(CASE, "open")
    there = seen_by(ann)
    monkeypatch.setattr("models.presence.present_in", lambda *_, **__: pytest.fail("read again"))
    assert seen_by(ann) is there
    bob.look(CASE, "open")
    assert seen_by(ann) is there
