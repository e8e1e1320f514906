"""Which updates of a source's record the desk has taken in, so that none is taken in twice.

``digest`` tells two updates with one ``revision`` apart; ``said`` (JSON) is what the source
said of state, priority, group and assignee, never a customer's text; ``rest`` is a digest of
everything else it said.
"""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, IntegerField, TextField

from models.tables.base import Table
from models.tables.cases import Case


class ImportedUpdate(Table):
    """One update of an imported case."""

    id = AutoField()
    case = ForeignKeyField(Case, backref="+", on_delete="CASCADE", index=False)
    revision = IntegerField()
    digest = TextField()
    said = TextField()
    rest = TextField()

    class Meta:
        table_name = "imported_update"
        indexes = ((("case", "revision", "digest"), True),)
