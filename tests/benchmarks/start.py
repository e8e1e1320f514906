"""First rows on the screen of a real terminal, against an empty Textual app and against a small desk."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.empty_app import MARK
from tests.benchmarks.figures import Figure, compared
from tests.benchmarks.lists import CASES, ORDERS, Place, console, first_number
from tests.benchmarks.million import MILLION
from tests.benchmarks.spawning import Spawned

BAR_EMPTY, BAR_MILLION = 1.4, 1.15
EMPTY = (sys.executable, str(Path(__file__).with_name("empty_app.py")))
Run = tuple[tuple[str, ...], bytes]


def measure(small: str, large: str, agent: str, *, rounds: int = 15) -> list[Figure]:
    """The start at a small and a large desk and of an empty app."""
    runs = {"empty": (EMPTY, MARK.encode()), **_desks(small, large, agent, CASES)}
    times = _in_turns(runs, CASES, rounds)
    return [
        compared(
            "first rows on screen, of an empty Textual app",
            list(zip(times["small"], times["empty"], strict=True)),
            BAR_EMPTY,
        ),
        _of_small(f"first rows on screen at {MILLION:,} cases, of 1,000", times),
    ]


def measure_orders(small: str, large: str, agent: str, *, rounds: int = 15) -> list[Figure]:
    """The list of orders at a small and a large desk, from the key that goes there."""
    times = _in_turns(_desks(small, large, agent, ORDERS), ORDERS, rounds)
    return [_of_small(f"first rows of the list of orders at {MILLION:,} orders, of 1,000", times)]


def _of_small(what: str, times: Mapping[str, list[float]]) -> Figure:
    return compared(what, list(zip(times["large"], times["small"], strict=True)), BAR_MILLION)


def _desks(small: str, large: str, agent: str, place: Place) -> dict[str, Run]:
    return {
        name: (console(url, agent), first_number(url, agent, place))
        for name, url in (("small", small), ("large", large))
    }


def _in_turns(runs: Mapping[str, Run], place: Place, rounds: int) -> dict[str, list[float]]:
    """Each program started once a round, in turns; seconds until its first row."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(rounds + 1):
        for name in list(runs)[:: 1 if turn % 2 else -1]:
            command, wanted = runs[name]
            with Spawned(command) as spawned:
                seconds = place.first(spawned, wanted)
            # The first round only fills the caches.
            if turn:
                times[name].append(seconds)
    return times
