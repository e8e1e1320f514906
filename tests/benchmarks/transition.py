"""One transition with five lines against the same SQL statements on a bare connection.

The desk decides, applies, writes journal, activity, versions and the kept answer, and commits with
FULL; the bare connection gets the very statements that the desk sent, with the same pragmas.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from types import MappingProxyType
from typing import Any, NamedTuple

from models import Desk, Operations
from models.database import sqlite3
from tests.benchmarks.figures import Figure, ratio_of
from tests.benchmarks.recording import Recording, Sent, replay

LINES = 5
BATCH = 20
BAR = 0.7
AGENT = "ann"
Op = Mapping[str, object]


class Work(NamedTuple):
    """A transition: its action, the operation that makes a record for it, and the tables it writes.

    ``first`` are the actions that lead up to it.
    """

    what: str
    action: str
    new: Op
    tables: tuple[str, ...]
    inputs: Op = MappingProxyType({})
    first: tuple[str, ...] = ()

    def operation(self, number: str) -> Op:
        """The transition of one record."""
        op_id = f"{self.action}-{number}"
        return {
            "op": "do",
            "record": number,
            "action": self.action,
            "inputs": dict(self.inputs),
            "op_id": op_id,
        }


HISTORY = ("journal", "journal_change", "activity", "kept_answer")
SUBMIT = Work(
    "transition",
    "submit",
    {
        "op": "new",
        "kind": "case",
        "fields": {"short_description": "Short"},
        "lines": [{"about": f"SO1/{step}", "requested_quantity": step} for step in range(1, LINES + 1)],
    },
    ("cases", "case_lines", *HISTORY),
)
_ORDER = {
    "op": "new",
    "kind": "basket",
    "fields": {"ou": "S1", "customer": "C1"},
    "lines": [{"product": f"P{step}", "quantity": step} for step in range(1, LINES + 1)],
}
PLACE = Work("placing an order", "place", _ORDER, ("orders", *HISTORY))
PAY = Work(
    "paying an order",
    "pay",
    _ORDER,
    ("orders", "payment", "outbox", *HISTORY),
    {"amount": "55.00", "method": "card"},
    ("place",),
)


def measure(folder: Path, work: Work, start: Path | None = None, *, rounds: int = 15) -> list[Figure]:
    """The rate of transitions as a share of the bare statements' rate, on a new desk or on a copy of one."""
    draft = folder / "draft.db"
    draft.unlink(missing_ok=True)
    if start:
        shutil.copyfile(start, draft)
    records = _prepare(draft, work, rounds * BATCH + BATCH)
    scripts = _record(folder, work, records)
    desk = Desk.open(_copy(folder, "desk"), agent=AGENT)
    bare = _bare(folder, desk)
    operations = Operations(desk)

    def by_desk(batch: slice) -> None:
        for number in records[batch]:
            answer = operations.run(work.operation(number))
            assert answer["ok"], answer

    def by_hand(batch: slice) -> None:
        for script in scripts[batch]:
            replay(bare, script)

    for warm_up in (by_desk, by_hand):
        warm_up(slice(BATCH))
    ours: list[tuple[float, float]] = []
    theirs: list[tuple[float, float]] = []
    for turn in range(1, rounds + 1):
        batch = slice(turn * BATCH, turn * BATCH + BATCH)
        pair = [(by_desk, ours), (by_hand, theirs)]
        for run, times in pair if turn % 2 else reversed(pair):
            times.append(_timed(run, batch))
    _same_outcome(desk, bare, work.tables)
    desk.close()
    bare.close()
    wall = ratio_of([time for time, _ in theirs], [time for time, _ in ours])
    cpu = [median(time for _, time in times) * 1000 / BATCH for times in (ours, theirs)]
    each = [median(time for time, _ in times) * 1000 / BATCH for times in (ours, theirs)]
    beside = f"{each[0]:.2f} against {each[1]:.2f} ms; CPU {cpu[0]:.2f} against {cpu[1]:.2f} ms"
    return [
        Figure(
            f"{work.what} with {LINES} lines: its rate, of that of the bare statements",
            wall,
            BAR,
            True,
            beside,
        )
    ]


def _prepare(file: Path, work: Work, records: int) -> list[str]:
    desk = Desk.open(f"sqlite:///{file}", agent=AGENT)
    operations = Operations(desk)
    made = []
    with desk.transaction():
        for _ in range(records):
            made.append(str(operations.run(work.new)["record"]))
            for action in work.first:
                desk.do(action, made[-1])
    desk.close()
    return made


def _copy(folder: Path, name: str) -> str:
    shutil.copyfile(folder / "draft.db", folder / f"{name}.db")
    return f"sqlite:///{folder / name}.db"


def _record(folder: Path, work: Work, records: Sequence[str]) -> list[list[Sent]]:
    """What the desk sends for each transition, on a copy of its own; without durability, for speed."""
    desk = Desk.open(_copy(folder, "recorded"), agent=AGENT)
    database = desk.session.database
    database.connection.execute("PRAGMA synchronous = OFF")
    recording = Recording(database.cursor)
    database.cursor = recording
    operations = Operations(desk)
    scripts = []
    for number in records:
        operations.run(work.operation(number))
        scripts.append(recording.script)
        recording.script = []
    desk.close()
    return scripts


def _bare(folder: Path, desk: Desk) -> Any:  # noqa: ANN401  # sqlite3 and pysqlite3 share no type
    """A connection with the pragmas that the desk's has."""
    connection = sqlite3.connect(_copy(folder, "bare").removeprefix("sqlite:///"), isolation_level=None)
    for pragma in ("foreign_keys", "journal_mode", "synchronous"):
        value = desk.session.database.connection.execute(f"PRAGMA {pragma}").fetchone()[0]
        connection.execute(f"PRAGMA {pragma} = {value}")
    return connection


def _timed(run: Callable[[slice], None], batch: slice) -> tuple[float, float]:
    wall, cpu = perf_counter(), process_time()
    run(batch)
    return perf_counter() - wall, process_time() - cpu


def _same_outcome(desk: Desk, bare: Any, tables: Sequence[str]) -> None:  # noqa: ANN401  # sqlite3 and pysqlite3 share no type
    """Both came to the same, or the comparison means nothing."""
    for table in tables:
        columns = {row[1] for row in bare.execute(f"PRAGMA table_info({table})")}
        question = f"SELECT count(*), {'sum(version)' if 'version' in columns else 1} FROM {table}"
        both = [
            connection.execute(question).fetchone() for connection in (desk.session.database.connection, bare)
        ]
        assert both[0] == both[1], (table, both)
