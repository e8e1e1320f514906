"""The only bridge from the console to the data: one thread that outlives every question.

A screen awaits `Work.call` in an exclusive Textual worker, so that a newer question
cancels the older one and a late answer is dropped. A `DeskError` is raised where it is
awaited; left alone in a worker, the app says it in the bottom band. While nobody asks, the
thread looks out for what others do, see `tui.live`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from models import Desk

Answer = TypeVar("Answer")


#: Seconds after which the console shows that work goes on.
PATIENCE_SECONDS = 0.2
#: Seconds from one look at what others do to the next.
LOOK_SECONDS = 0.12


class Watcher(Protocol):
    """Looks out in the data thread."""

    def look(self) -> None:
        """Look once; raises nothing."""

    def leave(self) -> None:
        """The console ends."""


class Work:
    """Runs questions to the desk one after the other in the data thread, never on the event loop.

    ``on_busy`` is told True when an answer lets wait for itself, and False when all are in; ``watcher``
    looks out from the first question on.
    """

    def __init__(
        self, desk: Desk, on_busy: Callable[[bool], None] | None = None, watcher: Watcher | None = None
    ) -> None:
        self._desk = desk
        self._on_busy = on_busy
        self._watcher = watcher
        self._late = 0
        self._asked: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._closed = False

    async def call(self, question: Callable[[Desk], Answer]) -> Answer:
        """Ask the desk, for instance ``await work.call(lambda desk: desk.case(number))``.

        *Errors*: whatever the question raises, a `DeskError` as a rule.
        """
        loop = asyncio.get_running_loop()
        alarm = loop.call_later(PATIENCE_SECONDS, self._tell, 1)
        due = loop.time() + PATIENCE_SECONDS
        try:
            return await asyncio.wrap_future(self._put(question), loop=loop)
        finally:
            alarm.cancel()
            if loop.time() >= due:
                self._tell(-1)

    def close(self) -> None:
        """Let the question under way finish and forget those that wait."""
        self._closed = True
        if self._thread is not None:
            self._asked.put(None)
            self._thread.join()

    def _put(self, question: Callable[[Desk], Answer]) -> Future[Answer]:
        answer: Future[Answer] = Future()

        def run() -> None:
            if self._closed:
                answer.cancel()
            # One that nobody waits for any more is not asked.
            if not answer.set_running_or_notify_cancel():
                return
            try:
                answer.set_result(question(self._desk))
            except BaseException as error:  # noqa: BLE001 - it is raised where the answer is awaited
                answer.set_exception(error)

        if self._closed:
            raise RuntimeError("The console ends; the desk answers no more questions.")
        self._asked.put(run)
        if self._thread is None:
            # Not left alone by a console that ends without closing it.
            self._thread = Thread(target=self._answer, name="desk", daemon=True)
            self._thread.start()
        return answer

    def _answer(self) -> None:
        due = monotonic() + LOOK_SECONDS
        while True:
            run: Callable[[], None] | None = _nothing
            with suppress(Empty):
                wait = None if self._watcher is None else max(0.0, due - monotonic())
                run = self._asked.get(timeout=wait)
            if run is None:
                break
            run()
            if self._watcher is not None and monotonic() >= due:
                self._watcher.look()
                due = monotonic() + LOOK_SECONDS
        if self._watcher is not None:
            self._watcher.leave()

    def _tell(self, step: int) -> None:
        self._late += step
        if self._on_busy is not None:
            self._on_busy(self._late > 0)


def _nothing() -> None:
    """Nobody has asked: it is time to look."""
