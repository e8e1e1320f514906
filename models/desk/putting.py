"""Makes records that are known by a key, or replaces them: agents, settings and what orders are made of."""

from __future__ import annotations

import json
from collections.abc import Mapping

from models.desk.digests import customer_key
from models.desk.history import Event, write_history
from models.desk.orders.putting import PUTS, put_record
from models.desk.people import put_agent
from models.desk.ruling import need_role
from models.desk.session import OWN_GROUPS, Session
from models.errors import Invalid
from models.plans import Change
from models.record_views import Done
from models.tables.settings import Setting
from models.tables.stores import Unit
from models.till.world import SETTINGS

DESK_WIDE = (OWN_GROUPS,)
KINDS = ("agent", "setting", *PUTS)
CUSTOMER = "customer"


def put(session: Session, kind: str, fields: Mapping[str, object]) -> Done:
    """Makes or replaces a record of a kind, by its key; only an admin may.

    A setting whose value is nothing loses its own value: it is inherited again.

    *Errors*: `Invalid`, `Refused`.
    """
    if kind not in KINDS:
        raise Invalid(f"There is no kind {kind!r:.60} to put; there are: {', '.join(KINDS)}.")
    with session.database.write():
        need_role(session, "admin", f"put {kind}")
        name, moved = _put(session, kind, fields)
        event = Event(f"put_{kind}", name, "", session.clock(), session.agent)
        journal = write_history(session, *(_unnamed(event, moved) if kind == CUSTOMER else (event, moved)))
        return Done(name, 1, "", journal, moved, ())


def _unnamed(event: Event, moved: tuple[Change, ...]) -> tuple[Event, tuple[Change, ...]]:
    """A customer's id may be his name or address: the journal has a digest of it like of the rest of him."""
    told = (Change(CUSTOMER, CUSTOMER, None, event.record, "put"), *moved)
    owner = customer_key(event.record)
    return event._replace(record=CUSTOMER, owner=owner), tuple(
        each._replace(record=CUSTOMER) for each in told
    )


def _put(session: Session, kind: str, fields: Mapping[str, object]) -> tuple[str, tuple[Change, ...]]:
    """The name of what is put, and what that changes; from what was there, where that is known."""
    if kind == "setting":
        return _put_setting(session, fields)
    made = put_agent(session, fields) if kind == "agent" else put_record(session, kind, fields)
    if isinstance(made, Change):
        return made.record, (made,)
    told = {key: value for key, value in fields.items() if key not in _KEYS}
    return made, tuple(Change(made, key, None, _shown(value), "put") for key, value in told.items())


_KEYS = ("id", "name", "ou", "product")


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return json.dumps(value) if isinstance(value, bool) else str(value)


def _put_setting(session: Session, fields: Mapping[str, object]) -> tuple[str, tuple[Change, ...]]:
    unknown = set(fields) - {"ou", "name", "value"}
    if unknown:
        raise Invalid(f"A setting has no field {min(unknown)!r}; it has: ou, name, value.")
    name, unit = fields.get("name"), fields.get("ou") or ""
    known = (*DESK_WIDE, *SETTINGS)
    if name not in known:
        raise Invalid(f"There is no setting {name!r:.60}; there are: {', '.join(known)}.")
    value = _setting_value(str(name), fields)
    if unit and name in DESK_WIDE:
        raise Invalid(f"{name} is set for the whole desk; leave out `ou`.")
    if unit and session.database.one(Unit.select(Unit.id).where(Unit.id == unit).limit(1)) is None:
        raise Invalid(f"ou: there is no organization unit {unit!r:.60} on this desk; put it first.")
    own = (Setting.ou == unit) & (Setting.name == name)
    row = session.database.one(Setting.select(Setting.value).where(own).limit(1))
    session.database.run(Setting.delete().where(own))
    if value is not None:
        session.database.run(Setting.insert(ou=unit, name=name, value=json.dumps(value)))
    record = f"setting {unit} {name}" if unit else str(name)
    after = None if value is None else json.dumps(value)
    return str(name), (Change(record, "value", row[0] if row else None, after, "put"),)


#: What is written for "no value of its own" where nothing but a text can be written.
_NOTHING = ("", "null")


def _setting_value(name: str, fields: Mapping[str, object]) -> bool | None:
    """True or false, or None for a setting that loses its own value."""
    if "value" not in fields:
        raise Invalid(f"{name} is true or false; say which in `value`.")
    value = fields["value"]
    if isinstance(value, str):
        word = value.strip().casefold()
        value = None if word in _NOTHING else {"true": True, "false": False}.get(word, value)
    if value is None or isinstance(value, bool):
        return value
    raise Invalid(f"{name} is true or false, not {value!r:.60}; null lets it be inherited again.")
