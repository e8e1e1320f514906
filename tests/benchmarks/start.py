"""First rows on the screen of a real terminal, against an empty Textual app and against a small desk."""

from __future__ import annotations

import sys
from pathlib import Path

from models import Desk
from tests.benchmarks.empty_app import MARK
from tests.benchmarks.figures import Figure, milliseconds, ratio_of
from tests.benchmarks.million import MILLION
from tests.benchmarks.spawning import Spawned

BAR_EMPTY, BAR_MILLION = 1.4, 1.15
EMPTY = (sys.executable, str(Path(__file__).with_name("empty_app.py")))


def console(url: str, agent: str) -> tuple[str, ...]:
    """The command that opens the console."""
    return (sys.executable, "-m", "tui", "--db", url, "--agent", agent)


def first_number(url: str, agent: str) -> bytes:
    """What tells the first row from everything else that is drawn: the end of its number."""
    desk = Desk.open(url, agent=agent)
    try:
        pages = (desk.page(view=view.code) for view in desk.views())
        number = next(page for page in pages if page.rows).rows[0].number
    finally:
        desk.close()
    return number.lstrip("ORDCS").lstrip("0").encode()


def measure(small: str, large: str, agent: str, *, rounds: int = 15) -> list[Figure]:
    """The start at a small and a large desk and of an empty app, in turns."""
    runs = {
        "empty": (EMPTY, MARK.encode()),
        "small": (console(small, agent), first_number(small, agent)),
        "large": (console(large, agent), first_number(large, agent)),
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(rounds + 1):
        names = list(runs) if turn % 2 else list(reversed(runs))
        for name in names:
            command, wanted = runs[name]
            with Spawned(command) as spawned:
                seconds = spawned.until(wanted)
            # The first round only fills the caches.
            if turn:
                times[name].append(seconds)
    beside = {name: milliseconds(seconds) for name, seconds in times.items()}
    return [
        Figure(
            "first rows on screen, of an empty Textual app",
            ratio_of(times["small"], times["empty"]),
            BAR_EMPTY,
            beside=f"{beside['small']} against {beside['empty']}",
        ),
        Figure(
            f"first rows on screen at {MILLION:,} cases, of 1,000",
            ratio_of(times["large"], times["small"]),
            BAR_MILLION,
            beside=f"{beside['large']} against {beside['small']}",
        ),
    ]
