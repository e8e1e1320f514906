"""A desk with a till: two shops, a warehouse, goods on the shelf, and baskets of a real afternoon."""

from __future__ import annotations

from pathlib import Path

from models import Desk
from tests.tui.desks import HOUR, NOON, Clock, empty_desk

ORDER = "SO0001001"


def shop(folder: Path, clock: Clock | None = None, agent: str = "ann") -> Desk:
    """A desk without an order: Amsterdam sells and hands out, Utrecht is the warehouse."""
    desk = empty_desk(folder, clock, agent)
    setup = desk.as_agent("mia")
    setup.put("country", {"id": "NL", "name": "Netherlands", "allows_mixed": True})
    setup.put("shipping_method", {"id": "courier", "name": "Courier"})
    setup.put("shipping_method", {"id": "van", "name": "Van", "delivery_type": "interbranch"})
    setup.put("supplier", {"id": "LUX", "name": "Lux & Sons"})
    setup.put("ou", {"id": "NL-W", "name": "Warehouse Utrecht", "kinds": ["warehouse"], "country": "NL"})
    for code, name in (("AMS", "Amsterdam 01"), ("RTM", "Rotterdam")):
        setup.put(
            "ou",
            {
                "id": code,
                "name": name,
                "kinds": ["shop", "pickup"],
                "parent": "NL-W",
                "country": "NL",
                "currency": "EUR",
                "shipping_methods": ["courier", "van"],
                "suppliers": ["LUX"],
            },
        )
    setup.put("customer", {"id": "C7", "name": "Kim Brandt", "address": "Prinsengracht 5, Amsterdam"})
    goods: tuple[tuple[str, str, str, int], ...] = (
        ("LN", "Lamp Nora, brass", "89.00", 5),
        ("SN", "Shade Nora, linen", "39.50", 0),
    )
    goods += (("CT", "Chair Tove, oak", "129.00", 1), ("CU", "Cushion", "24.00", 12))
    for code, name, price, pieces in goods:
        setup.put("product", {"id": code, "name": name, "price": price})
        setup.put("stock", {"ou": "AMS", "product": code, "quantity": pieces})
        setup.put("stock", {"ou": "NL-W", "product": code, "quantity": 20})
    return desk


def allow_mixed(desk: Desk) -> None:
    """Let orders mix their types in Amsterdam."""
    desk.as_agent("mia").put("setting", {"ou": "AMS", "name": "Orders:AllowMixed", "value": True})


def mixed_basket(folder: Path, agent: str = "ann") -> Desk:
    """The basket of Kim Brandt: carried out, ordered, delivered, and a cushion that comes back."""
    clock = Clock(NOON - HOUR)
    desk = shop(folder, clock, agent)
    desk.till.new_basket(
        {"ou": "AMS", "customer": "C7"},
        [
            {"product": "LN", "quantity": 2},
            {"product": "SN", "quantity": 1},
            {"product": "CT", "quantity": 4, "type": "delivery", "shipping_method": "courier"},
            {"product": "CU", "quantity": -1},
        ],
    )
    clock.now = NOON
    return desk


def placed_order(folder: Path, agent: str = "ann") -> Desk:
    """An order of four lamps and two cushions, all carried out, placed and not yet paid."""
    clock = Clock(NOON - 2 * HOUR)
    desk = shop(folder, clock, agent)
    lines = [{"product": "LN", "quantity": 4}, {"product": "CU", "quantity": 2}]
    desk.till.new_basket({"ou": "AMS", "customer": "C7"}, lines)
    clock.now = NOON - HOUR
    desk.do("place", ORDER)
    clock.now = NOON
    return desk


def afternoon(folder: Path, agent: str = "ann") -> Desk:
    """Orders of a real afternoon: one in every view of the list, some half paid or half handed over."""
    clock = Clock(NOON - 9 * HOUR)
    desk = shop(folder, clock, agent)
    allow_mixed(desk)
    lines = [{"product": "LN", "quantity": 1}, {"product": "CU", "quantity": 2}]

    def basket(*sold: dict[str, object], **fields: object) -> str:
        clock.now += HOUR // 2
        return desk.till.new_basket({"ou": "AMS", **fields}, sold or lines).record

    def do(action: str, number: str, **inputs: object) -> None:
        clock.now += HOUR // 6
        desk.do(action, number, inputs)

    done = basket(customer="C7")
    do("place", done)
    do("pay", done, amount="137.00")
    do("ship", done)
    half = basket(customer="C7")
    do("place", half)
    do("pay", half, amount="50.00")
    do("ship", half, lines={f"{half}/2": 1})
    waits = basket({"product": "SN", "quantity": 2}, customer="C7")
    do("place", waits)
    do("pay", waits, amount="79.00")
    do("suspend", basket({"product": "CU", "quantity": 1}), description="fetches his card")
    gone = basket({"product": "CU", "quantity": 4}, customer="C7")
    do("cancel", gone, reason="changed his mind")
    do("lock", basket({"product": "CT", "quantity": 1}, customer="C7"))
    back = basket({"product": "LN", "quantity": 1})
    do("set_purpose", back, purpose="return_to_supplier", supplier="LUX", reason="scratched")
    basket({"product": "LN", "quantity": 2}, {"product": "SN", "quantity": 1}, customer="C7")
    clock.now = NOON
    return desk
