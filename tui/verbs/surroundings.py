"""What is around the program: folders, terminal, encoding; each with what to do where it is wrong.

*Units*: a terminal's size in cells, columns by rows.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from models import Finding
from tui import paths

SMALLEST = (80, 24)


def surroundings() -> Iterator[Finding]:
    """Every finding about what is around the program."""
    for what, folder in (
        ("Settings folder", paths.config_file().parent),
        ("Log folder", paths.log_file().parent),
    ):
        yield writable(what, folder)
    yield private("Settings", paths.config_file(), 0o022)
    yield private("Log", paths.log_file(), 0o077)
    yield stylesheet(paths.stylesheet())
    yield terminal()
    yield encoding()


def writable(what: str, folder: Path) -> Finding:
    """Whether files can be made in the folder, or in the nearest one above it that is there."""
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return Finding(what, f"{folder} can be written", fine=True)
    return wrong(what, f"{folder} can't be written", f"Make it writable: chmod u+rwx {nearest}.")


def private(what: str, file: Path, barred: int) -> Finding:
    """Whether nobody else may do to the file what these bits of its mode would let him do."""
    if not file.exists():
        return Finding(what, f"{file} is not there yet", fine=True)
    if opened := file.stat().st_mode & barred:
        return wrong(
            what,
            f"others can reach {file} ({opened:03o})",
            f"chmod go-{'w' if barred == 0o022 else 'rwx'} {file}",
        )
    return Finding(what, f"{file} is its owner's", fine=True)


def stylesheet(file: Path) -> Finding:
    """Whether the console's stylesheet came with it."""
    if file.is_file():
        return Finding("Stylesheet", str(file), fine=True)
    return wrong(
        "Stylesheet", f"{file} is missing", "Install casedesk again: pip install --force-reinstall casedesk."
    )


def terminal() -> Finding:
    """Whether the console can be opened here; nothing is wrong where output goes to a file or a pipe."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Finding("Terminal", "none here: the command line works, the console needs one", fine=True)
    kind = os.environ.get("TERM", "")
    if kind in ("", "dumb", "unknown"):
        return wrong(
            "Terminal", f"its kind is {kind or 'not set'}", "Set TERM to its kind, such as xterm-256color."
        )
    columns, lines = os.get_terminal_size(sys.stdout.fileno())
    if columns < SMALLEST[0] or lines < SMALLEST[1]:
        return wrong("Terminal", f"{kind}, {columns}x{lines}", "Make it 80x24 at least.")
    return Finding("Terminal", f"{kind}, {columns}x{lines}", fine=True)


def encoding() -> Finding:
    """Whether badges and names of every language can be printed."""
    used = sys.stdout.encoding.lower()
    if used in ("utf-8", "utf8"):
        return Finding("Encoding", "UTF-8", fine=True)
    return wrong("Encoding", used, "Set LANG to a UTF-8 locale, such as C.UTF-8.")


def wrong(what: str, found: str, mend: str) -> Finding:
    """A finding that something has to be done about."""
    return Finding(what, found, fine=False, mend=mend)
