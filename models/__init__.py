"""Cases and the rules that move them: the desk, the values it hands out and its errors.

Names are loaded when they are first asked for, so that a console starts with what its first
screen needs and nothing else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.anchors import Anchor, log_anchor, newest_anchor, read_anchors, write_anchor
    from models.backup import backup_database
    from models.clock import iso, spoken, utc_now
    from models.demo import build_demo
    from models.desk.desk import Desk
    from models.desk.drafts import DraftView
    from models.desk.erasing.erase import Erased
    from models.desk.kinds import ListKind
    from models.desk.outlook import Outlook
    from models.errors import (
        BadFile,
        BadRulebook,
        DeskError,
        Invalid,
        NeedsMigration,
        Refused,
        Stale,
        Unavailable,
        Unknown,
    )
    from models.finding import Finding
    from models.health import examine
    from models.imports import ImportReport, import_cases, import_orders
    from models.money import amount_text
    from models.numbers import kind_of, machine_of
    from models.operations import Operations, failure
    from models.order_views import (
        CountryView,
        CountView,
        CustomerView,
        LabelView,
        LedgerView,
        OrderLineView,
        OrderView,
        ProductView,
        RecountView,
        SettingView,
        UnitView,
    )
    from models.plans import Ask, Change, Choice, Entry, Plan, Reason, Refusal, Verdict
    from models.presence import Presence, Present, presence_folder
    from models.proof import Proof, verify_journal
    from models.record_views import (
        ActivityView,
        CaseView,
        Done,
        Field,
        FieldChange,
        JournalChange,
        JournalView,
        LineView,
    )
    from models.rulebook import COLOURS, ROLES, Rulebook
    from models.rulefile import read as check_rules
    from models.rulefile import shipped as shipped_rules
    from models.rulegraph import graph as rules_graph
    from models.till.proposal import Proposal
    from models.upkeep import check_database, describe_database, migrate_database
    from models.views import AgentView, Badge, CaseRow, Count, Cursor, OrderRow, Page, SavedView

_ROOMS = {
    "models.anchors": ("Anchor", "log_anchor", "newest_anchor", "read_anchors", "write_anchor"),
    "models.backup": ("backup_database",),
    "models.clock": ("iso", "spoken", "utc_now"),
    "models.demo": ("build_demo",),
    "models.desk.desk": ("Desk",),
    "models.desk.erasing.erase": ("Erased",),
    "models.desk.drafts": ("DraftView",),
    "models.desk.kinds": ("ListKind",),
    "models.desk.outlook": ("Outlook",),
    "models.errors": (
        "BadFile", "BadRulebook", "DeskError", "Invalid", "NeedsMigration",
        "Refused", "Stale", "Unavailable", "Unknown",
    ),
    "models.finding": ("Finding",),
    "models.health": ("examine",),
    "models.imports": ("ImportReport", "import_cases", "import_orders"),
    "models.money": ("amount_text",),
    "models.numbers": ("kind_of", "machine_of"),
    "models.operations": ("Operations", "failure"),
    "models.order_views": (
        "CountView", "CountryView", "CustomerView", "LabelView", "LedgerView", "OrderLineView", "OrderView",
        "ProductView", "RecountView", "SettingView", "UnitView",
    ),
    "models.plans": ("Ask", "Change", "Choice", "Entry", "Plan", "Reason", "Refusal", "Verdict"),
    "models.proof": ("Proof", "verify_journal"),
    "models.presence": ("Presence", "Present", "presence_folder"),
    "models.rulebook": ("COLOURS", "ROLES", "Rulebook"),
    "models.till.proposal": ("Proposal",),
    "models.upkeep": ("check_database", "describe_database", "migrate_database"),
    "models.record_views": (
        "ActivityView", "CaseView", "Done", "Field", "FieldChange", "JournalChange", "JournalView",
        "LineView",
    ),
    "models.views": ("AgentView", "Badge", "CaseRow", "Count", "Cursor", "OrderRow", "Page", "SavedView"),
}  # fmt: skip
_RENAMED = {
    "check_rules": ("models.rulefile", "read"),
    "shipped_rules": ("models.rulefile", "shipped"),
    "rules_graph": ("models.rulegraph", "graph"),
}
_HOME = {name: (room, name) for room, names in _ROOMS.items() for name in names} | _RENAMED

__all__ = [
    "COLOURS",
    "ROLES",
    "ActivityView",
    "AgentView",
    "Anchor",
    "Ask",
    "BadFile",
    "BadRulebook",
    "Badge",
    "CaseRow",
    "CaseView",
    "Change",
    "Choice",
    "Count",
    "CountView",
    "CountryView",
    "Cursor",
    "CustomerView",
    "Desk",
    "DeskError",
    "Done",
    "DraftView",
    "Entry",
    "Erased",
    "Field",
    "FieldChange",
    "Finding",
    "ImportReport",
    "Invalid",
    "JournalChange",
    "JournalView",
    "LabelView",
    "LedgerView",
    "LineView",
    "ListKind",
    "NeedsMigration",
    "Operations",
    "OrderLineView",
    "OrderRow",
    "OrderView",
    "Outlook",
    "Page",
    "Plan",
    "Presence",
    "Present",
    "ProductView",
    "Proof",
    "Proposal",
    "Reason",
    "RecountView",
    "Refusal",
    "Refused",
    "Rulebook",
    "SavedView",
    "SettingView",
    "Stale",
    "Unavailable",
    "UnitView",
    "Unknown",
    "Verdict",
    "amount_text",
    "backup_database",
    "build_demo",
    "check_database",
    "check_rules",
    "describe_database",
    "examine",
    "failure",
    "import_cases",
    "import_orders",
    "iso",
    "kind_of",
    "log_anchor",
    "machine_of",
    "migrate_database",
    "newest_anchor",
    "presence_folder",
    "read_anchors",
    "rules_graph",
    "shipped_rules",
    "spoken",
    "utc_now",
    "verify_journal",
    "write_anchor",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'models' has no attribute {name!r}")
    room, original = _HOME[name]
    value = getattr(import_module(room), original)
    globals()[name] = value
    return value
