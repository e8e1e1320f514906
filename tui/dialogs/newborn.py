"""Whether the agent may make a new record at all: asked before its form is opened."""

from __future__ import annotations

from textual.screen import Screen

from tui.bench import bench_of
from tui.messages import Said


async def may_make(screen: Screen[None], kind: str) -> bool:
    """Whether a new ``case`` or ``order`` is allowed; where it isn't, every reason is said."""
    reasons = await bench_of(screen).work.call(lambda desk: desk.new_bars(kind))
    if reasons:
        screen.post_message(Said(" ".join(reason.message for reason in reasons), bad=True))
    return not reasons
