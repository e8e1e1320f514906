"""What one agent does on another one's screen, and what a console costs that waits for it.

A second process writes; a time ends with the bytes that the console in a real terminal drew for it, and
begins before the second process is told to write, so that its transaction is counted, too.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import IO

from models import Desk
from tests.benchmarks.figures import Figure
from tests.benchmarks.lists import CALM_SECONDS, CASES, console, first_number
from tests.benchmarks.spawning import ROOT, Spawned

#: What may pass until the others see it, and what an idle console may take of a core.
BAR_SECONDS, BAR_SHARE = 0.25, 0.005
WATCHER, WRITER = "ann", "bob"


def measure(folder: Path, *, actions: int = 60, idle_seconds: float = 20) -> list[Figure]:
    """How long an action takes to a colleague's list and to his open case; what an idle console costs."""
    url = f"sqlite:///{folder / 'live.db'}"
    number = _new_desk(url)
    with Spawned(console(url, WATCHER)) as spawned, _writing(url) as ask:
        CASES.first(spawned, first_number(url, WATCHER, CASES))
        spawned.rest(CALM_SECONDS)
        idle = spawned.share_of_core(idle_seconds)
        in_list = _times(spawned, ask, number, actions, "list")
        spawned.settle(b"\r", CALM_SECONDS)
        on_screen = _times(spawned, ask, number, actions, "case")
    return [
        _latency("a colleague's action in the list", in_list),
        _latency("a colleague's action on an open case", on_screen),
        Figure("an idle console, of 0.5 % of a core", idle / BAR_SHARE, 1, beside=f"{idle:.2%} of a core"),
    ]


def _latency(what: str, seconds: list[float]) -> Figure:
    late = quantiles(seconds, n=20)[-1]
    said = f"median {median(seconds) * 1000:.0f} ms, 95th percentile {late * 1000:.0f} ms"
    worst = max(seconds)
    return Figure(
        f"{what}: the slowest of {len(seconds)}, of {BAR_SECONDS * 1000:.0f} ms",
        worst / BAR_SECONDS,
        1,
        beside=f"{said}, worst {worst * 1000:.0f} ms",
    )


def _new_desk(url: str) -> str:
    """A desk with a screenful of cases, the newest of which is the watcher's."""
    desk = Desk.open(url, agent=WATCHER)
    for each in range(30):
        number = desk.new_case({"short_description": f"case {each}"}, [{"about": f"SO1/{each}"}]).record
        desk.do("submit", number)
        desk.do("assign_to_me", number)
    newest = desk.page(limit=1).rows[0].number
    desk.close()
    return newest


class _Asking:
    """A second process with the desk open, told over a pipe what to do."""

    def __init__(self, url: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tui", "apply", "-", "--db", url, "--agent", WRITER],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def __call__(self, operation: dict[str, object]) -> None:
        self._pipe(self.process.stdin).write(json.dumps(operation).encode() + b"\n")
        self._pipe(self.process.stdin).flush()
        answer = json.loads(self._pipe(self.process.stdout).readline())
        if not answer["ok"]:
            raise RuntimeError(answer["message"])

    @staticmethod
    def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
        if pipe is None:
            raise RuntimeError("There is no pipe.")
        return pipe


@contextmanager
def _writing(url: str) -> Iterator[_Asking]:
    asking = _Asking(url)
    try:
        yield asking
    finally:
        asking.process.kill()
        asking.process.communicate()


def _times(spawned: Spawned, ask: _Asking, number: str, actions: int, word: str) -> list[float]:
    """Seconds from telling the second process to the bytes on the screen, at moments of no rhythm."""
    times = []
    for turn in range(actions + 1):
        time.sleep(random.uniform(0.3, 0.6))
        spawned.rest(CALM_SECONDS)
        said = f"{word} {turn:04d}"
        spawned.seen.clear()
        begun = time.perf_counter()
        ask({"op": "set", "record": number, "fields": {"short_description": said}})
        spawned.read_until(said.encode())
        # The first one only reads the rules and prepares the statements.
        if turn:
            times.append(time.perf_counter() - begun)
    return times
