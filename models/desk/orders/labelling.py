"""Makes custom statuses and custom types, and switches them on and off.

A name serves once among all statuses, or all types, the shipped ones included: both are lists in
which an agent looks a name up. *Source*: rules.md, 2.2 and 2.3.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.desk.orders.order_list import order_badges
from models.desk.orders.put_fields import flag_of, one_of, text_of
from models.desk.session import Session
from models.errors import Invalid, Refused
from models.plans import Reason, Refusal
from models.rulebook import COLOURS
from models.tables.stores import CustomStatus, LineTypeRow
from models.till.world import BEHAVIOURS

LIMIT = 10_000
_Label = type[CustomStatus | LineTypeRow]


def custom_status(session: Session, fields: Mapping[str, object]) -> str:
    """Makes a custom status, or switches one that there is.

    *Errors*: `Refused` where its name or backend id is taken, `Invalid`.
    """
    shipped = [name for badge in order_badges(session).values() for name in (badge.code, badge.label)]
    return _label(session, fields, CustomStatus, "custom status", shipped)


def custom_type(session: Session, fields: Mapping[str, object]) -> str:
    """Makes a custom action type, or switches one that there is.

    *Errors*: `Refused` where its name or backend id is taken, `Invalid`.
    """
    return _label(session, fields, LineTypeRow, "custom type", ["mixed"])


def _label(
    session: Session, fields: Mapping[str, object], table: _Label, what: str, shipped: list[str]
) -> str:
    name = text_of(fields, "name")
    active = flag_of(fields, "active", default=True)
    if fields.get("active") is not None and set(fields) == {"name", "active"}:
        if code := _switched(session, table, name, active=active):
            return code
        if not active:
            raise Invalid(f"name: there is no {what} {name!r:.60} to switch off.")
    values: dict[str, object] = {
        "code": name,
        "name": name,
        "colour": one_of({"color": fields.get("color") or fields.get("colour")}, "color", COLOURS, "grey"),
        "backend_id": text_of(fields, "backend_id") if fields.get("backend_id") is not None else None,
        "description": text_of(fields, "description", ""),
        "active": int(active),
    }
    if table is LineTypeRow:
        values["behaves"] = one_of(fields, "behaves_like", BEHAVIOURS, "")
    _refuse_taken(session, table, values, what, shipped)
    session.database.run(table.insert(**values))
    return name


def _switched(session: Session, table: _Label, name: str, *, active: bool) -> str:
    """Switches the label of this name and gives its code; empty where there is none."""
    same = (table.name == name) | (table.code == name)
    if table is LineTypeRow:
        same &= LineTypeRow.custom == 1
    row = session.database.one(table.select(table.code).where(same).limit(1))
    if row is None:
        return ""
    session.database.run(table.update(active=int(active)).where(table.code == row[0]))
    return str(row[0])


def _refuse_taken(
    session: Session, table: _Label, values: Mapping[str, object], what: str, shipped: list[str]
) -> None:
    name, backend = str(values["name"]), values["backend_id"]
    rows = session.database.all(table.select(table.code, table.name, table.backend_id).limit(LIMIT))
    names = {str(each).casefold() for row in rows for each in row[:2]} | {each.casefold() for each in shipped}
    if backend is not None and backend in [row[2] for row in rows]:
        same = f"the backend id {backend}"
    elif name.casefold() in names:
        same = f"the name {name}"
    else:
        return
    message = f"There is a status or type with {same} already; choose another for the {what}."
    reason = Reason(name, "taken", message, "seed B")
    raise Refused(Refusal(f"put_{what.replace(' ', '_')}", name, (reason,)))
