"""paths: where everything lives."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tui import paths
from tui.verbs.output import say_pairs
from tui.verbs.session import chosen_format, database_url

EXAMPLES = {"paths": ("casedesk paths", "casedesk paths --format json")}


def arguments(_parser: ArgumentParser, _verb: str) -> None:
    """Nothing to declare."""


def run(args: Namespace) -> int:
    """Print each place with what it is; in JSON one object."""
    url = database_url(args)
    places = {
        "database": url,
        "presence": presence(url),
        "settings": str(paths.config_file()),
        "log": str(paths.log_file()),
        "stylesheet": str(paths.stylesheet()),
    }
    say_pairs(places, chosen_format(args))
    return 0


def presence(url: str) -> str:
    """The folder in which consoles tell what they have open; empty where the URL names no database."""
    from models import Invalid, presence_folder

    try:
        return str(presence_folder(url))
    except Invalid:
        return ""
