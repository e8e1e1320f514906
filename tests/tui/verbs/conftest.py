"""A fresh desk for every test of a verb, worked by ann."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.tui.command_line import new_desk


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The desk that commands work on without being told."""
    database = new_desk(tmp_path)
    monkeypatch.setenv("CASEDESK_DB", database)
    monkeypatch.setenv("CASEDESK_AGENT", "ann")
    return database


@pytest.fixture(autouse=True)
def _excepthook(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line sets its own; pytest gets its back."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
