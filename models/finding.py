"""What a look at a set-up comes to."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """One thing looked at: its name, what was found, whether it is fine, and else what to do."""

    name: str
    found: str
    fine: bool
    mend: str = ""
