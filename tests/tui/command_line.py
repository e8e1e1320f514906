"""The command line as tests call it: in this process, on a desk of its own."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from models import Desk
from tui.cli import main


class Outcome(NamedTuple):
    """What one command came to."""

    code: int
    out: str
    err: str

    def json(self) -> object:
        """What it printed, parsed: standard output, or the error where there is none."""
        return json.loads(self.out or self.err)


def casedesk(*words: str) -> Outcome:
    """Run one command and catch what it prints."""
    out, err = io.BytesIO(), io.BytesIO()
    with (
        redirect_stdout(io.TextIOWrapper(out, "utf-8", newline="\n", write_through=True)),
        redirect_stderr(io.TextIOWrapper(err, "utf-8", newline="\n", write_through=True)),
    ):
        code = main(words)
        return Outcome(code, out.getvalue().decode(), err.getvalue().decode())


@cache
def empty_database() -> bytes:
    """A new desk as bytes: made once, since making one costs more than most tests."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "desk.db"
        Desk.open(f"sqlite:///{file}", agent="setup").close()
        return file.read_bytes()


def new_desk(folder: Path) -> str:
    """The URL of a fresh desk in the folder."""
    file = folder / "desk.db"
    file.touch(mode=0o600)
    file.write_bytes(empty_database())
    return f"sqlite:///{file}"
