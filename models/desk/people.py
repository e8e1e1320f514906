"""Agents, groups, accounts and contacts: found by name, taken up where the desk doesn't know them yet."""

from __future__ import annotations

from collections.abc import Mapping

from peewee import OP, Expression

from models.database import Database
from models.desk.names import checked_name
from models.desk.session import Session
from models.errors import Invalid
from models.rulebook import ROLES
from models.statements import Statement, slot
from models.tables.people import Account, Agent, Contact, Group, Membership

NAMED: dict[str, type[Account | Group]] = {"account": Account, "assignment_group": Group}
_AGENT = Statement(Agent.select(Agent.id).where(Agent.name == slot("name")).limit(1))
_NAMED = {
    field: Statement(table.select(table.id).where(table.name == slot("name")).limit(1))
    for field, table in NAMED.items()
}
# IS and not =: a contact may have no account.
_CONTACT = Statement(
    Contact.select(Contact.id)
    .where((Contact.kind == slot("kind")) & (Contact.name == slot("name")))
    .where(Expression(Contact.account, OP.IS, slot("account")))
    .limit(1)
)


def agent_id(database: Database, name: str) -> int:
    """The id of an agent, who is taken up with the role agent where he is new."""
    if row := database.one(_AGENT, {"name": name}):
        return int(str(row[0]))
    return database.insert(Agent.insert(name=checked_name("An agent", name), role="agent"))


def named_id(database: Database, field: str, name: str) -> int:
    """The id of an account or assignment group of this name, made where there is none."""
    if row := database.one(_NAMED[field], {"name": name}):
        return int(str(row[0]))
    return database.insert(NAMED[field].insert(name=name))


def contact_id(database: Database, kind: str, name: str, account: int | None) -> int:
    """The id of a contact (of this account, where one is known) or consumer, made where there is none."""
    if row := database.one(_CONTACT, {"kind": kind, "name": name, "account": account}):
        return int(str(row[0]))
    return database.insert(Contact.insert(kind=kind, name=name, account=account))


def put_agent(session: Session, fields: Mapping[str, object]) -> str:
    """Makes an agent or replaces his role and groups.

    *Errors*: `Invalid`.
    """
    unknown = set(fields) - {"name", "role", "groups"}
    if unknown:
        raise Invalid(f"An agent has no field {min(unknown)!r}; it has: name, role, groups.")
    name = checked_name("An agent's name", fields.get("name"))
    role = fields.get("role", "agent")
    if role not in ROLES:
        raise Invalid(f"{role!r:.60} is no role; take one of: {', '.join(ROLES)}.")
    groups = fields.get("groups", ())
    if isinstance(groups, str):
        groups = [group for group in groups.split(",") if group.strip()]
    if not isinstance(groups, list | tuple):
        raise Invalid("groups is a list of names.")
    names = [checked_name("A group", group) for group in groups]
    database = session.database
    who = agent_id(database, name)
    database.run(Agent.update(role=role, version=Agent.version + 1).where(Agent.id == who))
    if "groups" in fields:
        database.run(Membership.delete().where(Membership.agent == who))
        for group in names:
            group_id = named_id(database, "assignment_group", group)
            database.run(Membership.insert(agent=who, group=group_id).on_conflict_ignore())
    return name
