"""Orders as they can be: every state with lines as far as it lets them be, and a world around them."""

from __future__ import annotations

from collections.abc import Mapping

from models.actor import Actor
from models.engine import asks_of
from models.plans import Ask, Facts, Record
from models.rulebook import Rulebook
from models.till.aftermath import COUNTERS
from models.till.quantities import total
from models.till.world import SETTINGS, Country, LineType, Method, Unit, World

HEAD = "SO0001001"
STATES = ("basket", "suspended", "placed", "completed", "cancelled")
PURPOSES = ("sale", "return_to_supplier", "interstore")
#: How far a line of three pieces is, by its name: its counters.
FAR: Mapping[str, Mapping[str, int]] = {
    "open": {},
    "reserved": {"reserved": 3},
    "ordered": {"ordered": 3},
    "invoiced": {"ordered": 3, "invoiced": 3},
    "part_shipped": {"shipped": 1, "invoiced": 1},
    "part_set_aside": {"shipped": 1, "invoiced": 1, "reserved": 2},
    "part_reserved": {"shipped": 1, "invoiced": 1, "reserved": 1, "ordered": 1},
    "part_cancelled": {"cancelled": 1},
    "shipped": {"shipped": 3, "invoiced": 3},
    "on_its_way": {"shipped": 3, "ordered": 3},
    "brought_back": {"shipped": 3, "invoiced": 3, "returned": 3},
    "cancelled": {"cancelled": 3},
}
_OF_TYPE = {
    "carry_out": ("open", "part_shipped", "part_cancelled", "shipped", "brought_back", "cancelled"),
    "delivery": ("reserved", "part_set_aside", "shipped", "cancelled"),
    "reserve": ("reserved", "ordered", "part_reserved", "shipped", "cancelled"),
    "order": ("reserved", "ordered", "invoiced", "part_reserved", "shipped", "cancelled"),
    "return": ("open", "shipped", "cancelled"),
}
_OF_STATE = {
    "basket": ("open", "part_cancelled", "cancelled"),
    "suspended": ("open", "part_cancelled", "cancelled"),
    "completed": ("shipped", "brought_back", "cancelled"),
    "cancelled": ("cancelled",),
}


def line_situations(state: str, purpose: str) -> tuple[tuple[str, str], ...]:
    """Types and how far a line of them can be in a state of the order; only a sale has types."""
    if purpose != "sale":
        way = ("on_its_way",) if purpose == "interstore" else ()
        placed = ("open", "part_shipped", "part_cancelled", "shipped", *way, "cancelled")
        return tuple(("carry_out", far) for far in _OF_STATE.get(state, placed) if far != "brought_back")
    if state in ("basket", "suspended"):
        return tuple((kind, far) for kind in _OF_TYPE for far in _OF_STATE[state])
    return tuple(
        (kind, far) for kind, fars in _OF_TYPE.items() for far in fars if far in _OF_STATE.get(state, fars)
    )


def order(
    state: str,
    lines: tuple[tuple[str, str], ...],
    *,
    role: str = "agent",
    purpose: str = "sale",
    locked: bool = False,
    paid: bool = False,
    settings: Mapping[str, bool] = SETTINGS,
) -> Facts:
    """The facts of an order with lines of these types that are so far."""
    made = tuple(_line(place, kind, far, purpose) for place, (kind, far) in enumerate(lines, start=1))
    values: dict[str, object] = {
        "purpose": purpose, "customer": "C1" if purpose == "sale" else None, "address": "",
        "originating": "A", "sold_from": "A", "pickup": "A",
        "sold_to": "B" if purpose == "interstore" else None,
        "supplier": "ACME" if purpose == "return_to_supplier" else None, "reason": "broken",
        "shipping_method": "van" if purpose == "interstore" else None,
        "description": "", "locked": int(locked), "currency": "EUR",
        "custom_status": "urgent" if locked or state in ("completed", "cancelled") else None,
        "paid_minor": 0, "last_line": len(lines),
    }  # fmt: skip
    facts = Facts(
        Actor("ann", role),
        Record("order", HEAD, state, 1, values),
        made,
        HEAD,
        _world(made, purpose, state, settings),
    )
    if paid or state == "completed":
        values["paid_minor"] = total(facts)
    elif state == "cancelled":
        values["paid_minor"] = 500
    return facts


