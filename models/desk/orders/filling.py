"""Creates and edits: a new basket, its lines, fields and quantities; a line taken out, a note written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models import engine
from models.checks import storable, whole_number
from models.desk.acting import Begun, begin, permit
from models.desk.applying import inserted, whole_row
from models.desk.numbering import next_number
from models.desk.orders import surroundings
from models.desk.orders.applying import apply_order
from models.desk.orders.catalogue import customer_id, knows_customer
from models.desk.orders.fields import basket_values, line_values
from models.desk.orders.new_line import new_line
from models.desk.orders.premises import revision
from models.desk.orders.reading import world
from models.desk.orders.returning import recount
from models.desk.people import agent_id
from models.desk.session import Session
from models.effects import Draft
from models.errors import Invalid, Refused
from models.money import countable, minor_of
from models.numbers import number_of
from models.plans import Change, Entry, Facts, Reason, Record, Refusal
from models.record_views import Done
from models.rulebook import Rulebook
from models.tables.orders import Order, OrderLine
from models.till.checklist import purpose_complete
from models.till.quantities import is_return
from models.till.quantities import number as number_in
from models.till.warnings import warnings


def new_basket(session: Session, fields: Mapping[str, object], lines: Sequence[Mapping[str, object]]) -> Done:
    """Makes a basket with its lines.

    *Errors*: `Refused`, `Invalid`.
    """
    values = basket_values(fields, new=True)
    with session.database.write():
        standing = session.standing()
        rulebook = session.rulebook(standing.revision)
        if not standing.known:
            agent_id(session.database, session.agent)
        order_id = next_number(session, "order")
        number = number_of("order", order_id)
        state = rulebook.machine_by_code["order"].initial.code
        known = knows_customer(session, values.get("customer"))
        head_values = _head_values(session, values)
        head = Record("order", number, state, 1, head_values)
        facts = Facts(standing.actor, head, (), number, world(session, revision(session), head, ()))
        permit(rulebook, facts, "edit")
        row = {name: value for name, value in head_values.items() if value is not None}
        now = session.clock()
        stamps = {
            "opened_at": now,
            "opened_by": session.agent,
            "updated_at": now,
            "updated_by": session.agent,
        }
        inserted(
            session, Order, row | stamps | {"id": order_id, "state": state, "status": state, "is_open": 1}
        )
        draft = Draft(rulebook, facts, {})
        draft.set(head, "last_line", len(lines), "new")
        for position, line in enumerate(lines, 1):
            new_line(session, draft, line, position)
        facts = draft.facts
        _suits(rulebook, facts, "new")
        born = Change(number, "state", None, state, "new")
        changes = (born, *draft.changes)
        at_first = replace(facts, lines=())
        journal, told = apply_order(session, rulebook, at_first, "new", changes, creations=draft.creations)
        said = tuple(change for change in told if change.field != "last_line")
        warned = (*_taken_up(facts.head, known), *warnings(rulebook, facts))
        return Done(number, 2, state, journal, said, warned)


def _suits(rulebook: Rulebook, facts: Facts, action: str) -> None:
    """Lets pass what the purpose allows; what it lacks as yet is asked for at Place.

    *Errors*: `Refused`.
    """
    barred = purpose_complete(rulebook, facts, facts.head)
    reasons = tuple(
        replace(each, source="rules.md 2.4") for each in barred if each.code != "purpose_incomplete"
    )
    if reasons:
        raise Refused(Refusal(action, facts.head.number, reasons))


def _head_values(session: Session, values: Mapping[str, object]) -> dict[str, object]:
    units = surroundings.units(session)
    unit = units.get(str(values["ou"]))
    if unit is None:
        raise Invalid(f"ou: there is no organization unit {values['ou']!r:.60}; there are: {_some(units)}.")
    pickup = values.get("pickup")
    if pickup and pickup not in units:
        raise Invalid(f"pickup: there is no organization unit {pickup!r:.60}; there are: {_some(units)}.")
    target = values.get("target")
    if target and target not in units:
        raise Invalid(f"target: there is no organization unit {target!r:.60}; there are: {_some(units)}.")
    for name, known in (
        ("supplier", surroundings.suppliers(session)),
        ("shipping_method", surroundings.methods(session)),
    ):
        if values.get(name) and values[name] not in known:
            raise Invalid(f"{name}: {values[name]!r:.60} is not one of: {_some(known)}.")
    return {
        "purpose": values.get("purpose") or "sale",
        "customer": _customer(session, values, str(values.get("purpose") or "sale")),
        "address": values.get("address") or "",
        "originating": unit.id,
        "sold_from": unit.id,
        "pickup": pickup or (unit.id if "pickup" in unit.kinds else None),
        "sold_to": target or None,
        "supplier": values.get("supplier") or None,
        "reason": values.get("reason") or "",
        "shipping_method": values.get("shipping_method") or None,
        "description": values.get("description") or "",
        "locked": 0,
        "requested_date": values.get("requested_date") or "",
        "custom_status": None,
        "currency": unit.currency,
        "paid_minor": 0,
        "last_line": 0,
    }


def _customer(session: Session, values: Mapping[str, object], purpose: str) -> str | None:
    """The customer's id, or nothing; only a sale has one."""
    customer = values.get("customer")
    if customer and purpose != "sale":
        raise Invalid(f"customer: a basket for {purpose} has none; leave it out.")
    return customer_id(session, str(customer)) if customer else None


