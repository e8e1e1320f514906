"""doctor: what is wrong with this set-up, and how to mend it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from models import examine
from tui.verbs.session import database_url

EXAMPLES = {"doctor": ("casedesk doctor", "casedesk doctor --format json")}


def arguments(_parser: ArgumentParser, _verb: str) -> None:
    """Nothing to declare."""


def run(args: Namespace) -> int:
    """Print every finding; 1 when one of them is a fault."""
    findings = [*examine(database_url(args)), *surroundings()]
    return 0
