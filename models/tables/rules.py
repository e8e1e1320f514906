"""The rules as rows, one table for each part of a rulebook; lists of names are JSON.

Every change to one of these tables raises `RuleSet.revision` by a trigger, so that a
compiled rulebook is thrown away whoever changed a row. *Source*: rules.md, section 4.
"""

from __future__ import annotations

from peewee import AutoField, TextField

from models.tables.base import Table
from models.tables.states import StateRow, flag


class MachineRow(Table):
    """A row of `rulebook.Machine`."""

    id = AutoField()
    code = TextField(unique=True)
    label = TextField()
    head = TextField(default="")

    class Meta:
        table_name = "rule_machine"


class ActionRow(Table):
    """A row of `rulebook.Action`."""

    id = AutoField()
    machine = TextField()
    code = TextField()
    label = TextField()
    key = TextField()
    operation = flag("operation")
    source = TextField(default="")
    line_key = TextField(default="")
    outside = TextField(default="")

    class Meta:
        table_name = "rule_action"
        indexes = ((("machine", "code"), True),)


class InputRow(Table):
    """A row of `rulebook.Input`."""

    id = AutoField()
    machine = TextField()
    action = TextField()
    name = TextField()
    label = TextField()
    kind = TextField()
    required = flag("required")
    when = TextField(default="", column_name="asked_when")
    source = TextField(default="")

    class Meta:
        table_name = "rule_input"
        indexes = ((("machine", "action", "name"), True),)


class TransitionRow(Table):
    """A row of `rulebook.Transition`."""

    id = AutoField()
    machine = TextField()
    action = TextField()
    from_state = TextField()
    to_state = TextField(default="")
    role = TextField()
    enabled = flag("enabled")
    head_states = TextField(default="[]")
    guards = TextField(default="[]")
    effects = TextField(default="[]")
    confirm = TextField(default="")
    source = TextField(default="")

    class Meta:
        table_name = "rule_transition"
        indexes = ((("machine", "action", "from_state"), True),)


class CascadeRow(Table):
    """A row of `rulebook.Cascade`, of the transition with this machine, action and state."""

    id = AutoField()
    machine = TextField()
    action = TextField()
    from_state = TextField()
    line_states = TextField(default="[]")
    to_state = TextField(default="")
    effects = TextField(default="[]")
    source = TextField(default="")

    class Meta:
        table_name = "rule_cascade"


class RollupRow(Table):
    """A row of `rulebook.Rollup`."""

    id = AutoField()
    machine = TextField()
    event = TextField()
    line_state = TextField(default="")
    from_states = TextField(default="[]")
    to_state = TextField()
    guards = TextField(default="[]")
    effects = TextField(default="[]")
    source = TextField(default="")

    class Meta:
        table_name = "rule_rollup"


class StatusRow(Table):
    """A row of `rulebook.Status`."""

    id = AutoField()
    machine = TextField()
    code = TextField()
    label = TextField()
    glyph = TextField()
    colour = TextField()
    derivation = TextField()
    source = TextField(default="")

    class Meta:
        table_name = "rule_status"
        indexes = ((("machine", "code"), True),)


class ResolutionCodeRow(Table):
    """A row of `rulebook.ResolutionCode`."""

    id = AutoField()
    code = TextField(unique=True)
    label = TextField()
    suggests = TextField(default="denied")
    offered = flag("offered")
    imported = flag("imported")
    source = TextField(default="")

    class Meta:
        table_name = "resolution_code"


RULE_TABLES = (
    MachineRow,
    StateRow,
    ActionRow,
    InputRow,
    TransitionRow,
    CascadeRow,
    RollupRow,
    StatusRow,
    ResolutionCodeRow,
)
