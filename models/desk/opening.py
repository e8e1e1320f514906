"""What a desk gets when it is opened for the first time: rules, views and a key for its digests."""

from __future__ import annotations

import secrets

from models import rulefile, rulestore
from models.database import Database
from models.tables.rules import MachineRow
from models.tables.settings import Secret, View
from models.tables.stores import LineTypeRow

CASE_VIEWS = (
    ("my", "My cases", "assigned_to:me state:open"),
    ("unassigned", "Unassigned", "assigned_to:none state:open"),
    ("open", "Open", "state:open"),
    ("all", "All", ""),
)
ORDER_VIEWS = (
    ("open_baskets", "Open baskets", "state:basket"),
    ("suspended", "Suspended", "state:suspended"),
    ("to_pay", "To pay", "is:to_pay"),
    ("to_ship", "To ship", "is:to_ship"),
    ("to_receive", "To receive", "is:to_receive"),
    ("completed", "Completed", "state:completed"),
    ("all", "All", ""),
)
LINE_TYPES = (
    ("carry_out", "Carry out", "green"),
    ("delivery", "Delivery", "violet"),
    ("reserve", "Reserve", "blue"),
    ("order", "Order", "amber"),
)


def _add_line_types(database: Database) -> None:
    for code, name, colour in LINE_TYPES:
        row = LineTypeRow.insert(code=code, name=name, colour=colour, behaves=code, custom=0)
        database.run(row.on_conflict_ignore())


def _add_views(database: Database, kind: str, views: tuple[tuple[str, str, str], ...]) -> None:
    for position, (code, label, query) in enumerate(views, 1):
        row = View.insert(kind=kind, code=code, label=label, query=query, position=position)
        database.run(row.on_conflict_ignore())


def add_shipped_machines(database: Database) -> None:
    """Gives a desk that is older than a shipped machine (orders came after cases) that machine."""
    with database.write():
        rules = rulestore.load(database)
        shipped = rulefile.shipped_rulebook()
        if shipped.machine_by_code.keys() - rules.machine_by_code.keys():
            rulestore.save(database, rulefile.laid_over(rules, shipped))
            _add_line_types(database)
            _add_views(database, "orders", ORDER_VIEWS)


def first_start(database: Database) -> None:
    """Loads the shipped rules and makes the standard views, where nobody has yet."""
    if database.one(MachineRow.select(MachineRow.id).limit(1)):
        add_shipped_machines(database)
        return
    with database.write():
        if database.one(MachineRow.select(MachineRow.id).limit(1)):
            return
        rulestore.save(database, rulefile.shipped_rulebook())
        _add_views(database, "cases", CASE_VIEWS)
        _add_views(database, "orders", ORDER_VIEWS)
        _add_line_types(database)
        database.run(Secret.insert(name="digest", value=secrets.token_hex(32)))
