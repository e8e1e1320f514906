"""Does something once a cursor has come to rest, so that moving it costs nothing but the move."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

#: How long a cursor stands still before what it stands on is looked into.
REST_SECONDS = 0.05


class Rest:
    """``moved`` at every move; ``wait`` ends when there was none for a while."""

    def __init__(self) -> None:
        self._since = 0.0
        self.waiting = False

    def moved(self) -> None:
        """The cursor has just moved."""
        self._since = asyncio.get_running_loop().time()

    async def then(self, look: Callable[[], Awaitable[bool]]) -> None:
        """Wait for the rest, then look, again until ``look`` says that it has seen what there is."""
        loop = asyncio.get_running_loop()
        self.waiting = True
        try:
            while True:
                left = self._since + REST_SECONDS - loop.time()
                if left > 0:
                    await asyncio.sleep(left)
                elif await look():
                    break
        finally:
            self.waiting = False
