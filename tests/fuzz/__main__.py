"""Fuzzes one target for as long as it is let to, guided by which code each input reaches.

Needs atheris, which has wheels for Linux on x86_64 alone and is nothing that the tests depend on:
``pip install atheris``, then ``python -m tests.fuzz cases``; what follows is handed to libFuzzer.
"""

from __future__ import annotations

import shutil
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from models import Desk
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Runs until an input breaks a promise, which is then in a file of its own."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.stderr.write(f"Name a target: {', '.join(TARGETS)}.\n")
        return 2
    if find_spec("atheris") is None:
        sys.stderr.write("Fuzzing needs atheris; install it: pip install atheris.\n")
        return 2
    atheris = import_module("atheris")
    target = TARGETS[sys.argv.pop(1)]
    with TemporaryDirectory() as folder:
        start, file = Path(folder) / "start.db", Path(folder) / "desk.db"
        Desk.open(f"sqlite:///{start}", agent="ann").close()

        def once(content: bytes) -> None:
            for old in Path(folder).glob("desk.db*"):
                old.unlink()
            shutil.copy(start, file)
            desk = Desk.open(f"sqlite:///{file}", agent="ann")
            desk.session.database.run("PRAGMA synchronous = OFF")
            try:
                target(desk, content)
            finally:
                desk.close()

        atheris.instrument_all()
        atheris.Setup(sys.argv, once)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
