"""A basket of 200 lines against one of five, in real terminals: opened from the list, and downwards.

Two consoles stand in the list of open baskets, one on each, and are pressed in turns.
"""

from __future__ import annotations

from models import Desk
from tests.benchmarks.figures import Figure, compared
from tests.benchmarks.keys import DOWN
from tests.benchmarks.lists import CALM_SECONDS, ORDERS, console, first_number
from tests.benchmarks.spawning import ROWS, Spawned

FEW, MANY = 5, 200
BAR = 1.5
ENTER, BACK, FIRST = b"\r", b"\x1b", b"g"
#: What only the screen of a basket draws: the name of a column of its lines.
MARK = b"Qty"


def measure(url: str, agent: str, *, rounds: int = 15) -> list[Figure]:
    """The times of opening a basket, and of a key while the larger one scrolls."""
    for lines in (FEW, MANY):
        new_basket(url, agent, lines)
    with Spawned(console(url, agent)) as few, Spawned(console(url, agent)) as many:
        for each in (few, many):
            ORDERS.first(each, first_number(url, agent, ORDERS))
            each.rest(CALM_SECONDS)
        # The newest stands on top.
        few.settle(DOWN, CALM_SECONDS)
        opened = [(_open(many), _open(few)) for _ in range(rounds + 1)]
        for each in (few, many):
            each.settle(ENTER, CALM_SECONDS)
        for _ in range(ROWS):
            many.settle(DOWN, CALM_SECONDS)
        moves: list[tuple[float, float]] = []
        for _ in range(rounds):
            moves += [(_down(many), _down(few)) for _ in range(FEW - 1)]
            few.settle(FIRST + FIRST, CALM_SECONDS)
    # The first opening only loads the screen.
    return [
        compared(f"a basket of {MANY} lines {what}, of one with {FEW}", pairs, BAR)
        for what, pairs in (("opens", opened[1:]), ("scrolls", moves))
    ]


def new_basket(url: str, agent: str, lines: int) -> None:
    """Makes a basket with so many lines, each of a product of its own."""
    desk = Desk.open(url, agent=agent)
    products = [{"product": f"P{step}", "quantity": 1 + step % 5} for step in range(1, lines + 1)]
    try:
        desk.till.new_basket({"ou": "S1", "customer": "C1"}, products)
    finally:
        desk.close()


def _down(spawned: Spawned) -> float:
    """Goes a line down; seconds until what can be done with that line is drawn, too."""
    return spawned.settle(DOWN, CALM_SECONDS)


def _open(spawned: Spawned) -> float:
    """Opens the highlighted basket and goes back; seconds from the key to the last bytes drawn for it."""
    spawned.seen.clear()
    seconds = spawned.settle(ENTER, CALM_SECONDS)
    if MARK not in spawned.seen:
        raise RuntimeError(f"No basket opened, but:\n{spawned.seen.decode(errors='replace')}")
    spawned.settle(BACK, CALM_SECONDS)
    return seconds
