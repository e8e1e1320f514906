"""A wheel built from the checkout works anywhere, under one name, and so does an editable installation."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WHERE = """
import sys
from casedesk.__main__ import main
sys.argv = ["casedesk", "--version"]
try:
    main()
except SystemExit as left:
    assert not left.code, left.code
import models, tui
from tui.paths import stylesheet
print(tui.__file__, models.__file__, stylesheet(), sep="\\n")
"""


def run(command: Sequence[str | Path], cwd: Path) -> str:
    """What a program prints that has to succeed."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def environment(folder: Path) -> Path:
    """The Python of a fresh environment that borrows what casedesk depends on from the one that runs this."""
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    site = Path(run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder).strip())
    borrowed = {sysconfig.get_path(kind) for kind in ("purelib", "platlib")}
    (site / "borrowed.pth").write_text("\n".join(sorted(borrowed)) + "\n", encoding="utf-8")
    return python


def install(python: Path, *what: str | Path, cwd: Path) -> None:
    """Install into the environment, from here and without what it depends on."""
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet"]
    run([*pip, "--no-deps", "--no-index", "--no-build-isolation", *what], cwd)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT], folder)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment that has the wheel."""
    python = environment(tmp_path_factory.mktemp("installed"))
    install(python, wheel, cwd=wheel.parent)
    return python


def test_the_wheel_has_one_name_at_its_top(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/", 1)[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"casedesk"}
    assert len(tops) == 2


def test_the_wheel_holds_all_that_runs_and_nothing_else(wheel: Path) -> None:
    packed = {name.removeprefix("casedesk/") for name in zipfile.ZipFile(wheel).namelist()}
    packed = {name for name in packed if ".dist-info/" not in name}
    kept = {
        path.relative_to(ROOT).as_posix()
        for room in ("tui", "models")
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    # The launcher moves up, to where the installed command looks for it.
    assert packed == (kept - {"tui/__main__.py"}) | {"styles.tcss", "__main__.py"}
    assert "models/rules/cases.toml" in packed


def test_the_wheel_works_from_another_directory(installed: Path, tmp_path: Path) -> None:
    assert "casedesk" in run([installed.parent / "casedesk", "--help"], tmp_path)
    listing = ["list", "statuses", "--agent", "ann", "--db", f"sqlite:///{tmp_path / 'desk.db'}"]
    assert "Work in Progress" in run([installed.parent / "casedesk", *listing], tmp_path)


def test_what_is_installed_runs_and_no_namesake_of_a_room(installed: Path, tmp_path: Path) -> None:
    for room in ("tui", "models"):
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").write_text("raise ImportError('a namesake')", encoding="utf-8")
    casedesk = installed.parent.parent.resolve()
    for place in run([installed, "-c", WHERE], tmp_path).splitlines()[-3:]:
        assert Path(place).is_relative_to(casedesk)
        assert Path(place).is_file()
    assert "casedesk" in run([installed, "-m", "casedesk", "--help"], tmp_path)


def test_an_editable_installation_runs_the_checkout(tmp_path: Path) -> None:
    python = environment(tmp_path / "environment")
    install(python, "--editable", ROOT, cwd=tmp_path)
    assert "casedesk" in run([python.parent / "casedesk", "--help"], tmp_path)
    for place in run([python, "-c", WHERE], tmp_path).splitlines()[-3:]:
        assert Path(place).is_relative_to(ROOT)
        assert Path(place).is_file()
