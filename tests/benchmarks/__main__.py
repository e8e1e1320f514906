"""Builds the desks, takes every figure and prints the table; exits with 1 where a bar is missed."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import baskets, keys, live, start, transition, writers
from tests.benchmarks.figures import Figure, table
from tests.benchmarks.lists import CASES, ORDERS
from tests.benchmarks.million import BUSY, MILLION, build_desk
from tests.benchmarks.million_orders import build_orders


def main() -> int:
    """Runs all measurements; desks of a million records take minutes and gigabytes for a while."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="rounds of each measurement (default: 15)")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = [*_of_cases(folder, rounds), *_of_orders(folder, rounds)]
        figures += [*writers.measure(folder), *live.measure(folder)]
    sys.stdout.write(table(figures) + "\n")
    return 0 if all(figure.holds for figure in figures) else 1


def _of_cases(folder: Path, rounds: int) -> list[Figure]:
    small, large = build_desk(folder / "small.db", 1000), build_desk(folder / "large.db", MILLION)
    return [
        *start.measure(small, large, BUSY, rounds=rounds),
        *keys.measure(small, BUSY, CASES),
        *keys.measure_memory(small, large, BUSY, CASES),
        *transition.measure(folder, transition.SUBMIT, rounds=rounds),
    ]


def _of_orders(folder: Path, rounds: int) -> list[Figure]:
    file = folder / "orders.db"
    small, large = build_orders(file, 1000), build_orders(folder / "many_orders.db", MILLION)
    return [
        *start.measure_orders(small, large, BUSY, rounds=rounds),
        *keys.measure(small, BUSY, ORDERS),
        *keys.measure_memory(small, large, BUSY, ORDERS),
        *transition.measure(folder, transition.PLACE, file, rounds=rounds),
        *transition.measure(folder, transition.PAY, file, rounds=rounds),
        *baskets.measure(small, BUSY, rounds=rounds),
    ]


if __name__ == "__main__":
    sys.exit(main())
