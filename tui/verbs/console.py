"""The console: opened on a desk where there is a terminal, refused with one sentence where there is none."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import TYPE_CHECKING

from models import Invalid
from tui.verbs.session import agent_name, database_url

if TYPE_CHECKING:
    from argparse import Namespace

#: Looking through everything takes longer than a key may, so it is done seldom: a screen makes ten thousands
#: of values at a time and drops most of them by itself.
COLLECTED_AT = (10_000, 20, 50)


def run(args: Namespace) -> int:
    """Open the console on the desk that the options mean."""
    require_terminal()
    return open_console(database_url(args), agent_name(args))


def open_console(url: str, agent: str, *, origin: str = "console", key: str = "") -> int:
    """Hand over to the console and return its exit code."""
    if hasattr(signal, "SIGHUP"):
        # Started under nohup the signal is ignored, and the console would run on without its terminal.
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    # A collector that walks through half-loaded modules finds nothing and takes a tenth of the start;
    # the app sets it going again behind its first picture.
    gc.disable()
    gc.set_threshold(*COLLECTED_AT)
    from tui.app import run as run_app

    return run_app(url, agent, origin=origin, key=key)


def require_terminal() -> None:
    """Nothing where the console can be drawn.

    *Errors*: `Invalid` where there is no terminal, or one that can't move its cursor.
    """
    instead = "use a verb such as `casedesk list cases` instead, `casedesk --help` lists them"
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise Invalid(f"The console needs a terminal, and this is none; {instead}.")
    if os.environ.get("TERM", "") in ("dumb", "unknown"):
        raise Invalid(
            f"The console can't be drawn on a terminal of the kind {os.environ['TERM']!r}; {instead}."
        )
