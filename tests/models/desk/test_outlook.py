"""A console learns that others have written, not what it wrote itself, in every journal mode."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.database import Database
from models.desk.desk import Desk
from models.errors import Unavailable
from tests.models.working import draft
from tests.models.writing import Writer


@pytest.fixture(params=["wal", "delete"])
def mode(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways in which a desk is kept."""
    if request.param == "delete":
        monkeypatch.setattr("models.database.wal_is_safe", lambda _: False)
    return str(request.param)


def test_what_another_process_writes_is_news_once_and_what_the_desk_writes_itself_is_none(
    mode: str, url: str
) -> None:
    desk = Desk.open(url, agent="ann")
    assert desk.session.database.one("PRAGMA journal_mode") == (mode,)
    outlook = desk.outlook()
    assert not outlook.moved()
    draft(desk)
    assert not outlook.moved()
    with Writer(url) as bob:
        bob.tell("write")
        bob.until("done")
        assert outlook.moved()
        assert not outlook.moved()
    desk.close()


def test_what_is_not_committed_yet_is_no_news(url: str, desk: Desk) -> None:
    outlook = desk.outlook()
    with Writer(url) as bob:
        bob.hold()
        assert not outlook.moved()
        bob.tell("go on")
        bob.until("done")
    assert outlook.moved()


def test_presence_is_no_news_of_the_desk(url: str, desk: Desk) -> None:
    outlook = desk.outlook()
    bob = Desk.open(url, agent="bob").outlook().presence()
    bob.look("ORDCS0001001", "open")
    assert outlook.presence().look("", "open")
    assert not outlook.moved()


@pytest.mark.parametrize("by", ["nothing", "another"])
def test_a_database_that_was_taken_away_is_missed(path: Path, desk: Desk, by: str) -> None:
    outlook = desk.outlook()
    outlook.still_there()
    path.rename(path.with_name("broken.db"))
    if by == "another":
        Database(f"sqlite:///{path}").close()
    with pytest.raises(Unavailable, match="was taken away"):
        outlook.still_there()
