"""One world for every test: no settings of whoever runs them, no animation, no colours switched off."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# Textual reads these once, when it is imported: the plug-ins below and the tests come later.
for _name in [name for name in os.environ if name.startswith(("TEXTUAL", "CASEDESK", "XDG_"))]:
    del os.environ[_name]
for _name in ("NO_COLOR", "FORCE_COLOR"):
    os.environ.pop(_name, None)
os.environ.update(TEXTUAL_ANIMATIONS="none", COLORTERM="truecolor", TZ="UTC")

pytest_plugins = ["tests.rig.pictures", "tests.rig.ssh", "tests.rig.terminal"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test, so that none meets the desk of whoever runs it."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder
