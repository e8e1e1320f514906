"""What goes on beside the keys of a screen or dialog, and ends with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.worker import Worker


def begin(
    node: DOMNode, work: Callable[[], Awaitable[object]], *, group: str, exclusive: bool = False
) -> Worker[object]:
    """Let an async function run for as long as the node is there; ``exclusive`` ends others of its group.

    What has not begun by the time the node goes never does, and nobody is told of it.
    """
    # A coroutine that is made before it can run would be told of as one that was never awaited.
    beginning = cast("Callable[[], Coroutine[None, None, object]]", work)
    return node.run_worker(beginning, group=group, exclusive=exclusive)
