"""A desk on a database file, and a short way to import into it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models import Desk, import_cases
from models.imports.report import CaseImport

#: A day long after every update of the exports made here.
NOW = 1_700_000_000_000

Import = Callable[..., CaseImport]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk.open(f"sqlite:///{tmp_path / 'desk.db'}", agent="ann", clock=lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture
def take(desk: Desk) -> Import:
    """Imports bytes, by the map of ServiceNow unless another is named."""

    def importing(
        content: bytes, name: str | Path = "servicenow-incidents", *, dry_run: bool = False
    ) -> CaseImport:
        return import_cases(desk, io.BytesIO(content), name, dry_run=dry_run)

    return importing


def everything(desk: Desk) -> list[tuple[object, ...]]:
    """All rows of all tables, to see that nothing changed."""
    database = desk.session.database
    tables = database.all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [
        row
        for (table,) in tables
        for row in database.all(f'SELECT "{table}", * FROM "{table}" ORDER BY 1, 2')
    ]
