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

    def settle(self, keys: bytes, quiet_seconds: float = QUIET_SECONDS) -> float:
        """Types and reads until the screen rests; seconds from the key to the last bytes drawn for it."""
        pressed = last = perf_counter()
        self.press(keys)
        patience = PATIENCE_SECONDS
        while self._more(patience):
            last, patience = perf_counter(), quiet_seconds
        return last - pressed

    def rest(self, quiet_seconds: float) -> None:
        """Reads until nothing more has come for so long."""
        while self._more(quiet_seconds):
            pass

    def most_memory(self) -> int:
        """The most memory that the program has held so far, in KiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0])

    def until(self, wanted: bytes, keys: bytes = b"") -> float:
        """Reads until these bytes were there; seconds since the start, or since the keys typed."""
        since = self.started
        if keys:
            self.seen.clear()
            since = perf_counter()
            self.press(keys)
        self.read_until(wanted)
        return perf_counter() - since

    def read_until(self, wanted: bytes) -> None:
        """Reads until these bytes were there."""
        while wanted not in self.seen:
            if not self._more(PATIENCE_SECONDS):
                raise RuntimeError(
                    f"{self.command} showed no {wanted!r} but:\n{self.seen.decode(errors='replace')}"
                )

    def share_of_core(self, seconds: float) -> float:
        """What the program takes of one core while nothing is pressed for so long."""
        begun, before = perf_counter(), self._processor_seconds()
        while (left := begun + seconds - perf_counter()) > 0:
            self._more(left)
        return (self._processor_seconds() - before) / (perf_counter() - begun)

    def _processor_seconds(self) -> float:
        """What all its threads have taken so far, in the program and for it in the system."""
        told = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        user, system = told.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def _more(self, patience_seconds: float) -> bool:
        """Reads what comes within this time; says whether anything came."""
        ready, _, _ = select.select([self._screen], [], [], patience_seconds)
        try:
            sent = os.read(self._screen, 65536) if ready else b""
        except OSError:
            sent = b""
        self.seen += sent
        return bool(sent)
