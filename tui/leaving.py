"""What is to be tidied when a command is told to end: it goes the way of every other end.

Left alone, the signals of a closed terminal and of `kill` end a process on the spot, and a temporary
file or folder stays behind.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

ENDING = ("SIGHUP", "SIGTERM")


@contextmanager
def tidily() -> Iterator[None]:
    """A signal to end is raised as `SystemExit` where the program stands, with the exit code of a shell."""
    before = {each: signal.signal(each, leave) for name in ENDING if (each := getattr(signal, name, None))}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def leave(number: int, _frame: FrameType | None) -> NoReturn:
    """End, once: what tidies up is not interrupted by a second signal."""
    signal.signal(number, signal.SIG_IGN)
    raise SystemExit(128 + number)
