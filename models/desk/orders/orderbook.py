"""One order as its screen shows it: facts, lines, what follows from them, what may be done."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from models import engine
from models.desk.casebook import visible_facts
from models.desk.references import cases_about
from models.desk.session import Session
from models.numbers import parse_number
from models.order_views import OrderLineView, OrderView
from models.plans import Facts, Reason, Record, Verdict, Verdicts
from models.rulebook import Rulebook
from models.tables.orders import Order
from models.tables.stores import Customer, CustomStatus, LineTypeRow
from models.till import derivations
from models.till.answers import PURPOSES
from models.till.checkpoints import checked
from models.till.quantities import line_amount, living, order_type, returned, to_pay, total, world_of
from models.till.warnings import warnings

_EXTRAS = (
    Order.opened_at, Order.opened_by, Order.placed_at, Order.placed_by, Order.source, Order.source_number,
)  # fmt: skip


def order_view(session: Session, number: str, shown: int) -> OrderView:
    """An order with its first lines and the verdict on every action."""
    with session.database.read():
        rulebook = session.rulebook()
        facts = visible_facts(session, number)
        facts = Facts(facts.actor, facts.head, facts.lines, facts.head.number, facts.world)
        order_id = parse_number(facts.head.number)[1]
        extras = session.database.one(Order.select(*_EXTRAS).where(Order.id == order_id).limit(1))
        colours = _colours(session)
        label = _label(session, facts.head.values.get("custom_status"))
        name = _customer(session, facts.head.values.get("customer"))
        about = cases_about(session, facts.head.number)
    machine = rulebook.machine_by_code["order"]
    kind = order_type(facts)
    world = world_of(facts)
    verdicts = engine.verdicts(rulebook, facts)
    cells: dict[str, Any] = {
        key: "" if value is None else value for key, value in facts.head.values.items() if key != "last_line"
    }
    cells |= zip((column.name for column in _EXTRAS), extras or (None,) * len(_EXTRAS), strict=True)
    cells |= {"source": cells["source"] or "", "source_number": cells["source_number"] or ""}
    return OrderView(
        **{
            **cells,
            "number": facts.head.number,
            "state": facts.head.state,
            "version": facts.head.version,
            "status": derivations.badge(machine, facts),
            "statuses": derivations.statuses(machine, facts),
            "marks": derivations.marks(facts),
            "type": kind,
            "type_label": "Mixed" if kind == "mixed" else world.type_label(kind) if kind else "",
            "type_colour": "amber" if kind == "mixed" else colours.get(kind, "dim"),
            "custom_status": label[0],
            "custom_status_colour": label[1],
            "total_minor": total(facts),
            "to_pay_minor": to_pay(facts),
            "returns_minor": returned(facts),
            "customer_name": name,
            "customer_address": world.customer_address,
            "names": _names(facts),
            "locked": bool(facts.head.values.get("locked")),
            "lines_total": len(facts.lines),
            "lines": tuple(line_view(rulebook, facts, line, colours) for line in facts.lines[:shown]),
            "warnings": warnings(rulebook, facts),
            "checklist": checklist(facts, verdicts),
            "checked": checked(rulebook, facts),
            "cases": about,
            "verdicts": verdicts,
        }
    )


def line_views(session: Session, number: str, after: int, limit: int) -> tuple[OrderLineView, ...]:
    """Lines of an order behind the first ``after`` ones."""
    with session.database.read():
        rulebook = session.rulebook()
        facts = visible_facts(session, number)
        colours = _colours(session)
    return tuple(line_view(rulebook, facts, line, colours) for line in facts.lines[after : after + limit])


def one_line(session: Session, number: str) -> OrderLineView:
    """One line of an order with its verdicts."""
    with session.database.read():
        rulebook = session.rulebook()
        facts = visible_facts(session, number)
        colours = _colours(session)
    return line_view(rulebook, facts, facts.record, colours)


def line_view(rulebook: Rulebook, facts: Facts, line: Record, colours: dict[str, str]) -> OrderLineView:
    """A line with what it comes to, and the verdict on every action for it."""
    shop, product = str(facts.head.values.get("originating")), str(line.values.get("product"))
    cells: dict[str, Any] = {name: "" if value is None else value for name, value in line.values.items()}
    kind = str(cells["type"])
    return OrderLineView(
        **cells
        | {
            "number": line.number,
            "version": line.version,
            "is_product": bool(cells["is_product"]),
            "amount_minor": line_amount(line, living(line)),
            "type_label": world_of(facts).type_label(kind),
            "type_colour": colours.get(kind, "grey"),
            "stock": world_of(facts).stock.get((shop, product, "sellable"), 0),
            "verdicts": Verdicts(partial(engine.line_verdicts, rulebook, facts, line.number)),
        }
    )


def checklist(facts: Facts, verdicts: Iterable[Verdict]) -> tuple[Reason, ...]:
    """What bars Place, while the order is a basket."""
    if facts.head.state != "basket":
        return ()
    return next((each.reasons for each in verdicts if each.action == "place"), ())


def _names(facts: Facts) -> dict[str, str]:
    """What purposes, units, methods and suppliers are called that the order, or a plan of it, may name."""
    world = world_of(facts)
    units = {code: unit.name for code, unit in world.units.items()}
    return (
        dict(PURPOSES)
        | units
        | {code: method.name for code, method in world.methods.items()}
        | dict(world.suppliers)
    )


def _colours(session: Session) -> dict[str, str]:
    rows = session.database.all(LineTypeRow.select(LineTypeRow.code, LineTypeRow.colour).limit(1000))
    return {str(code): str(colour) for code, colour in rows}


def _label(session: Session, code: object) -> tuple[str, str]:
    table = CustomStatus
    row = session.database.one(table.select(table.name, table.colour).where(table.code == code).limit(1))
    return (str(row[0]), str(row[1])) if row else ("", "")


def _customer(session: Session, code: object) -> str:
    row = session.database.one(Customer.select(Customer.name).where(Customer.id == code).limit(1))
    return str(row[0]) if row else ""
