"""Files live where the platform keeps them, and asking makes none."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tui import paths


def test_the_stylesheet_stands_beside_the_rooms() -> None:
    assert paths.stylesheet().is_absolute()
    assert paths.stylesheet() == Path(__file__).resolve().parent.parent.parent / "styles.tcss"
    assert paths.stylesheet().is_file()


def test_asking_makes_nothing(home: Path) -> None:
    places = [paths.database_file(), paths.config_file(), paths.log_file()]
    assert all(place.is_absolute() and place.is_relative_to(home) for place in places)
    assert list(home.iterdir()) == []


def test_the_database_has_an_absolute_url() -> None:
    assert paths.database_url() == f"sqlite:///{paths.database_file()}"
    assert paths.database_file().is_absolute()


def test_the_folder_of_the_database_is_for_its_owner_only() -> None:
    for _ in range(2):
        folder = paths.make_data_folder()
        assert folder == paths.database_file().parent
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_place_that_the_user_chose_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "elsewhere"))
    monkeypatch.setattr("sys.platform", "linux")
    assert paths.database_file() == tmp_path / "elsewhere" / "casedesk" / "desk.db"
