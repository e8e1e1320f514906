"""Each check finds the fault that it is there for; a desk on which work was done has none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from models import Desk, Operations
from models.database import Database
from tests.models.forging import unlock
from tests.torture.checks import Acknowledged, lost, unbalanced, unlike_case, unlike_journal
from tests.torture.work import PUT, Work, shop

#: A line of a case that is over.
OF_RESOLVED = (
    "SELECT MIN(line.id) FROM case_lines AS line JOIN cases ON cases.id = case_id "
    "WHERE cases.state IN ('resolved', 'closed')"
)
Worked = tuple[Path, list[Acknowledged]]


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Worked:
    """A desk on which one agent did a few hundred random operations."""
    file = tmp_path_factory.mktemp("torture") / "desk.db"
    desk = Desk.open(shop(file), agent="ann")
    operations, work, random, acknowledged = Operations(desk), Work(), Random(7), []
    for step in range(500):
        operation = {**work.draw(random), "op_id": f"ann-{step}"}
        answer = operations.run(operation)
        acknowledged.append(Acknowledged(str(operation["op_id"]), answer))
        work.learn(operation, answer)
    desk.close()
    return file, acknowledged


@pytest.fixture
def database(worked: Worked, tmp_path: Path) -> Iterator[Database]:
    with closing(Database(f"sqlite:///{shutil.copy(worked[0], tmp_path / 'desk.db')}")) as opened:
        opened.run("PRAGMA foreign_keys = OFF")
        yield opened


def test_a_desk_that_was_worked_on_has_no_fault(worked: Worked, database: Database) -> None:
    acknowledged = worked[1]
    done = [each.answer for each in acknowledged if each.answer["ok"]]
    assert 100 < len(done) < 500
    assert list(lost(database, acknowledged)) == []
    assert list(unlike_journal(database)) == []
    assert list(unlike_case(database)) == []
    assert list(unbalanced(database, PUT)) == []
    # The work went far enough for each of them to mean something.
    for question in (
        "SELECT 1 FROM order_lines WHERE shipped > 0",
        "SELECT 1 FROM cases WHERE state IN ('resolved', 'closed')",
        "SELECT 1 FROM case_lines WHERE state = 'resolved_denied'",
        "SELECT 1 FROM cases WHERE version > 5",
    ):
        assert database.one(question), question


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM kept_answer WHERE op_id = 'ann-0'",
        "DELETE FROM journal_change WHERE journal_id = (SELECT MAX(id) FROM journal WHERE action = 'start')",
        "UPDATE journal_change SET after_value = 'closed' WHERE field = 'state' AND after_value = 'new'",
    ],
    ids=["answer", "entry", "move"],
)
def test_an_acknowledged_action_that_is_gone_is_found(
    worked: Worked, database: Database, damage: str
) -> None:
    unlock(database)
    assert database.run(damage) > 0
    assert list(lost(database, worked[1]))


def test_an_action_that_was_done_twice_under_one_entry_is_found(worked: Worked, database: Database) -> None:
    done = next(each for each in worked[1] if each.answer["ok"])
    twice = [done, Acknowledged("ann-other", done.answer)]
    assert any("as one journal entry" in fault for fault in lost(database, twice))


@pytest.mark.parametrize("table", ["cases", "case_lines", "orders"])
@pytest.mark.parametrize("damage", ["version = version + 1", "state = 'elsewhere'"], ids=["version", "state"])
def test_a_record_that_is_not_what_its_journal_says_is_found(
    database: Database, table: str, damage: str
) -> None:
    assert database.run(f"UPDATE {table} SET {damage} WHERE id = (SELECT MAX(id) FROM {table})") == 1
    assert len(list(unlike_journal(database))) == 1


@pytest.mark.parametrize(
    "damage",
    [
        f"UPDATE case_lines SET state = 'work_in_progress', is_open = 1 WHERE id = ({OF_RESOLVED})",
        "UPDATE case_lines SET is_open = 1 - is_open WHERE id = (SELECT MIN(id) FROM case_lines)",
        "UPDATE cases SET is_open = 1 - is_open WHERE id = (SELECT MIN(id) FROM cases)",
    ],
    ids=["state", "line flag", "case flag"],
)
def test_a_line_that_its_case_does_not_allow_is_found(database: Database, damage: str) -> None:
    assert database.run(damage) == 1
    assert len(list(unlike_case(database))) == 1


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE stock SET quantity = quantity - 1 WHERE product_id = 'lamp'",
        "UPDATE order_lines SET shipped = shipped + 1 WHERE id = (SELECT MIN(id) FROM order_lines)",
    ],
    ids=["stock", "line"],
)
def test_stock_that_went_nowhere_is_found(database: Database, damage: str) -> None:
    assert database.run(damage) == 1
    assert len(list(unbalanced(database, PUT))) == 1
