"""Builds the desks, takes every figure and prints the table; exits with 1 where a bar is missed."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import keys, start, transition, writers
from tests.benchmarks.figures import table
from tests.benchmarks.million import BUSY, MILLION, build_desk


def main() -> int:
    """Runs all measurements; a desk of a million cases takes a minute and a gigabyte for a while."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="rounds of each measurement (default: 15)")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, large = build_desk(folder / "small.db", 1000), build_desk(folder / "large.db", MILLION)
        figures = [
            *start.measure(small, large, BUSY, rounds=rounds),
            *keys.measure(small, BUSY),
            *keys.measure_memory(small, large, BUSY),
            *transition.measure(folder, rounds=rounds),
            *writers.measure(folder),
        ]
    sys.stdout.write(table(figures) + "\n")
    return 0 if all(figure.holds for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
