"""Half-filled forms, apart from the journal: they hold a customer's text and can be erased."""

from __future__ import annotations

from peewee import BigIntegerField, CompositeKey, TextField

from models.tables.base import Table


class Draft(Table):
    """What one agent typed into a form (``held``, JSON) about a record, or about none yet."""

    agent = TextField()
    form = TextField()
    about = TextField(index=True)
    at = BigIntegerField()
    held = TextField()

    class Meta:
        table_name = "draft"
        primary_key = CompositeKey("agent", "form", "about")
