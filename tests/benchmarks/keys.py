"""Cursor down in real terminals, against Textual's own table; and the memory of a console that went about.

Both programs run at the same time and are pressed in turns; a key's time ends with the last bytes
drawn for it. What can be done with a record is read once the cursor rests, and not part of a move.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.benchmarks.figures import Figure, compared
from tests.benchmarks.lists import Place, console, first_number
from tests.benchmarks.million import MILLION
from tests.benchmarks.spawning import ROWS, Spawned
from tests.benchmarks.table_app import MARK

BAR_INSIDE, BAR_SCROLLING, BAR_MEMORY = 1.2, 0.4, 1.2
TABLE = (sys.executable, str(Path(__file__).with_name("table_app.py")))
DOWN, LAST = b"\x1b[B", b"G"
#: Keys that stay inside of the first screen, with its bands taken off.
INSIDE = ROWS - 10


def measure(url: str, agent: str, place: Place, *, scrolling: int = 60) -> list[Figure]:
    """The times of a key inside of the screen and while it scrolls, as shares of the table's."""
    with Spawned(console(url, agent)) as ours, Spawned(TABLE) as theirs:
        place.first(ours, first_number(url, agent, place))
        theirs.until(MARK.encode())
        for each in (ours, theirs):
            each.settle(place.whole)
        moves = [(ours.settle(DOWN), theirs.settle(DOWN)) for _ in range(INSIDE)]
        # The rows in between may scroll in the one and not yet in the other.
        for _ in range(ROWS - INSIDE):
            ours.settle(DOWN), theirs.settle(DOWN)
        scrolls = [(ours.settle(DOWN), theirs.settle(DOWN)) for _ in range(scrolling)]
    return [
        compared(f"{what} in the list of {place.kind}, of Textual's DataTable", pairs, bar)
        for what, pairs, bar in (
            ("cursor down inside the screen", moves, BAR_INSIDE),
            ("cursor down while scrolling", scrolls, BAR_SCROLLING),
        )
    ]


def measure_memory(small: str, large: str, agent: str, place: Place, *, moves: int = 300) -> list[Figure]:
    """The most memory of a console after many rows and both ends of the list of all records."""
    held = {}
    for url in (small, large):
        with Spawned(console(url, agent)) as spawned:
            place.first(spawned, first_number(url, agent, place))
            spawned.settle(place.whole)
            for _ in range(moves):
                spawned.settle(DOWN)
            spawned.settle(LAST)
            held[url] = spawned.most_memory()
    return [
        Figure(
            f"memory at {MILLION:,} {place.kind}, of 1,000",
            held[large] / held[small],
            BAR_MEMORY,
            beside=f"{held[large] // 1024} against {held[small] // 1024} MiB",
        )
    ]
