"""A till for each test of this room that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.models.desk.at_till import Till


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    made = Till(f"sqlite:///{tmp_path / 'till.db'}")
    yield made
    made.desk.close()
