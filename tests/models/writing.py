"""A process that writes on a desk when it is told to, and stays inside of the transaction if asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import IO, Self

ROOT = Path(__file__).parents[2]
_WRITE = """
import sys
from models import Desk
desk = Desk.open(sys.argv[1], agent=sys.argv[2])
print("ready", flush=True)
for line in sys.stdin:
    with desk.transaction():
        desk.new_case({"short_description": "Two short"})
        if line == "hold\\n":
            print("held", flush=True)
            sys.stdin.readline()
    print("done", flush=True)
"""


class Writer:
    """The process and its pipes; ended with the block, whatever it does."""

    def __init__(self, url: str, agent: str = "bob") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _WRITE, url, agent],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        self.until("ready")
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    def tell(self, word: str) -> None:
        """Says what to do."""
        pipe: IO[str] | None = self.process.stdin
        assert pipe is not None
        pipe.write(word + "\n")
        pipe.flush()

    def until(self, word: str) -> None:
        """Waits for what it says."""
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == word + "\n"

    def hold(self) -> None:
        """Has it begin a transaction and stay inside."""
        self.tell("hold")
        self.until("held")
