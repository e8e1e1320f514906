"""Which desk a command means, and in whose name: option, environment, default."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from models import Invalid
from tui import paths

if TYPE_CHECKING:
    from argparse import Namespace

    from models import Desk

FORMATS = ("table", "json", "csv")


def database_url(args: Namespace) -> str:
    """The database: ``--db``, else ``CASEDESK_DB``, else the user's own file."""
    return getattr(args, "db", "") or os.environ.get("CASEDESK_DB", "") or paths.database_url()


def agent_name(args: Namespace) -> str:
    """The agent: ``--agent``, else ``CASEDESK_AGENT``, else the login name."""
    named: str = getattr(args, "agent", "") or os.environ.get("CASEDESK_AGENT", "")
    if named:
        return named
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise Invalid("This account has no login name; say who acts with --agent NAME.") from error


def chosen_format(args: Namespace) -> str:
    """``table``, ``json`` or ``csv``; a table unless said."""
    form: str = getattr(args, "format", "table")
    return form


@contextmanager
def desk(args: Namespace, *, origin: str = "cli") -> Iterator[Desk]:
    """The desk that the command means, closed afterwards; whoever came by the SSH door is known as such."""
    from models import Desk

    came_from = getattr(args, "origin", origin)
    key: str = getattr(args, "came_with", "")
    opened = Desk.open(database_url(args), agent=agent_name(args), origin=came_from, key=key)
    try:
        yield opened
    finally:
        opened.close()
