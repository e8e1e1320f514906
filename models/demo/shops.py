"""The stores of the demo: a chain in two countries, who buys there, and what it has set where.

Under the chain stand its two countries: in one, two shops and a web shop, in the other a showroom
whose country lets no order mix its types. The warehouse serves all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.demo.goods import FEW, GOODS, HOUSE, LOST, SERVICE, SHELF, SUPPLIER
from models.demo.texts import ACCOUNTS, PEOPLE, STREETS, TOWNS

if TYPE_CHECKING:
    from models.desk.desk import Desk

CURRENCY = "EUR"
CHAIN, DUTCH, BELGIAN = "HL", "HL-NL", "HL-BE"
AMS, RTM, WEB, ANT, HOUSE_UTR = "AMS", "RTM", "WEB", "ANT", "UTR"
COURIER, POST, VAN, TRUCK = "courier", "post", "van", "two-men"
LAMPS, WOOD = "BRIGHT", "NOORD"
ASSEMBLY = "Delivery with assembly"
CALL, CREDIT, SHOWPIECE = "Call before delivery", "Credit check", "Showpiece"

_UNITS: tuple[tuple[str, str, str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    (CHAIN, "Harbour Lane Living", "", "", (), ()),
    (DUTCH, "Harbour Lane Netherlands", CHAIN, "NL", (), ()),
    (BELGIAN, "Harbour Lane Belgium", CHAIN, "BE", (), ()),
    (HOUSE_UTR, "Utrecht Warehouse", CHAIN, "NL", ("warehouse",), ()),
    (AMS, "Amsterdam Shop", DUTCH, "NL", ("shop", "pickup"), (COURIER, TRUCK, VAN)),
    (RTM, "Rotterdam Shop", DUTCH, "NL", ("shop", "pickup"), (COURIER, VAN)),
    (WEB, "Web shop", DUTCH, "NL", ("web_shop",), (POST,)),
    (ANT, "Antwerp Showroom", BELGIAN, "BE", ("pickup",), (COURIER,)),
)
_METHODS = (
    (COURIER, "Courier", "default"),
    (POST, "Parcel post", "default"),
    (TRUCK, "Truck with two men", "ship_from_store"),
    (VAN, "Van between the stores", "interbranch"),
)
#: At the top what goes for all, in a country or a store what is otherwise there.
_SETTINGS = (
    (CHAIN, "Orders:AllowMixed", True),
    (DUTCH, "App:Checkout:AllowChangingShippingMethod", True),
    (DUTCH, "RequiredData:RequireOrderTransferForNonPaidPickup", True),
    (AMS, "Orders:OrderInvoiceStrategy", True),
    (RTM, "Orders:AllowMixed", False),
    (RTM, "OrderLine:LineActionType:OrderWhenOutOfStock", False),
    (WEB, "App:Checkout:AllowChangingShippingMethod", False),
)
_STATUSES = (
    ("Call before delivery", "amber", "CALL", "The customer wants to hear the day and the hour."),
    ("Credit check", "red", "CREDIT", "Accounting looks at it before anything leaves."),
    ("Showpiece", "violet", "SHOW", "Sold as it stands on the floor."),
)
#: Pieces of each product in the shops, in the warehouse, by where it is to be found; for sixty orders.
_STOCK = {SHELF: (60, 120), HOUSE: (0, 120), SUPPLIER: (0, 0), FEW: (2, 60), LOST: (0, 40)}
_DAMAGED = 6


class Buyer(NamedTuple):
    """A customer, and how cases name him: as an account, or as somebody on his own."""

    id: str
    name: str
    address: str
    account: bool

    @property
    def named(self) -> dict[str, object]:
        """The fields by which a case names him; a company's contact is one of its people."""
        if not self.account:
            return {"consumer": self.name}
        return {"account": self.name, "contact": PEOPLE[ACCOUNTS.index(self.name)]}


def _buyer(place: int, name: str) -> Buyer:
    house = f"{STREETS[place % len(STREETS)]} {3 + place % 29 * 4}"
    return Buyer(f"C{place:03d}", name, f"{house}, {TOWNS[place % len(TOWNS)]}", name in ACCOUNTS)


BUYERS = tuple(_buyer(place, name) for place, name in enumerate((*ACCOUNTS, *PEOPLE), 101))


def open_shops(desk: Desk, orders: int) -> None:
    """Puts the stores, the goods and the customers, with stock that lasts for so many orders."""
    for code, name, mixed in (("NL", "Netherlands", True), ("BE", "Belgium", False)):
        desk.put("country", {"id": code, "name": name, "allows_mixed": mixed, "currency": CURRENCY})
    for code, name, kind in _METHODS:
        desk.put("shipping_method", {"id": code, "name": name, "delivery_type": kind})
    for code, name in ((LAMPS, "Brightwell Lighting"), (WOOD, "Noord Woodworks")):
        desk.put("supplier", {"id": code, "name": name})
    for code, name, parent, country, kinds, methods in _UNITS:
        rest = {"parent": parent, "country": country, "shipping_methods": list(methods)}
        suppliers = [LAMPS, WOOD] if kinds else []
        unit = {"id": code, "name": name, "kinds": list(kinds), "suppliers": suppliers, "currency": CURRENCY}
        desk.put("ou", unit | rest)
    for where, name, value in _SETTINGS:
        desk.put("setting", {"ou": where, "name": name, "value": value})
    for name, colour, backend, why in _STATUSES:
        status = {"name": name, "color": colour, "backend_id": backend, "description": why}
        desk.put("custom_status", status)
    assembly = {"name": ASSEMBLY, "color": "violet", "behaves_like": "delivery"}
    desk.put(
        "custom_type", assembly | {"backend_id": "ASM", "description": "Two men bring it and build it up."}
    )
    for buyer in BUYERS:
        desk.put("customer", {"id": buyer.id, "name": buyer.name, "address": buyer.address})
    _fill_shelves(desk, 1 + orders // 60)


def _fill_shelves(desk: Desk, times: int) -> None:
    for good in GOODS:
        product = {"id": good.id, "name": good.name, "price": good.price}
        desk.put("product", product | {"is_product": good.where != SERVICE})
        in_shops, in_house = _STOCK.get(good.where, (0, 0))
        for unit, pieces in ((AMS, in_shops), (RTM, in_shops), (ANT, in_shops), (HOUSE_UTR, in_house)):
            if pieces:
                many = pieces if pieces == _STOCK[FEW][0] else pieces * times
                desk.put("stock", {"ou": unit, "product": good.id, "quantity": many})
        if good.where == SHELF:
            damaged = {"ou": AMS, "product": good.id, "quantity": _DAMAGED * times, "label": "damaged"}
            desk.put("stock", damaged)
