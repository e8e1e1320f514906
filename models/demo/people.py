"""Who works at the demo desk, and who gets which case.

``ann``, as whom the demo opens, is a manager, so that she may assign to others and sees what
only an admin may do refused; ``fay`` is the admin, ``eli`` may only read, ``portal`` is the door
through which customers open cases and write comments.
"""

from __future__ import annotations

from models.demo.texts import BILLING, DELIVERIES, KEY, RETURNS

MANAGER, ADMIN, PORTAL = "ann", "fay", "portal"
AGENTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (ADMIN, "admin", ()),
    (MANAGER, "manager", (RETURNS, KEY)),
    ("bob", "agent", (RETURNS, DELIVERIES)),
    ("cem", "agent", (BILLING, KEY)),
    ("dee", "agent", (DELIVERIES, BILLING)),
    ("eli", "viewer", ()),
    (PORTAL, "agent", ()),
)
#: Who takes cases, in turn; each has some of every group's.
TURNS = ("bob", "cem", "ann", "dee", "bob", "cem", "dee")