def _some(units: Mapping[str, object]) -> str:
    return ", ".join(list(units)[:20]) or "none"


def add_line(session: Session, number: str, fields: Mapping[str, object], version: int | None) -> Done:
    """Adds a line to a basket.

    *Errors*: `Refused`, `Stale`, `Unknown`, `Invalid`.
    """
    with session.database.write():
        rulebook, facts = begin(session, number, version, "add_line")
        permit(rulebook, facts, "add_line")
        position = int(str(facts.head.values["last_line"])) + 1
        draft = Draft(rulebook, facts, {})
        draft.set(facts.head, "last_line", position, "add_line")
        new_line(session, draft, fields, position)
        grown, facts = draft.facts, replace(facts, world=draft.facts.world)
        _suits(rulebook, grown, "add_line")
        journal, told = apply_order(
            session, rulebook, facts, "add_line", draft.changes, creations=draft.creations
        )
        line = grown.lines[-1].number
        said = [each for each in warnings(rulebook, grown) if each.record in (line, facts.head.number)]
        return Done(line, 1, "", journal, told[1:], tuple(said))


def set_fields(session: Session, number: str, fields: Mapping[str, object], version: int | None) -> Done:
    """Changes fields of an order, or the quantity and price of a basket's line.

    *Errors*: `Refused`, `Stale`, `Unknown`, `Invalid`.
    """
    with session.database.write():
        rulebook, facts = begin(session, number, version, "edit")
        begun = Begun(session, rulebook, facts)
        return _set_line(begun, fields) if facts.target != facts.head.number else _set_head(begun, fields)


def _set_head(begun: Begun, fields: Mapping[str, object]) -> Done:
    session, rulebook, facts = begun
    permit(rulebook, facts, "edit")
    values = basket_values(fields, new=False)
    known = knows_customer(session, values.get("customer"))
    if "customer" in values:
        values["customer"] = _customer(session, values, str(facts.head.values.get("purpose")))
    done = _changed(begun, facts.head, values)
    return done._replace(warnings=_taken_up(facts.head.moved(values), known))


def _taken_up(head: Record, known: bool) -> tuple[Reason, ...]:
    """That the customer is new to this desk: a slip of the finger would look the same."""
    if known:
        return ()
    message = f"Customer {head.values['customer']} is new to this desk and has no name or address yet."
    return (Reason(head.number, "new_customer", message),)


