"""Sixteen processes that write to one desk at once, with and without the write ticket, in turns.

Each makes cases, one transaction after the other, until the time is up. Without the ticket writers
wait as SQLite does it: they sleep, look again, and give up after ten seconds.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple

from models import Desk, Operations
from tests.benchmarks.figures import Figure

WRITERS = 16
BAR_FAIRNESS, BAR_WAIT, BAR_THROUGHPUT = 0.7, 10, 0.8
ROOT = Path(__file__).resolve().parents[2]


class Turn(NamedTuple):
    """What the writers of one turn came to: how often each wrote, the times of all, how many failed."""

    counts: tuple[int, ...]
    times: tuple[float, ...]
    failed: int
    seconds: float

    @property
    def rate(self) -> float:
        """Transactions a second, of all together."""
        return sum(self.counts) / self.seconds

    @property
    def fairness(self) -> float:
        """The slowest writer's share of the fastest one's transactions."""
        return min(self.counts) / max(self.counts)

    @property
    def wait(self) -> float:
        """The 99th percentile of a transaction, in mean turns of a writer."""
        return quantiles(self.times, n=100)[-1] / (len(self.counts) / self.rate)


def measure(folder: Path, *, rounds: int = 3, seconds: float = 5, writers: int = WRITERS) -> list[Figure]:
    """How even the shares are, how long the longest waits, and what taking turns costs."""
    url = f"sqlite:///{folder / 'written.db'}"
    Desk.open(url, agent="ann").close()
    turns: dict[bool, list[Turn]] = {True: [], False: []}
    for step in range(rounds):
        for ticket in (True, False) if step % 2 else (False, True):
            turns[ticket].append(_turn(url, writers, seconds, ticket=ticket))
    held, free = turns[True], turns[False]
    cost = median(one.rate / other.rate for one, other in zip(held, free, strict=True))
    failed = sum(turn.failed for turn in free)
    return [
        Figure(
            f"{writers} writers: the slowest one's share of the fastest one's transactions",
            min(turn.fairness for turn in held),
            BAR_FAIRNESS,
            True,
            f"without the ticket {min(turn.fairness for turn in free):.2f}",
        ),
        Figure(
            f"{writers} writers: 99th percentile of a transaction, in mean turns",
            max(turn.wait for turn in held),
            BAR_WAIT,
            beside=f"without the ticket {max(turn.wait for turn in free):.1f}, and {failed} gave up",
        ),
        Figure(
            f"{writers} writers: transactions a second, of those without the ticket",
            cost,
            BAR_THROUGHPUT,
            True,
            f"{median(turn.rate for turn in held):.0f} against {median(turn.rate for turn in free):.0f}",
        ),
    ]


def _turn(url: str, writers: int, seconds: float, *, ticket: bool) -> Turn:
    command = [sys.executable, "-m", __name__, url, str(seconds), str(int(ticket))]
    started = [
        subprocess.Popen(
            [*command, f"agent {number}"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for number in range(writers)
    ]
    for process in started:
        # All are up before the first begins.
        assert process.stdout is not None
        process.stdout.readline()
    for process in started:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    said = [json.loads(process.communicate()[0]) for process in started]
    return Turn(
        tuple(len(each["times"]) for each in said),
        tuple(time for each in said for time in each["times"]),
        sum(each["failed"] for each in said),
        seconds,
    )


class _NoTicket:
    """Stands in for the ticket where writers are to fight it out."""

    def take(self, wait_seconds: float) -> None:
        """Nothing to wait for."""

    def give_back(self) -> None:
        """Nothing to hand on."""

    def close(self) -> None:
        """Nothing to close."""


def _write(url: str, seconds: float, agent: str, *, ticket: bool) -> dict[str, object]:
    desk = Desk.open(url, agent=agent)
    if not ticket:
        desk.session.database._ticket = _NoTicket()  # type: ignore[assignment]  # the same three calls
    operations = Operations(desk)
    new = {
        "op": "new",
        "kind": "case",
        "fields": {"short_description": "Two short"},
        "lines": [{"about": "SO1"}],
    }
    # The first write of a process reads the rules and prepares its statements.
    operations.run(new)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    times, failed = [], 0
    last = perf_counter() + seconds
    while (begun := perf_counter()) < last:
        if operations.run(new)["ok"]:
            times.append(perf_counter() - begun)
        else:
            failed += 1
    desk.close()
    return {"times": times, "failed": failed}


def _main(url: str, seconds: str, ticket: str, agent: str) -> None:
    json.dump(_write(url, float(seconds), agent, ticket=ticket == "1"), sys.stdout)


if __name__ == "__main__":
    _main(*sys.argv[1:])
