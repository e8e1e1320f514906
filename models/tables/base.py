"""What all tables share: they belong to no database until a query is run on one."""

from __future__ import annotations

from peewee import Model


class Table(Model):
    """A table without a database of its own: `models.database.Database` runs its queries."""

    class Meta:
        legacy_table_names = False
