"""One writer's turn among several: waited for in the system's queue, and worth a few transactions.

The system hands the ticket on in the order of asking, but knows no limit, and a stopped process
keeps it for ever: so a thread waits, and whoever wants the turn waits for the thread. To hand it on
after each transaction costs half as much again as the transaction (the next process comes with
cold caches); so a writer that comes again at once keeps it for a few.
"""

from __future__ import annotations

import fcntl
import os
from enum import Enum, auto
from threading import Lock, Thread
from time import monotonic, sleep

#: Transactions in one turn. More are faster, and let the others wait longer at a time.
MOST = 4
#: How long a turn outlives a transaction in which it was not used up.
REST_SECONDS = 0.001


class _Is(Enum):
    WAITED_FOR = auto()
    #: Nobody waits for the thread, which keeps its place for whoever comes again.
    LEFT = auto()
    HELD = auto()
    RESTING = auto()
    OVER = auto()


class Turn:
    """A turn at a ticket's file, from asking for it to handing it on."""

    def __init__(self, file: int) -> None:
        self._file = file
        self._closes = False
        self._state = _Is.WAITED_FOR
        self._used = 0
        self._rested_at = 0.0
        self._lock = Lock()
        self._came = Lock()
        self._came.acquire()
        Thread(target=self._run, name="ticket", daemon=True).start()

    def came(self, wait_seconds: float) -> bool:
        """Waits for the turn; one that did not come in time keeps its place."""
        came = False
        try:
            came = self._came.acquire(timeout=wait_seconds)
        finally:
            if not came:
                self._leave()
        return came

    def goes_on(self) -> bool:
        """Takes the turn up again where it has not been handed on."""
        with self._lock:
            if self._state is not _Is.RESTING:
                return False
            self._state = _Is.HELD
            return True

    def wanted_again(self) -> bool:
        """Whether the turn is still to come; it then is this writer's again."""
        with self._lock:
            if self._state is not _Is.LEFT:
                return False
            self._state = _Is.WAITED_FOR
            return True

    def rest(self) -> None:
        """A transaction has ended: hands the turn on if it is used up, else soon."""
        with self._lock:
            self._used += 1
            if self._used >= MOST:
                self._hand_on()
            else:
                self._state, self._rested_at = _Is.RESTING, monotonic()

    def end(self) -> bool:
        """Hands the turn on; where it is still to come the thread does so and closes the file."""
        with self._lock:
            if self._state in (_Is.HELD, _Is.RESTING):
                self._hand_on()
            self._closes = self._state is not _Is.OVER
            return not self._closes

    def _leave(self) -> None:
        with self._lock:
            if self._state is _Is.HELD:
                self._hand_on()
            elif self._state is _Is.WAITED_FOR:
                self._state = _Is.LEFT

    def _hand_on(self) -> None:
        self._state = _Is.OVER
        fcntl.flock(self._file, fcntl.LOCK_UN)
        if self._closes:
            os.close(self._file)

    def _run(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_EX)
        with self._lock:
            if self._state is _Is.LEFT:
                self._hand_on()
                return
            self._state = _Is.HELD
        self._came.release()
        while self._state is not _Is.OVER:
            sleep(REST_SECONDS)
            with self._lock:
                if self._state is _Is.RESTING and monotonic() - self._rested_at >= REST_SECONDS:
                    self._hand_on()
