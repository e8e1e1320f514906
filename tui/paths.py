"""Where everything lives: the only module that knows how a platform lays out a user's files.

Nothing is created by asking; `make_data_folder` is called by whoever is about to write there.
"""

from __future__ import annotations

from pathlib import Path

_NAME = "casedesk"


def stylesheet() -> Path:
    """The console's stylesheet, absolute: beside ``tui`` in a checkout and in an installed wheel alike."""
    return Path(__file__).resolve().parent.parent / "styles.tcss"


def database_file() -> Path:
    """The database that is opened unless another one is named."""
    from platformdirs import user_data_path

    return user_data_path(_NAME, appauthor=False) / "desk.db"


def database_url() -> str:
    """The URL of the database that is opened unless another one is named."""
    return f"sqlite:///{database_file()}"


def make_data_folder() -> Path:
    """Make the folder of the database where it is missing, for its owner's eyes only, and return it."""
    folder = database_file().parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def config_file() -> Path:
    """The user's settings: keys and looks."""
    from platformdirs import user_config_path

    return user_config_path(_NAME, appauthor=False) / "casedesk.toml"


def log_file() -> Path:
    """Where the console writes what it can't show."""
    from platformdirs import user_log_path

    return user_log_path(_NAME, appauthor=False) / "casedesk.log"
