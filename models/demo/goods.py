"""What the demo's shops sell: products that fit what its cases are about, and where there are any.

*Units*: prices as texts, in euros.
"""

from __future__ import annotations

from typing import NamedTuple

from models.demo.texts import PRODUCTS

#: Where goods are: in every shop, in the warehouse alone, at the supplier's alone; of few there are two in
#: each shop; of the lost ones the system of one shop believes that there are none.
SHELF, HOUSE, SUPPLIER, FEW, LOST, SERVICE = "shelf", "house", "supplier", "few", "lost", "service"
PLURAL = dict(PRODUCTS)


class Good(NamedTuple):
    """A product, and the word by which cases call it."""

    id: str
    name: str
    price: str
    item: str
    where: str

    @property
    def items(self) -> str:
        """More than one of it."""
        return PLURAL.get(self.item, self.item)


GOODS = tuple(
    Good(*row)
    for row in (
        ("LN-113", "Lamp Nora, brass", "89.00", "lamp", SHELF),
        ("LN-118", "Lamp Nora, black", "84.00", "lamp", SHELF),
        ("CT-204", "Chair Tove, oak", "129.00", "chair", SHELF),
        ("BS-210", "Bar stool Finn, beech", "98.50", "bar stool", SHELF),
        ("CU-301", "Cushion Alba, wool", "24.00", "cushion", SHELF),
        ("ST-412", "Side table Mikko", "74.90", "side table", SHELF),
        ("RG-505", "Rug Isle, 170 x 240", "219.00", "rug", SHELF),
        ("MR-601", "Mirror Sofie, round", "65.00", "mirror", SHELF),
        ("DK-702", "Desk Anton, ash", "379.00", "desk", HOUSE),
        ("WR-705", "Wardrobe Greta", "649.00", "wardrobe", HOUSE),
        ("MA-711", "Mattress Loft, 160 x 200", "520.00", "mattress", HOUSE),
        ("AC-720", "Armchair Otto, green", "445.00", "armchair", HOUSE),
        ("BE-733", "Bench Lund", "189.00", "bench", HOUSE),
        ("SH-801", "Shelf Halden, made to measure", "310.00", "shelf", SUPPLIER),
        ("CR-804", "Curtain Mirre, made to measure", "142.00", "curtain", SUPPLIER),
        ("FL-120", "Floor lamp Vega", "159.00", "floor lamp", FEW),
        ("LS-131", "Lamp shade Nora, linen", "39.50", "lamp shade", LOST),
        ("GW-900", "Gift wrapping", "4.50", "gift wrapping", SERVICE),
    )
)


def goods(where: str) -> list[Good]:
    """The products that are to be found there."""
    return [good for good in GOODS if good.where == where]
