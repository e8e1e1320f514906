"""After a power cut at any moment every acknowledged action is there, and the desk is whole."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from models import Desk, DeskError, Operations, check_database
from models.database import Database
from tests.torture.checks import Acknowledged, lost, unbalanced, unlike_case, unlike_journal
from tests.torture.power import Disk, cuts
from tests.torture.recorded_files import Event, recorded
from tests.torture.work import PUT, Work, shop


class Day(NamedTuple):
    """What was at the beginning, what happened to the files, and after how many events which answer came."""

    files: dict[str, bytes]
    events: list[Event]
    answers: list[tuple[int, Acknowledged]]


def day(file: Path, steps: int, seed: int, *pragmas: str) -> Day:
    """A day's work at a desk whose files are written down."""
    url = shop(file)
    files = {str(file): file.read_bytes()}
    work, random, answers = Work(), Random(seed), []
    with recorded(file.parent) as recorder:
        desk = Desk.open(url, agent="ann")
        # Pages go from the log to the file every now and then, as they would on a longer day.
        for pragma in ("wal_autocheckpoint = 60", *pragmas):
            desk.session.database.one(f"PRAGMA {pragma}")
        operations = Operations(desk)
        for step in range(steps):
            operation = {**work.draw(random), "op_id": f"ann-{step}"}
            answer = operations.run(operation)
            answers.append((len(recorder.events), Acknowledged(f"ann-{step}", answer)))
            work.learn(operation, answer)
        desk.close()
    return Day(files, recorder.events, answers)


def faults(folder: Path, told: Day, seed: int, count: int) -> list[str]:
    """What is wrong after power cuts at so many moments of the day."""
    random = Random(seed)
    moments = [random.randrange(len(told.events) + 1) for _ in range(count)]
    found = []
    for moment, files in cuts(told.files, told.events, moments, random):
        after = folder / "after"
        after.mkdir(exist_ok=True)
        for left in after.iterdir():
            left.unlink()
        for name, data in files.items():
            (after / Path(name).name).write_bytes(data)
        answered = [answer for when, answer in told.answers if when <= moment]
        found += [
            f"After event {moment}: {fault}" for fault in _faults(f"sqlite:///{after / 'desk.db'}", answered)
        ]
    return found


def _faults(url: str, answered: list[Acknowledged]) -> list[str]:
    try:
        with closing(Database(url)) as database:
            return [
                *check_database(url),
                *lost(database, answered),
                *unlike_journal(database),
                *unlike_case(database),
                *unbalanced(database, PUT),
            ]
    except DeskError as error:
        return [str(error)]


def test_the_files_are_recorded_as_they_are_written(tmp_path: Path) -> None:
    told = day(tmp_path / "desk.db", 20, 1)
    disk = Disk(told.files)
    for event in told.events:
        disk.take(event)
    # The desk was closed in peace, so nothing of it is left to chance (but that the log is gone already).
    name = str(tmp_path / "desk.db")
    assert disk.after_cut(Random(1))[name] == (tmp_path / "desk.db").read_bytes()
    assert {event.what for event in told.events} >= {"write", "sync", "delete"}


def test_no_acknowledged_action_is_missing_after_a_power_cut(tmp_path: Path) -> None:
    told = day(tmp_path / "desk.db", 120, 1)
    assert faults(tmp_path, told, 2, 60) == []


def test_none_is_missing_where_nothing_is_written_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.database.wal_is_safe", lambda version: False)
    told = day(tmp_path / "desk.db", 60, 3)
    assert any(event.file.endswith("-journal") for event in told.events)
    assert faults(tmp_path, told, 4, 60) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("ahead", [True, False], ids=["wal", "delete"])
def test_no_acknowledged_action_is_missing_after_hundreds_of_power_cuts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, *, ahead: bool
) -> None:
    monkeypatch.setattr("models.database.wal_is_safe", lambda version: ahead)
    told = day(tmp_path / "desk.db", 400, seed)
    assert faults(tmp_path, told, seed, 400) == []


def test_a_journal_whose_deletion_was_not_waited_for_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.database.wal_is_safe", lambda version: False)
    told = day(tmp_path / "desk.db", 60, 3, "synchronous = FULL")
    assert any("is not kept" in fault for fault in faults(tmp_path, told, 4, 60))


@pytest.mark.parametrize("pragma", ["synchronous = NORMAL", "synchronous = OFF"], ids=["normal", "off"])
def test_a_desk_that_does_not_wait_for_the_disk_is_found_out(tmp_path: Path, pragma: str) -> None:
    told = day(tmp_path / "desk.db", 60, 1, pragma)
    found = faults(tmp_path, told, 2, 20)
    assert any("is not kept" in fault for fault in found)
