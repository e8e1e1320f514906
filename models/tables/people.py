"""Agents with their groups; the accounts and contacts that cases are about."""

from __future__ import annotations

from peewee import AutoField, Check, CompositeKey, ForeignKeyField, IntegerField, TextField

from models.tables.base import Table


class Agent(Table):
    """Somebody who works at the desk; his role says what he may do."""

    id = AutoField()
    name = TextField(unique=True)
    role = TextField(constraints=[Check("role IN ('viewer', 'agent', 'manager', 'admin')")])
    version = IntegerField(default=1)

    class Meta:
        table_name = "agent"


class Group(Table):
    """An assignment group."""

    id = AutoField()
    name = TextField(unique=True)

    class Meta:
        table_name = "assignment_group"


class Membership(Table):
    """Which agent belongs to which assignment group."""

    agent = ForeignKeyField(Agent, backref="+", on_delete="CASCADE")
    group = ForeignKeyField(Group, backref="+", on_delete="CASCADE", index=True)

    class Meta:
        table_name = "membership"
        primary_key = CompositeKey("agent", "group")


class Account(Table):
    """A customer that is a company."""

    id = AutoField()
    name = TextField(unique=True)

    class Meta:
        table_name = "account"


class Contact(Table):
    """A person: a ``contact`` (of an account, where one is known) or a ``consumer``."""

    id = AutoField()
    kind = TextField(constraints=[Check("kind IN ('contact', 'consumer')")])
    name = TextField()
    account = ForeignKeyField(Account, backref="+", null=True, on_delete="SET NULL")

    class Meta:
        table_name = "contact"
        indexes = ((("name", "kind"), False),)
