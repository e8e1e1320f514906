"""What an order is decided in: units, countries, methods, settings, types, stock; frozen, read once.

*Source*: rules.md, 2.1 and 2.5.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from models.plans import Record

LABELS = ("sellable", "reserved", "damaged", "demo", "transit")
BEHAVIOURS = ("carry_out", "delivery", "reserve", "order")
SETTINGS: dict[str, bool] = {
    "OrderLine:LineActionType:OrderWhenOutOfStock": True,
    "App:Checkout:AllowChangingShippingMethod": False,
    "RequiredData:RequireOrderTransferForNonPaidPickup": False,
    "Orders:OrderInvoiceStrategy": False,
    "Orders:AllowMixed": False,
}
INTERBRANCH = "interbranch"
#: How many lines an order holds: what is more would not be read.
MAX_LINES = 1000


@dataclass(frozen=True)
class Unit:
    """An organization unit with its kinds and the shipping methods configured on it, in order."""

    id: str
    name: str
    kinds: frozenset[str] = frozenset()
    parent: str = ""
    country: str = ""
    currency: str = "EUR"
    methods: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Method:
    """A shipping method; ``delivery_type`` is default, ship_from_store or interbranch."""

    id: str
    name: str
    delivery_type: str = "default"


@dataclass(frozen=True)
class Country:
    """A country; ``allows_mixed`` says whether an order there may mix types."""

    id: str
    name: str
    allows_mixed: bool = True


@dataclass(frozen=True)
class LineType:
    """An action type of an order line; ``behaves`` is the one of the four that it works like."""

    code: str
    label: str
    behaves: str
    active: bool = True


@dataclass(frozen=True)
class World:
    """All that surrounds one order.

    *Shapes*: ``stock`` maps (unit, product, label) to a quantity; ``shipments`` maps a line's number to
    its open shipment; ``returned`` maps a line's number to the line of another order that it returns.
    """

    units: Mapping[str, Unit] = field(default_factory=dict)
    countries: Mapping[str, Country] = field(default_factory=dict)
    methods: Mapping[str, Method] = field(default_factory=dict)
    suppliers: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, bool] = field(default_factory=lambda: SETTINGS)
    types: Mapping[str, LineType] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    stock: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    shipments: Mapping[str, Record] = field(default_factory=dict)
    returned: Mapping[str, Record] = field(default_factory=dict)
    recounts: frozenset[tuple[str, str]] = frozenset()
    customer_address: str = ""

    def about(
        self,
        *,
        settings: Mapping[str, bool],
        stock: Mapping[tuple[str, str, str], int],
        shipments: Mapping[str, Record],
        returned: Mapping[str, Record],
        recounts: frozenset[tuple[str, str]],
        customer_address: str,
    ) -> World:
        """The same surroundings with what is found about one order."""
        # As `replace` does it, in a third of the time: every decision makes one.
        world = object.__new__(World)
        fields = world.__dict__
        fields.update(self.__dict__)
        fields["settings"] = settings
        fields["stock"] = stock
        fields["shipments"] = shipments
        fields["returned"] = returned
        fields["recounts"] = recounts
        fields["customer_address"] = customer_address
        return world

    def unit(self, unit_id: object) -> Unit:
        """The unit of this id; an empty one where there is none."""
        return self.units.get(str(unit_id or "")) or Unit(str(unit_id or ""), str(unit_id or ""))

    def behaves(self, type_code: object) -> str:
        """Which of the four a type works like."""
        found = self.types.get(str(type_code))
        return found.behaves if found else str(type_code)

    def type_label(self, type_code: object) -> str:
        """What an agent reads for a type."""
        found = self.types.get(str(type_code))
        return found.label if found else str(type_code)

    def up(self, unit_id: str) -> Iterator[Unit]:
        """The unit and those above it, the nearest first."""
        seen: set[str] = set()
        while unit_id and unit_id not in seen:
            seen.add(unit_id)
            unit = self.unit(unit_id)
            yield unit
            unit_id = unit.parent

    def warehouses(self, unit_id: str) -> tuple[Unit, ...]:
        """Warehouses as they serve a unit, the nearest first: itself, up the tree, those of its country."""
        above = [unit.id for unit in self.up(unit_id)]
        country = self.unit(unit_id).country
        houses = [unit for unit in self.units.values() if "warehouse" in unit.kinds]

        def nearness(house: Unit) -> int:
            ranks = [above.index(each) for each in (house.id, house.parent) if each in above]
            return min(ranks, default=len(above))

        served = [
            house
            for house in houses
            if nearness(house) < len(above) or (country and house.country == country)
        ]
        return tuple(sorted(served, key=lambda house: (nearness(house), house.id)))
