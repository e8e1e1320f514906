"""What the import contracts can't say: what is loaded when, how large a file may grow, what stands on top."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOP_LEVEL = {".ci", ".gitignore", "README.md", "models", "pyproject.toml", "styles.tcss", "tests", "tui"}
LARGEST_FILE_LINES = 300

LOADED = "import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"


def run(*words: str) -> str:
    """What a program of its own prints, started in the checkout; it has to succeed."""
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def loaded_by(code: str) -> set[str]:
    """The names of the packages in memory once the code has run."""
    return set(run("-c", f"{code}\n{LOADED}").splitlines()[-1].split())


def tracked(*patterns: str) -> list[str]:
    """The files that git knows or would take, by their path from the root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_the_models_load_without_the_console_and_the_face_without_a_database() -> None:
    face = loaded_by("import models")
    assert "models" in face
    assert face.isdisjoint({"tui", "textual", "rich", "peewee", "playhouse", "pysqlite3", "sqlite3"})
    everything = loaded_by("import models; [getattr(models, name) for name in models.__all__]")
    assert everything.isdisjoint({"tui", "textual", "rich"})


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_the_command_line_answers_without_loading_the_console_or_the_database(word: str) -> None:
    loaded = loaded_by(f"from tui.cli import main\nassert main([{word!r}]) == 0")
    assert loaded.isdisjoint({"textual", "rich", "peewee", "platformdirs"})


def test_the_first_picture_needs_no_plans_and_no_record(tmp_path: Path) -> None:
    made = f"desk = Desk.open('sqlite:///{tmp_path / 'desk.db'}', agent='ann')"
    shown = "CasedeskApp(desk).get_default_screen()"
    run("-c", f"from models import Desk; {made}")
    listed = run(
        "-c",
        "import sys; from models import Desk; from tui.app import CasedeskApp; "
        f"{made}; {shown}; print(*sys.modules)",
    ).split()
    late = {"models.plans", "models.record_views", "models.engine", "tui.screens.case", "tui.dialogs.fire"}
    assert "tui.screens.case_list" in listed
    assert late.isdisjoint(listed)


def test_a_verb_works_on_the_desk_without_loading_the_console(tmp_path: Path) -> None:
    words = ["list", "cases", "--agent", "ann", "--db", f"sqlite:///{tmp_path / 'desk.db'}"]
    loaded = loaded_by(f"from tui.cli import main\nassert main({words!r}) == 0")
    assert "peewee" in loaded
    assert loaded.isdisjoint({"textual", "rich"})


def test_no_file_grows_above_what_can_be_read_at_once() -> None:
    lines = {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in tracked("*.py")}
    assert len(lines) > 50
    assert {name: count for name, count in lines.items() if count > LARGEST_FILE_LINES} == {}


def test_nothing_else_stands_at_the_top() -> None:
    assert {name.split("/", 1)[0] for name in tracked()} <= TOP_LEVEL