def _set_line(begun: Begun, fields: Mapping[str, object]) -> Done:
    _, rulebook, facts = begun
    known = rulebook.machine_by_code["order"].action_by_code
    # A rule set of old says of lines only where they are added.
    operation = "edit_line" if "edit_line" in known else "add_line"
    permit(rulebook, replace(facts, target=facts.head.number), operation)
    given = line_values(fields, new=False)
    line, draft = facts.record, Draft(rulebook, facts, {})
    values: dict[str, object] = {}
    pieces = number_in(line, "quantity")
    if "quantity" in given:
        values["quantity"] = pieces = _pieces(line, given["quantity"])
        recount(draft, line, abs(pieces) - number_in(line, "cancelled"), "edit")
    if given.get("unit_price") is not None:
        currency = str(facts.head.values["currency"])
        values["unit_price_minor"] = minor_of("unit_price", given["unit_price"], currency)
    countable(int(str({**line.values, **values}["unit_price_minor"])), pieces)
    if "label" in given:
        values["label"] = given["label"] or "sellable"
    fixed = set(given) - {"quantity", "unit_price", "label"}
    if fixed:
        raise Invalid(f"{min(fixed)} is not set on a line: its type and shipping change with `do set_type`.")
    return _changed(begun, line, values, draft.changes)


def _pieces(line: Record, given: object) -> int:
    """The new quantity of a line: of the same sign, and more than is cancelled of it already."""
    pieces, cancelled = whole_number("quantity", given), number_in(line, "cancelled")
    if (pieces < 0) != is_return(line):
        raise Invalid("quantity: a sale line stays one and a return line, too; take the line out instead.")
    if abs(pieces) <= cancelled:
        raise Invalid(
            f"quantity: {cancelled} pieces of {line.number} are cancelled; take the line out instead."
        )
    return pieces


def _changed(
    begun: Begun, record: Record, values: Mapping[str, object], besides: tuple[Change, ...] = ()
) -> Done:
    session, rulebook, facts = begun
    changes = tuple(
        Change(record.number, name, record.values.get(name), value, "edit")
        for name, value in values.items()
        if (record.values.get(name) or "") != (value or "")
    )
    if not changes:
        return Done(record.number, record.version, facts.head.state, 0, (), ())
    journal, told = apply_order(session, rulebook, facts, "edit", (*changes, *besides))
    return Done(record.number, record.version + 1, facts.head.state, journal, told, ())


def delete_line(session: Session, number: str, version: int | None) -> Done:
    """Takes a line out of a basket.

    *Errors*: `Refused`, `Stale`, `Unknown`, `Invalid`.
    """
    with session.database.write():
        rulebook, facts = begin(session, number, version, "delete_line")
        if facts.target == facts.head.number:
            raise Invalid(f"{facts.target} is an order; orders are cancelled, only lines are taken out.")
        permit(rulebook, replace(facts, target=facts.head.number), "delete_line")
        line = facts.record
        left = tuple(each for each in facts.lines if each is not line)
        order_id = int(facts.head.number.removeprefix("SO"))
        position = int(line.number.rpartition("/")[2])
        kept = {line.number: whole_row(session, OrderLine, order=order_id, position=position)}
        session.database.run(
            OrderLine.delete().where((OrderLine.order == order_id) & (OrderLine.position == position))
        )
        gone = Change(line.number, "quantity", line.values["quantity"], None, "delete_line")
        at_last = replace(facts, lines=left, target=facts.head.number)
        draft = Draft(rulebook, at_last, {})
        recount(draft, line, 0, "delete_line")
        engine.become(draft, rulebook.machine_by_code["order"])
        journal, told = apply_order(
            session, rulebook, at_last, "delete_line", draft.changes, gone=(gone,), kept=kept
        )
        return Done(line.number, line.version, "", journal, told, ())


def note(session: Session, number: str, text: str, kind: str) -> Done:
    """Writes a work note or a comment.

    *Errors*: `Refused`, `Unknown`, `Invalid`.
    """
    operation = {"work_note": "note", "comment": "comment"}[kind]
    with session.database.write():
        rulebook, facts = begin(session, number, None)
        permit(rulebook, replace(facts, target=facts.head.number), operation)
        entry = Entry(facts.target, kind, storable("text", text))
        journal, _ = apply_order(session, rulebook, facts, operation, entries=(entry,))
        return Done(facts.target, facts.record.version, facts.head.state, journal, (), ())
