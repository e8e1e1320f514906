"""The rules as a TOML text: read, written, and the set that is shipped."""

from __future__ import annotations

from pathlib import Path

from models import soundness
from models.errors import BadRulebook
from models.names import EFFECTS, GUARDS
from models.rulebook import Rulebook
from models.rulefile_read import parse
from models.rulefile_write import write

__all__ = ["read", "shipped", "write"]

_SHIPPED = Path(__file__).parent / "rules" / "cases.toml"


def read(text: str, name: str) -> Rulebook:
    """The rulebook that a TOML text describes, proven sound.

    *Errors*: BadRulebook with one sentence for each fault, each naming the file, the table and the key.
    """
    rulebook, faults = parse(text)
    faults = faults or soundness.faults(rulebook, GUARDS, EFFECTS)
    if faults:
        raise BadRulebook([fault.sentence(name) for fault in faults])
    return rulebook


def shipped() -> str:
    """The rule set that a new desk starts with, as TOML."""
    return _SHIPPED.read_text(encoding="utf-8")
