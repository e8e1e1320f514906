"""Order cases and their lines.

A number is the id in another dress: case 1042 is ``ORDCS0001042``. ``is_open`` says that
the state is not final; it stands in the row so that a list of open cases is one walk over
an index however many cases there are.

*Units*: times in milliseconds since 1970, UTC. *Source*: rules.md, 1.1.
"""

from __future__ import annotations

from peewee import SQL, BigIntegerField, Check, ForeignKeyField, IntegerField, TextField

from models.tables.base import Table
from models.tables.people import Account, Agent, Contact, Group


class Case(Table):
    """A customer's complaint or change request about an order."""

    id = IntegerField(primary_key=True)
    state = TextField()
    is_open = IntegerField(constraints=[Check("is_open IN (0, 1)")])
    short_description = TextField(constraints=[Check("short_description <> ''")])
    account = ForeignKeyField(Account, backref="+", null=True, on_delete="RESTRICT")
    contact = ForeignKeyField(Contact, backref="+", null=True, on_delete="RESTRICT")
    consumer = ForeignKeyField(Contact, backref="+", null=True, on_delete="RESTRICT")
    order_number = TextField(default="")
    scope = TextField(constraints=[Check("scope IN ('specific_lines', 'multiple_orders')")])
    service = TextField(default="", constraints=[Check("service IN ('', 'change_request', 'dispute')")])
    channel = TextField(
        default="", constraints=[Check("channel IN ('', 'web', 'phone', 'email', 'chat', 'social')")]
    )
    priority = IntegerField(default=4, constraints=[Check("priority BETWEEN 1 AND 4")])
    assignment_group = ForeignKeyField(Group, backref="+", null=True, on_delete="RESTRICT")
    assigned_to = ForeignKeyField(Agent, backref="+", null=True, on_delete="RESTRICT", index=False)
    opened_at = BigIntegerField()
    opened_by = TextField()
    updated_at = BigIntegerField()
    updated_by = TextField()
    resolved_at = BigIntegerField(null=True)
    resolved_by = TextField(default="")
    closed_at = BigIntegerField(null=True)
    closed_by = TextField(default="")
    resolution_code = TextField(null=True)
    resolution_notes = TextField(default="")
    source = TextField(null=True)
    source_number = TextField(null=True)
    source_revision = IntegerField(null=True)
    search_text = TextField()
    version = IntegerField(default=1, constraints=[Check("version > 0")])

    class Meta:
        table_name = "cases"
        indexes = (
            (("source", "source_number"), True),
            (("is_open", "priority"), False),
            (("is_open", "opened_at"), False),
            (("is_open",), False),
            (("assigned_to", "is_open", "priority"), False),
            (("assigned_to", "is_open", "opened_at"), False),
            (("assigned_to", "is_open"), False),
            (("priority",), False),
            (("opened_at",), False),
        )


class Line(Table):
    """One issue of a case; ``about`` is the order or order line that it stands for."""

    id = IntegerField(primary_key=True)
    case = ForeignKeyField(Case, backref="+", on_delete="CASCADE", index=False)
    state = TextField()
    is_open = IntegerField(constraints=[Check("is_open IN (0, 1)")])
    about = TextField(constraints=[Check("about <> ''")])
    request_reason = TextField(
        default="",
        constraints=[
            Check(
                "request_reason IN "
                "('', 'increase_demand', 'change_in_contract', 'initial_input_incorrect', 'other')"
            )
        ],
    )
    ordered_quantity = BigIntegerField(null=True, constraints=[Check("ordered_quantity >= 0")])
    requested_quantity = BigIntegerField(null=True, constraints=[Check("requested_quantity >= 0")])
    approved_quantity = BigIntegerField(null=True, constraints=[Check("approved_quantity >= 0")])
    expected_date = TextField(default="")
    requested_date = TextField(default="")
    approved_date = TextField(default="")
    current_location = TextField(default="")
    requested_location = TextField(default="")
    approved_location = TextField(default="")
    account = ForeignKeyField(Account, backref="+", null=True, on_delete="RESTRICT", index=False)
    contact = ForeignKeyField(Contact, backref="+", null=True, on_delete="RESTRICT", index=False)
    priority = IntegerField(default=4, constraints=[Check("priority BETWEEN 1 AND 4")])
    assignment_group = ForeignKeyField(Group, backref="+", null=True, on_delete="RESTRICT", index=False)
    assigned_to = ForeignKeyField(Agent, backref="+", null=True, on_delete="RESTRICT", index=False)
    resolution_code = TextField(null=True)
    close_notes = TextField(default="")
    version = IntegerField(default=1, constraints=[Check("version > 0")])

    class Meta:
        table_name = "case_lines"
        indexes = ((("case", "is_open"), False), (("about",), False))


class Sequence(Table):
    """The last number given out, by kind of record; numbers are never given twice."""

    name = TextField(primary_key=True)
    value = IntegerField(constraints=[SQL("DEFAULT 1000")])

    class Meta:
        table_name = "sequence"
