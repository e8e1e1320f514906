"""Consoles that follow each other are measured on real processes, and the figures mean what they say."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.benchmarks import live
from tests.benchmarks.spawning import Spawned

BUSY = "print('up', flush=True)\nwhile True: pass"
ASLEEP = "import time\nprint('up', flush=True)\ntime.sleep(60)"


def test_every_measurement_of_consoles_together_comes_to_a_figure(tmp_path: Path) -> None:
    figures = live.measure(tmp_path, actions=2, idle_seconds=0.2)
    assert len(figures) == 3
    assert all(figure.ratio > 0 for figure in figures[:2])
    assert figures[2].ratio >= 0


def test_a_program_that_takes_a_core_and_one_that_sleeps_are_told_apart() -> None:
    shares = []
    for code in (BUSY, ASLEEP):
        with Spawned((sys.executable, "-c", code)) as spawned:
            spawned.until(b"up")
            shares.append(spawned.share_of_core(0.5))
    assert shares[0] > 0.1
    assert shares[1] < 0.05
