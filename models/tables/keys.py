"""The keys by which agents come in over SSH."""

from __future__ import annotations

from peewee import AutoField, Check, IntegerField, TextField

from models.tables.base import Table


class Key(Table):
    """A public key and the agent whom it lets in, until it is revoked; then it stays known as revoked."""

    id = AutoField()
    fingerprint = TextField(unique=True)
    kind = TextField()
    text = TextField()
    comment = TextField()
    agent = TextField(index=True, constraints=[Check("agent <> ''")])
    added_at = IntegerField()
    added_by = TextField()
    revoked_at = IntegerField(null=True)
    revoked_by = TextField(null=True)

    class Meta:
        table_name = "ssh_key"
        constraints = (Check("(revoked_at IS NULL) = (revoked_by IS NULL)"),)
