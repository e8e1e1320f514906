"""The two tables of the rules that every start reads: how often they changed, and how states look."""

from __future__ import annotations

from peewee import AutoField, Check, IntegerField, TextField

from models.tables.base import Table


def flag(name: str) -> IntegerField:
    """A field that is 0 or 1."""
    return IntegerField(default=0, constraints=[Check(f"{name} IN (0, 1)")])


class RuleSet(Table):
    """The one row that counts how often the rules have changed."""

    id = IntegerField(primary_key=True, constraints=[Check("id = 1")])
    revision = IntegerField()

    class Meta:
        table_name = "rule_set"


class StateRow(Table):
    """A row of `rulebook.State`."""

    id = AutoField()
    machine = TextField()
    code = TextField()
    label = TextField()
    glyph = TextField()
    colour = TextField()
    initial = flag("initial")
    final = flag("final")
    outcome = TextField(default="")
    stamp = TextField(default="")
    aliases = TextField(default="[]")
    source = TextField(default="")

    class Meta:
        table_name = "rule_state"
        indexes = ((("machine", "code"), True),)
