"""Whole pieces at whole minor units: quantities and prices as a file writes them, to the penny.

A price with more decimals than its currency has no place in a line. Such a row becomes two
lines whose prices are a minor unit apart, so that together they come to what the row comes to.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from models.money import MOST_MINOR, amount_text, decimals

_PRICE = re.compile(r"[+-]?[0-9]{1,12}(?:\.[0-9]{1,6})?", re.ASCII)
_QUANTITY = re.compile(r"([+-]?[0-9]{1,10})(?:\.0+)?", re.ASCII)


class Part(NamedTuple):
    """Pieces at one price, in minor units."""

    pieces: int
    unit_price_minor: int


class Priced(NamedTuple):
    """The parts of a row, and what is to be said where its price had too many decimals."""

    parts: tuple[Part, ...]
    odd: str = ""


def price_of(text: str) -> Decimal | None:
    """A price as a file writes it, or None where the text is none."""
    return Decimal(text) if _PRICE.fullmatch(text) else None


def quantity_of(text: str) -> int | None:
    """A whole number, with or without an empty fraction, or None."""
    found = _QUANTITY.fullmatch(text)
    return int(found[1]) if found else None


def countable(pieces: int, price: Decimal, currency: str) -> bool:
    """Whether the desk can count what so many pieces come to."""
    return abs(price * pieces).scaleb(decimals(currency)) <= MOST_MINOR


def priced(pieces: int, price: Decimal, currency: str) -> Priced:
    """So many pieces (counted without a sign) at this price, in lines of whole minor units."""
    exact = price.scaleb(decimals(currency))
    if exact == exact.to_integral_value():
        return Priced((Part(pieces, int(exact)),))
    amount = int((exact * pieces).to_integral_value(ROUND_HALF_UP))
    low, dearer = divmod(amount, pieces)
    parts = [Part(pieces - dearer, low), Part(dearer, low + 1)]
    said = " and ".join(
        f"{part.pieces} at {amount_text(part.unit_price_minor, currency)}" for part in parts if part.pieces
    )
    rounded = "" if amount == exact * pieces else f", {amount_text(amount, currency)} in all, rounded"
    odd = f"the price {price} has more decimals than {currency}; kept as {said}{rounded}."
    return Priced(tuple(part for part in parts if part.pieces), odd)
