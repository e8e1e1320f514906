"""Makes records that are known by a name, or replaces them: agents and settings."""

from __future__ import annotations

import json
from collections.abc import Mapping

from models.desk.history import Event, write_history
from models.desk.people import put_agent
from models.desk.ruling import need_role
from models.desk.session import OWN_GROUPS, Session
from models.errors import Invalid
from models.plans import Change
from models.record_views import Done
from models.tables.settings import Setting

SETTINGS = (OWN_GROUPS,)


def put(session: Session, kind: str, fields: Mapping[str, object]) -> Done:
    """Makes or replaces a record of a kind, by its key; only an admin may.

    *Errors*: `Invalid`, `Refused`.
    """
    with session.database.write():
        need_role(session, "admin", f"put {kind}"[:80])
        if kind == "agent":
            name = put_agent(session, fields)
            moved = [
                Change(name, key, None, _shown(fields[key]), "put")
                for key in ("role", "groups")
                if key in fields
            ]
        elif kind == "setting":
            name = _put_setting(session, fields)
            moved = [Change(name, "value", None, json.dumps(fields["value"]), "put")]
        else:
            raise Invalid(f"There is no kind {kind!r:.60} to put; there are: agent, setting.")
        event = Event(f"put_{kind}", name, "", session.clock(), session.agent)
        journal = write_history(session, event, moved)
        return Done(name, 1, "", journal, tuple(moved), ())


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _put_setting(session: Session, fields: Mapping[str, object]) -> str:
    unknown = set(fields) - {"ou", "name", "value"}
    if unknown:
        raise Invalid(f"A setting has no field {min(unknown)!r}; it has: ou, name, value.")
    name = fields.get("name")
    if name not in SETTINGS:
        raise Invalid(f"There is no setting {name!r:.60}; there are: {', '.join(SETTINGS)}.")
    value = fields.get("value")
    if isinstance(value, str) and value.casefold() in ("true", "false"):
        value = value.casefold() == "true"
    if not isinstance(value, bool):
        raise Invalid(f"{name} is true or false, not {value!r:.60}.")
    if fields.get("ou"):
        raise Invalid(f"{name} is set for the whole desk; leave out `ou`.")
    session.database.run(Setting.delete().where((Setting.ou == "") & (Setting.name == name)))
    session.database.run(Setting.insert(ou="", name=name, value=json.dumps(value)))
    return str(name)
