"""The only bridge from the console to the data: one thread that outlives every question.

A screen awaits `Work.call` in an exclusive Textual worker, so that a newer question
cancels the older one and a late answer is dropped. A `DeskError` is raised where it is
awaited; left alone in a worker, the app says it in the bottom band.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from models import Desk

Answer = TypeVar("Answer")


#: Seconds after which the console shows that work goes on.
PATIENCE_SECONDS = 0.2


class Work:
    """Runs questions to the desk one after the other in the data thread, never on the event loop.

    ``on_busy`` is told True when an answer lets wait for itself, and False when all are in.
    """

    def __init__(self, desk: Desk, on_busy: Callable[[bool], None] | None = None) -> None:
        self._desk = desk
        self._on_busy = on_busy
        self._late = 0
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")

    async def call(self, question: Callable[[Desk], Answer]) -> Answer:
        """Ask the desk, for instance ``await work.call(lambda desk: desk.case(number))``.

        *Errors*: whatever the question raises, a `DeskError` as a rule.
        """
        loop = asyncio.get_running_loop()
        alarm = loop.call_later(PATIENCE_SECONDS, self._tell, 1)
        due = loop.time() + PATIENCE_SECONDS
        try:
            return await loop.run_in_executor(self._thread, question, self._desk)
        finally:
            alarm.cancel()
            if loop.time() >= due:
                self._tell(-1)

    def close(self) -> None:
        """Let the question under way finish and forget those that wait."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _tell(self, step: int) -> None:
        self._late += step
        if self._on_busy is not None:
            self._on_busy(self._late > 0)
