"""Starts a program in a pseudo-terminal and takes the time until certain bytes come out of it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parent.parent.parent
ROWS, COLUMNS = 40, 132
#: Far longer than any start takes.
PATIENCE_SECONDS = 60.0
#: A screen that sends nothing for so long has settled.
QUIET_SECONDS = 0.03


class Spawned:
    """A program that runs in a terminal of its own until the block ends."""

    def __init__(self, command: Sequence[str]) -> None:
        self.command = command
        self.seen = bytearray()

    def __enter__(self) -> Self:
        self._screen, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        world = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        # An installed program finds its modules compiled, whatever the tests are run with.
        world.pop("PYTHONDONTWRITEBYTECODE", None)
        self.started = perf_counter()
        self.process = subprocess.Popen(
            self.command, stdin=inner, stdout=inner, stderr=inner, cwd=ROOT, env=world, start_new_session=True
        )
        os.close(inner)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._screen)

    def press(self, keys: bytes) -> None:
        """Types."""
        os.write(self._screen, keys)

    def settle(self, keys: bytes) -> float:
        """Types and reads until the screen rests; seconds from the key to the last bytes drawn for it."""
        pressed = last = perf_counter()
        self.press(keys)
        patience = PATIENCE_SECONDS
        while select.select([self._screen], [], [], patience)[0]:
            self.seen += os.read(self._screen, 65536)
            last, patience = perf_counter(), QUIET_SECONDS
        return last - pressed

    def most_memory(self) -> int:
        """The most memory that the program has held so far, in KiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0])

    def until(self, wanted: bytes) -> float:
        """Reads until these bytes were there; seconds since the start."""
        while wanted not in self.seen:
            ready, _, _ = select.select([self._screen], [], [], PATIENCE_SECONDS)
            try:
                sent = os.read(self._screen, 65536) if ready else b""
            except OSError:
                sent = b""
            if not sent:
                raise RuntimeError(
                    f"{self.command} showed no {wanted!r} but:\n{self.seen.decode(errors='replace')}"
                )
            self.seen += sent
        return perf_counter() - self.started
