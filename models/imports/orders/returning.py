"""Finds what a return brings back: the same product, bought before by the same customer.

A sale can be brought back as far as it was handed over and not yet returned. Of several the
one at the same price is taken, then the youngest. Whatever finds none stays loose.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass

#: A customer and a product.
Purchase = tuple[str, str]


@dataclass
class Bought:
    """A line that was sold: the pieces that may still come back, and how many have."""

    number: str
    left: int
    returned: int
    unit_price_minor: int
    at: int
    version: int


@dataclass(frozen=True)
class Tie:
    """A return line's original, and the pieces of it that came back before."""

    number: str
    returned: int
    version: int


class Returning:
    """What customers bought, read from the desk when it is first asked for.

    Purchases outside ``wanted`` are never asked for and so not remembered.
    """

    def __init__(self, read: Callable[[Purchase], list[Bought]], wanted: Container[Purchase]) -> None:
        self._read = read
        self._wanted = wanted
        self._bought: dict[Purchase, list[Bought]] = {}

    def forget(self) -> None:
        """What others do between two batches counts: all is read again."""
        self._bought.clear()

    def _of(self, purchase: Purchase) -> list[Bought]:
        if purchase not in self._bought:
            self._bought[purchase] = self._read(purchase)
        return self._bought[purchase]

    def remember(self, purchase: Purchase, bought: Bought) -> None:
        """A sale that is about to be written can be brought back by what comes later."""
        if purchase in self._wanted:
            self._of(purchase).append(bought)

    def original(self, purchase: Purchase, pieces: int, price: int, at: int) -> Tie | None:
        """The line that so many pieces come back of, counted as brought back from now on."""
        if not purchase[0]:
            return None
        fitting = [each for each in self._of(purchase) if each.left >= pieces and each.at <= at]
        if not fitting:
            return None
        found = max(fitting, key=lambda each: (each.unit_price_minor == price, each.at))
        tie = Tie(found.number, found.returned, found.version)
        found.left -= pieces
        found.returned += pieces
        found.version += 1
        return tie
