"""How a program ends when it is told to: what it has begun is tidied, as at every other end.

Left alone, the signals of a closed terminal and of `kill` end a process on the spot: a temporary file stays
behind, a half-written note is lost, and the terminal stays as a console needs it.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from models import DeskError

if TYPE_CHECKING:
    from models import Desk

ENDING = ("SIGHUP", "SIGTERM")
#: How long leaving may take before the process is ended where it hangs; the desk loses nothing by it.
GRACE_SECONDS = 15.0
#: Alternate screen, mouse, focus and paste reports off, cursor and line wrap on.
PLAIN = b"\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"


@contextmanager
def tidily() -> Iterator[None]:
    """A signal to end is raised as `SystemExit` where the program stands, with the exit code of a shell."""
    with handling(leave, ENDING):
        yield


@contextmanager
def handling(handler: Callable[[int, FrameType | None], object], names: tuple[str, ...]) -> Iterator[None]:
    """These signals go to the handler, and afterwards to whom they went before."""
    before = {each: signal.signal(each, handler) for name in names if (each := getattr(signal, name, None))}
    try:
        yield
    finally:
        for each, known in before.items():
            signal.signal(each, known)


def leave(number: int, _frame: FrameType | None) -> NoReturn:
    """End, once: what tidies up is not interrupted by a second signal."""
    signal.signal(number, signal.SIG_IGN)
    raise SystemExit(128 + number)


class Leaving:
    """How the console ends, by a key, a signal or a crash, and what it still tells the desk then.

    ``end`` asks the running console to close, and may be called in a signal handler; ``code`` is the exit
    code of a shell for the signal that came, else 0. ``why`` is what the console says when it has ended
    by itself.
    """

    def __init__(self) -> None:
        self.code = 0
        self.why = ""
        self.end: Callable[[], object] | None = None
        self._attributes: list[object] | None = None
        self._farewells: list[Callable[[Desk], object]] = []

    def add(self, farewell: Callable[[Desk], object]) -> None:
        """Have this told to the desk at the end; the terminal is restored by then, and no thread asks."""
        self._farewells.append(farewell)

    def tell(self, desk: Desk) -> list[str]:
        """Tell the desk all of it, each once; the sentences of what it could not take."""
        unheard = []
        while self._farewells:
            try:
                self._farewells.pop(0)(desk)
            except DeskError as error:
                unheard.append(str(error))
        return unheard

    @contextmanager
    def awaited(self) -> Iterator[None]:
        """A signal to end, or a terminal that goes away, ends the console within `GRACE_SECONDS`."""
        self._attributes = terminal_attributes()
        with handling(self._told, (*ENDING, "SIGINT")), hang_up_watched():
            yield

    def begin(self, code: int, why: str = "") -> None:
        """End the console within `GRACE_SECONDS`, with this exit code; what began the end first counts."""
        if self.code:
            return
        self.code, self.why = code, why
        last = threading.Timer(GRACE_SECONDS, force_end, [self.code, self._attributes])
        last.daemon = True
        last.start()
        if self.end is None:
            raise SystemExit(self.code)
        self.end()

    def _told(self, number: int, _frame: FrameType | None) -> None:
        self.begin(128 + number)


@contextmanager
def hang_up_watched() -> Iterator[None]:
    """A terminal that goes away without a signal, as one does that is not the session's own, sends it, too.

    Reading from such a terminal returns nothing at once, for ever, and so keeps a core busy.
    """
    if not hasattr(select, "poll") or not sys.stdin.isatty():
        yield
        return
    stopped, stop = os.pipe()
    watch = threading.Thread(target=watch_terminal, args=(sys.stdin.fileno(), stopped), daemon=True)
    watch.start()
    try:
        yield
    finally:
        os.close(stop)
        watch.join()
        os.close(stopped)


def watch_terminal(terminal: int, stopped: int) -> None:
    """Wait, asleep, until the terminal is gone or the other end of the pipe is closed."""
    poll = select.poll()
    for each in (terminal, stopped):
        poll.register(each, 0)
    if terminal in dict(poll.poll()):
        os.kill(os.getpid(), signal.SIGHUP)


def terminal_attributes() -> list[object] | None:
    """How the terminal is set, where there is one."""
    import termios

    try:
        return termios.tcgetattr(sys.stdin.fileno())
    except (termios.error, ValueError, OSError):
        return None


def force_end(code: int, attributes: list[object] | None) -> NoReturn:
    """End where the process stands, the terminal as it was: nothing here waits for anybody."""
    import termios

    with suppress(termios.error, ValueError, OSError):
        if attributes is not None:
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, attributes)  # type: ignore[arg-type]  # as read
        os.set_blocking(sys.stderr.fileno(), False)
        os.write(sys.stderr.fileno(), PLAIN)
        os.set_blocking(sys.stderr.fileno(), True)
    os._exit(code)
