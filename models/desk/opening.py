"""What a desk gets when it is opened for the first time: rules, views and a key for its digests."""

from __future__ import annotations

import secrets

from models import rulefile, rulestore
from models.database import Database
from models.tables.rules import MachineRow
from models.tables.settings import Secret, View

VIEWS = (
    ("my", "My cases", "assigned_to:me state:open"),
    ("unassigned", "Unassigned", "assigned_to:none state:open"),
    ("open", "Open", "state:open"),
    ("all", "All", ""),
)


def first_start(database: Database) -> None:
    """Loads the shipped rules and makes the standard views, where nobody has yet."""
    if database.one(MachineRow.select(MachineRow.id).limit(1)):
        return
    with database.write():
        if database.one(MachineRow.select(MachineRow.id).limit(1)):
            return
        rulestore.save(database, rulefile.read(rulefile.shipped(), "cases.toml"))
        for position, (code, label, query) in enumerate(VIEWS, 1):
            database.run(View.insert(kind="cases", code=code, label=label, query=query, position=position))
        database.run(Secret.insert(name="digest", value=secrets.token_hex(32)))