def _line(place: int, kind: str, far: str, purpose: str) -> Record:
    counters = dict.fromkeys(COUNTERS, 0) | dict(FAR[far])
    if kind == "return" or purpose != "sale":
        counters["invoiced"] = counters["invoiced"] if purpose == "sale" else 0
    values = {
        "product": "P", "description": "Lamp", "is_product": 1, "quantity": -3 if kind == "return" else 3,
        "unit_price_minor": 1000, "type": "carry_out" if kind == "return" else kind, "label": "sellable",
        "shipping_method": "post" if kind == "delivery" else None, "returns": "",
        "ship_from": "W" if kind == "delivery" or (counters["ordered"] and purpose == "sale") else None,
    }  # fmt: skip
    return Record("order_line", f"{HEAD}/{place}", "", 1, values | counters)


def _world(lines: tuple[Record, ...], purpose: str, state: str, settings: Mapping[str, bool]) -> World:
    units = (
        Unit("W", "Warehouse", frozenset({"warehouse"}), country="NL"),
        Unit(
            "A",
            "Shop A",
            frozenset({"shop", "pickup"}),
            "W",
            "NL",
            methods=("post", "van"),
            suppliers=("ACME",),
        ),
        Unit("B", "Shop B", frozenset({"shop", "pickup"}), "W", "NL"),
    )
    pieces = {"sellable": 4, "reserved": 20, "transit": 20}
    return World(
        units={unit.id: unit for unit in units},
        countries={"NL": Country("NL", "Netherlands")},
        methods={"post": Method("post", "Post"), "van": Method("van", "Van", "interbranch")},
        suppliers={"ACME": "Supplier"},
        settings=settings,
        types={kind: LineType(kind, kind, kind) for kind in ("carry_out", "delivery", "reserve", "order")},
        labels={"urgent": "Urgent"},
        stock={(unit.id, "P", label): number for unit in units for label, number in pieces.items()},
        shipments=_shipments(lines, purpose, state),
        customer_address="Street 1",
    )


def _shipments(lines: tuple[Record, ...], purpose: str, state: str) -> dict[str, Record]:
    """The open shipments: of what is delivered and set aside, or all that is open where nothing is sold."""
    found = {}
    for place, line in enumerate(lines, start=1):
        values = {name: int(str(line.values[name])) for name in ("shipped", "reserved", "cancelled")}
        left = values["reserved"] if line.values["type"] == "delivery" else 0
        if purpose != "sale":
            left = 3 - values["cancelled"] - values["shipped"] if state == "placed" else 0
        if left:
            pieces = {"pieces": values["shipped"] + left, "shipped": values["shipped"]}
            found[line.number] = Record("shipment", f"SHP{place:07d}", "open", 1, pieces)
    return found


def offered(rulebook: Rulebook, facts: Facts, action: str) -> dict[str, object]:
    """Answers to what an action asks for, as the form offers them first."""
    asked = asks_of(rulebook, facts, action)
    return {ask.name: _answer(ask, facts) for ask in asked if ask.name not in ("tendered", "ship_from")}


def _answer(ask: Ask, facts: Facts) -> object:
    if ask.kind == "quantities":
        return (
            {choice.value: choice.suggests for choice in ask.choices} or {facts.lines[0].number: 1}
            if facts.lines
            else None
        )
    first = ask.choices[0].value if ask.choices else ""
    return first or {"amount": ask.default or "1.00", "pieces": 1, "line": None}.get(ask.kind, "as agreed")
