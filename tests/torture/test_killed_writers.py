"""Writers killed with -9 at any moment lose nothing that was acknowledged and leave nothing half done."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from models import check_database
from models.database import Database
from tests.torture.checks import Acknowledged, lost, unbalanced, unlike_case, unlike_journal
from tests.torture.killing import torture
from tests.torture.work import PUT, shop


def faults(url: str, acknowledged: list[Acknowledged]) -> list[str]:
    with closing(Database(url)) as database:
        return [
            *check_database(url),
            *lost(database, acknowledged),
            *unlike_journal(database),
            *unlike_case(database),
            *unbalanced(database, PUT),
        ]


def test_nothing_acknowledged_is_lost_when_writers_are_killed(tmp_path: Path) -> None:
    url = shop(tmp_path / "desk.db")
    acknowledged = torture(url, writers=3, lives=4, seed=1)
    assert sum(bool(each.answer["ok"]) for each in acknowledged) > 20
    assert faults(url, acknowledged) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4))
def test_nothing_acknowledged_is_lost_in_hundreds_of_kills(tmp_path: Path, seed: int) -> None:
    url = shop(tmp_path / "desk.db")
    acknowledged = torture(url, writers=5, lives=25, seed=seed, life_seconds=1.0)
    assert len(acknowledged) > 500
    assert faults(url, acknowledged) == []


def test_a_command_line_that_answers_before_it_commits_is_found_out(tmp_path: Path) -> None:
    url = shop(tmp_path / "desk.db")
    acknowledged = torture(url, writers=1, lives=4, seed=2, module="tests.torture.hasty")
    assert any("is not kept" in fault for fault in faults(url, acknowledged))
