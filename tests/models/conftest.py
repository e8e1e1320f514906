"""A desk on a database file, made once and copied for each test, under a clock that stands still."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.desk.desk import Desk
from models.operations import Operations

Run = Callable[..., dict[str, object]]

#: 1 March 2026, 09:00 UTC.
MORNING = 1_772_355_600_000


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def fresh_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as it is made on first start."""
    path = tmp_path_factory.mktemp("fresh") / "desk.db"
    Desk.open(f"sqlite:///{path}", agent="ann").close()
    return path


@pytest.fixture
def path(tmp_path: Path, fresh_file: Path) -> Path:
    return Path(shutil.copy(fresh_file, tmp_path / "desk.db"))


@pytest.fixture
def url(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.fixture
def desk(url: str, clock: Clock) -> Iterator[Desk]:
    """Worked by ann; there is no admin yet, so she may do everything."""
    opened = Desk.open(url, agent="ann", clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def staffed(desk: Desk) -> Desk:
    """The same desk with an admin (fay), a manager (max), agents (ann, bob) and a viewer (eli)."""
    for name, role, groups in (
        ("ann", "agent", ["Returns"]),
        ("bob", "agent", ["Billing"]),
        ("max", "manager", []),
        ("eli", "viewer", ["Returns"]),
        ("fay", "admin", []),
    ):
        desk.put("agent", {"name": name, "role": role, "groups": groups})
    return desk


@pytest.fixture
def run(desk: Desk) -> Run:
    """Runs one operation and gives its answer as it comes out of the pipe."""
    operations = Operations(desk)

    def running(**op: object) -> dict[str, object]:
        return dict(json.loads(json.dumps(operations.run(op))))

    return running
