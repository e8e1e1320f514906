"""Settings and saved views."""

from __future__ import annotations

from peewee import CompositeKey, IntegerField, TextField

from models.tables.base import Table


class Setting(Table):
    """A setting's value (JSON), for one organization unit or, with an empty one, for the desk."""

    ou = TextField(default="")
    name = TextField()
    value = TextField()

    class Meta:
        table_name = "setting"
        primary_key = CompositeKey("ou", "name")


class View(Table):
    """A saved list: a query with a name, in the order of its number key."""

    kind = TextField()
    code = TextField()
    label = TextField()
    query = TextField()
    position = IntegerField()

    class Meta:
        table_name = "saved_view"
        primary_key = CompositeKey("kind", "code")


class Secret(Table):
    """Keys that the desk made for itself; ``digest`` keys the journal's digests of texts."""

    name = TextField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "secret"
