"""What every screen has at hand: the bridge to the data, who works here, badges and keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, cast

from models import AgentView, SavedView
from tui.badges import Badges
from tui.commands import Keymap
from tui.drafting import Drafting
from tui.live import Company, Watch
from tui.typed_ahead import TypedAhead
from tui.work import Work

if TYPE_CHECKING:
    from textual.message_pump import MessagePump


@dataclass(frozen=True)
class Bench:
    """Read once at the start, or when a place is first gone to.

    *Shapes*: ``views`` by place (``views["cases"]``); ``badges`` by machine: ``badges["case"]["new"]`` is a
    `Badge`; ``types`` says what the types of orders are called, by code; ``company`` is who else is where,
    ``watch`` tells them where this console is; ``ahead`` are the keys that wait for a dialog.

    *Units*: ``now`` gives milliseconds since 1970 in UTC.
    """

    work: Work
    watch: Watch
    company: Company
    me: AgentView
    views: dict[str, tuple[SavedView, ...]]
    badges: dict[str, Badges]
    keymap: Keymap
    now: Callable[[], int]
    types: dict[str, str] = field(default_factory=dict)
    drafting: Drafting = field(default_factory=Drafting)
    ahead: TypedAhead = field(default_factory=TypedAhead)


class _WithBench(Protocol):
    bench: Bench


def bench_of(node: MessagePump) -> Bench:
    """The bench of the app that this screen or widget lives in."""
    return cast("_WithBench", node.app).bench
