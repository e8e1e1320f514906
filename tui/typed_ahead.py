"""Keys pressed ahead of what they are meant for: they wait for it, and do nothing to what is below."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.events import Key
from textual.worker import WorkerCancelled, WorkerFailed

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.widget import Widget
    from textual.worker import Worker

#: The group of a screen's workers that may open a dialog.
FIRE = "fire"
#: The group of those that wait until a screen shows what its own action has changed.
CATCH_UP = "catch-up"
#: The groups of those that read what a screen shows.
READS = ("record", "page")


def goes_on(screen: DOMNode, *groups: str) -> list[Worker[object]]:
    """The workers of these groups that a screen still has."""
    return [
        worker
        for worker in screen.workers
        if worker.group in groups and worker.node is screen and not worker.is_finished
    ]


def dialog_awaited(screen: DOMNode) -> bool:
    """Whether something goes on in a screen that may open a dialog over it."""
    return bool(goes_on(screen, FIRE))


async def caught_up(screen: DOMNode) -> None:
    """Wait until a screen has read what was just told of, and what came while it read."""
    told = asyncio.Event()
    behind(screen, told.set)
    await told.wait()
    while reads := goes_on(screen, *READS):
        # One that fails says so itself, and one that is cancelled has another one behind it.
        with suppress(WorkerFailed, WorkerCancelled):
            await screen.workers.wait_for_complete(reads)


def again(event: Key) -> Key:
    """The same press once more, to be sent on its way anew."""
    fresh = Key(event.key, event.character)
    fresh.time = event.time
    return fresh


def behind(node: DOMNode | None, then: Callable[[], object]) -> None:
    """Call this once all is done that a key set off in a widget and, as it bubbled up, in those around it."""
    # Every queue is seen to in its order, so that this comes last in each of them.
    if node is not None and not node.call_later(behind, node.parent, then):
        behind(node.parent, then)
    elif node is None:
        then()


class TypedAhead:
    """The presses that wait, handed out in the order in which they were made."""

    def __init__(self) -> None:
        self._keys: list[Key] = []

    def keep(self, event: Key) -> None:
        """Let a press wait."""
        self._keys.append(again(event))

    def take(self) -> list[Key]:
        """All that wait; from then on none does."""
        keys, self._keys = sorted(self._keys, key=lambda key: key.time), []
        return keys


class OneByOne:
    """A dialog that is handed one key at a time; ``ready`` says whether the next one may come."""

    ready = False

    async def go_on(self) -> None:
        """Take the next key, now that everything that the last one set off has been seen to."""
        raise NotImplementedError

    def hold(self) -> None:
        """Let keys wait, since the last one waits for an answer itself."""
        raise NotImplementedError

    def release(self) -> None:
        """Take the keys that were held, where any were."""
        raise NotImplementedError


class InTurn:
    """A screen that sees to keys in the order in which they were pressed, those of its lists among them.

    ``on_the_way`` counts the keys that a list has let go on to the screen and that have not come there yet.
    """

    on_the_way = 0

    def holds_keys(self) -> bool:
        """Whether keys wait."""
        raise NotImplementedError


class MovedByKeys:
    """A list that takes keys; one that comes in its turn at once, every other by way of the screen."""

    def take_key(self, event: Key) -> bool:
        """Do what a key means to the list; says whether it means anything."""
        raise NotImplementedError

    def takes_at_once(self, event: Key, widget: Widget) -> bool:
        """Take a key, unless an earlier one is still on its way, or it means nothing here."""
        screen = widget.screen
        if not isinstance(screen, InTurn):
            return self.take_key(event)
        if not screen.on_the_way and not screen.holds_keys() and self.take_key(event):
            return True
        screen.on_the_way += 1
        return False
