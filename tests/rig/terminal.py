"""A real pseudo-terminal: a program runs in it, keys go in, and what an agent would see comes out.

*Shapes*: ``console = terminal("--db", url, size=(80, 24))`` starts ``python -m tui`` with these words;
`Terminal.wait_for` waits for a text on the screen, `Terminal.raw` is every byte that was sent.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import pexpect
import pyte
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

#: How long a text may take to appear: far more than it ever does, even on a machine with other work.
PATIENCE_SECONDS = 60.0
GLANCE_SECONDS = 0.05

KEYS = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ", "backspace": "\x7f",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    "ctrl+c": "\x03", "ctrl+p": "\x10", "ctrl+q": "\x11", "ctrl+s": "\x13",
}  # fmt: skip

#: What Textual itself sends: colours, places, modes, questions, the keyboard's protocol, the pointer's shape.
_OWN = re.compile(
    rb"\x1b\[[0-9;]*[mHJK]|\x1b\[\?[0-9;]+[hl]|\x1b\[\?[0-9]+\$p|\x1b\[[<>=][0-9;]*u|\x1b\]22;[a-z-]*\x07"
)
_CONTROL = re.compile(
    rb"[\x00-\x06\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xd8\x9c"
    rb"|\xe2\x80[\x8b\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf"
)

#: Sequences that show nothing and that the screen library would take for colours and letters.
_PRIVATE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-z]")
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*)?\Z")


class Terminal:
    """A program in a pseudo-terminal; ``size`` is columns by rows."""

    def __init__(self, command: Sequence[str], size: tuple[int, int], env: Mapping[str, str]) -> None:
        columns, rows = size
        self.raw = bytearray()
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._unfinished = b""
        self._child: pexpect.spawn[bytes] = pexpect.spawn(
            command[0], list(command[1:]), dimensions=(rows, columns), cwd=str(ROOT), env=dict(env)
        )
        self._child.delaybeforesend = None

    @property
    def pid(self) -> int:
        """The process that runs in the terminal."""
        return self._child.pid or 0

    @property
    def text(self) -> str:
        """What the screen shows now, one row a line."""
        return "\n".join(row.rstrip() for row in self._screen.display)

    def press(self, *keys: str) -> None:
        """Type these keys, by name or as they are."""
        for key in keys:
            self._child.send(KEYS.get(key, key))

    def resize(self, size: tuple[int, int]) -> None:
        """Give the terminal another size, in columns by rows."""
        columns, rows = size
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def wait_for(self, *texts: str, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until the screen shows all of the texts."""
        self._wait(lambda: all(text in self.text for text in texts), f"{texts} to appear", seconds)

    def wait_for_bytes(self, sent: bytes, *, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until these bytes went to the terminal, whatever it made of them."""
        self._wait(lambda: sent in self.raw, f"{sent!r} to be sent", seconds)

    def wait_gone(self, text: str, *, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until the screen no longer shows the text, nor does once it is drawn to the end."""
        self._wait(lambda: text not in self.text and self._stays_away(text), f"{text!r} to go", seconds)

    def wait_exit(self, *, seconds: float = PATIENCE_SECONDS) -> int:
        """Wait until the program has ended; its exit code, or the ending signal's number, negative."""
        deadline = time.monotonic() + seconds
        while self._read():
            if time.monotonic() > deadline:
                raise AssertionError(f"Waited {seconds} s for the program to end. The screen:\n{self.text}")
        self._child.close()
        code = self._child.exitstatus
        return code if code is not None else -(self._child.signalstatus or 0)

    def hang_up(self) -> None:
        """Take the terminal away, as a line that drops does."""
        vars(self._child)["ptyproc"].fileobj.close()
        self._child.closed = True

    def reap(self, *, seconds: float = PATIENCE_SECONDS) -> int:
        """Wait for a process whose terminal is gone; its exit code, or the signal's number, negative."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                vars(self._child)["ptyproc"].terminated = self._child.terminated = True
                return os.waitstatus_to_exitcode(status)
            time.sleep(GLANCE_SECONDS)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        raise AssertionError(f"Waited {seconds} s for the program to end after its terminal went.")

    def attributes(self) -> list[object]:
        """How the terminal is set now."""
        return termios.tcgetattr(self._child.child_fd)

    def hostile(self) -> list[bytes]:
        """Each control character that went to the terminal and is not Textual's, and what surrounds it."""
        rest = _OWN.sub(b"", bytes(self.raw))
        return [rest[max(0, found.start() - 10) : found.end() + 20] for found in _CONTROL.finditer(rest)]

    def close(self) -> None:
        """End the program, by force if need be."""
        self._child.close(force=True)

    def _stays_away(self, text: str) -> bool:
        """Whether a text that is not on the screen is not there either when nothing more is drawn.

        What moves on the screen is gone for the moment between two reads: a key pressed then would be
        joined to the escape before it, as alt and that key.
        """
        while text not in self.text:
            drawn = len(self.raw)
            if not self._read() or len(self.raw) == drawn:
                return True
        return False

    def _wait(self, done: Callable[[], bool], what: str, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not done():
            if not self._read():
                raise AssertionError(f"The program ended while waiting for {what}. The screen:\n{self.text}")
            if time.monotonic() > deadline:
                raise AssertionError(f"Waited {seconds} s for {what}. The screen:\n{self.text}")

    def _read(self) -> bool:
        """Take in what has been sent, waiting for it a moment; False once the program has ended."""
        try:
            sent = self._child.read_nonblocking(65536, GLANCE_SECONDS)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += sent
        sent = self._unfinished + sent
        tail = _UNFINISHED.search(sent)
        self._unfinished = tail[0] if tail else b""
        self._stream.feed(_PRIVATE.sub(b"", sent.removesuffix(self._unfinished)))
        return True


class StartTerminal(Protocol):
    """Starts ``python -m tui`` with these words, or another command, in a terminal of its own."""

    def __call__(
        self,
        *words: str,
        size: tuple[int, int] = ...,
        command: Sequence[str] = ...,
        env: Mapping[str, str] | None = None,
    ) -> Terminal: ...


@pytest.fixture
def terminal() -> Iterator[StartTerminal]:
    """The fixture: a call starts a program; all are ended with the test."""
    started: list[Terminal] = []

    def start(
        *words: str,
        size: tuple[int, int] = (132, 40),
        command: Sequence[str] = (sys.executable, "-m", "tui"),
        env: Mapping[str, str] | None = None,
    ) -> Terminal:
        world = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **(env or {})}
        started.append(Terminal([*command, *words], size, world))
        return started[-1]

    yield start
    for one in started:
        one.close()
