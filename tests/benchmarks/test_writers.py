"""The writers of the measurement run as real processes, and their figures mean what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks import writers
from tests.benchmarks.writers import Turn


def test_every_writer_writes_with_the_ticket_and_without(tmp_path: Path) -> None:
    figures = writers.measure(tmp_path, rounds=1, seconds=0.3, writers=3)
    assert len(figures) == 3
    assert all(figure.ratio > 0 for figure in figures)


def test_a_starved_writer_and_a_long_wait_are_seen() -> None:
    even = Turn((50, 50), (0.02,) * 100, 0, 1.0)
    assert (even.rate, even.fairness) == (100, 1)
    assert even.wait == pytest.approx(1)
    starved = Turn((98, 2), (0.01,) * 98 + (0.5,) * 2, 0, 1.0)
    assert starved.fairness < 0.03
    assert starved.wait > 20
