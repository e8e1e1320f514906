"""The journal (what was done and caused), the activity stream (texts), kept answers, the outbox; all apart.

The journal holds ids, states, amounts and digests, never a customer's text; the texts live
in the activity stream, where they can be erased. Nothing of it is ever changed: triggers refuse
that, and each entry's ``hash`` covers the one before it. *Source*: rules.md, 1.1.
"""

from __future__ import annotations

from peewee import SQL, AutoField, BigIntegerField, Check, ForeignKeyField, IntegerField, TextField

from models.tables.base import Table
from models.tables.cases import Case
from models.tables.orders import Order


class Journal(Table):
    """One action with everything it caused; ``head`` is the case whose history it belongs to.

    Entries of one action on several records name the first of them as their ``batch``; an entry that
    takes an action back names it (its only or first entry) in ``undoes``.
    """

    id = AutoField()
    at = BigIntegerField()
    agent = TextField()
    action = TextField()
    record = TextField()
    head = TextField()
    origin = TextField()
    imported = IntegerField(default=0, constraints=[Check("imported IN (0, 1)")])
    irregular = IntegerField(default=0, constraints=[Check("irregular IN (0, 1)")])
    batch = IntegerField(null=True)
    undoes = IntegerField(null=True)
    hash = TextField(constraints=[SQL("DEFAULT ''")])

    class Meta:
        table_name = "journal"
        indexes = ((("head",), False),)


for _column in ("batch", "undoes"):
    # Most entries have neither, and cost these indexes nothing.
    Journal.add_index(
        SQL(
            f'CREATE INDEX IF NOT EXISTS "journal_{_column}" ON "journal" ("{_column}") '
            f"WHERE {_column} IS NOT NULL"
        )
    )


class JournalChange(Table):
    """One field of one record, from → to; texts as digests."""

    id = AutoField()
    journal = ForeignKeyField(Journal, backref="+", on_delete="RESTRICT", index=True)
    record = TextField()
    field = TextField()
    before_value = TextField()
    after_value = TextField()
    because = TextField()

    class Meta:
        table_name = "journal_change"
        indexes = ((("record",), False),)


class DigestKey(Table):
    """The key of the digests of one owner's texts; an erased one has none any more."""

    owner = TextField(primary_key=True)
    value = TextField(null=True)

    class Meta:
        table_name = "digest_key"


class Activity(Table):
    """An entry of a case's or an order's stream: a comment, a work note or a change with its texts (JSON).

    ``kept`` is what else an undo of the change needs, as JSON: it stands here, where texts can be erased.
    """

    id = AutoField()
    case = ForeignKeyField(Case, backref="+", null=True, on_delete="CASCADE", index=False)
    order = ForeignKeyField(Order, backref="+", null=True, on_delete="CASCADE", index=False)
    journal = ForeignKeyField(Journal, backref="+", null=True, on_delete="RESTRICT", index=False)
    at = BigIntegerField()
    agent = TextField()
    kind = TextField(constraints=[Check("kind IN ('comment', 'work_note', 'change')")])
    record = TextField()
    action = TextField()
    text = TextField(default="")
    changes = TextField(default="[]")
    kept = TextField(null=True)
    imported = IntegerField(default=0, constraints=[Check("imported IN (0, 1)")])

    class Meta:
        table_name = "activity"
        indexes = (
            (("case",), False),
            (("case", "kind"), False),
            (("order",), False),
            (("order", "kind"), False),
        )


class KeptAnswer(Table):
    """What an operation with an ``op_id`` answered, for the one who asks again."""

    op_id = TextField(primary_key=True)
    at = BigIntegerField()
    answer = TextField()

    class Meta:
        table_name = "kept_answer"


class Outgoing(Table):
    """What of an action reaches the world, and when: until it is due an undo takes it out again."""

    id = AutoField()
    journal = ForeignKeyField(Journal, backref="+", on_delete="RESTRICT")
    record = TextField()
    outside = TextField()
    due_at = BigIntegerField()

    class Meta:
        table_name = "outbox"
