"""Money as whole minor units and a currency: read from a text, written as one, never a float.

*Units*: ``12.50`` of EUR is 1250 minor units; the number of decimals is the currency's.
*Source*: ISO 4217, whose currencies have two decimals but for these.
"""

from __future__ import annotations

import re

from models.errors import Invalid

_NONE = (
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
    "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF",
)  # fmt: skip
_THREE = ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")
_DECIMALS = dict.fromkeys(_NONE, 0) | dict.fromkeys(_THREE, 3) | {"CLF": 4, "UYW": 4}
_SHAPE = re.compile(r"(-?)([0-9]{1,15})(?:\.([0-9]{1,6}))?", re.ASCII)
MOST_MINOR = 10**15


def currency_code(text: object) -> str:
    """A currency as three capitals.

    *Errors*: `Invalid`.
    """
    if not isinstance(text, str) or not re.fullmatch(r"[A-Za-z]{3}", text, re.ASCII):
        raise Invalid(f"{text!r:.60} is no currency; write three letters like EUR.")
    return text.upper()


def decimals(currency: str) -> int:
    """How many decimals a currency has."""
    return _DECIMALS.get(currency, 2)


def minor_of(name: str, raw: object, currency: str) -> int:
    """An amount, from a text like ``12.50`` or a whole number, in minor units.

    *Errors*: `Invalid` for anything else, and for more decimals than the currency has.
    """
    text = str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw
    shape = _SHAPE.fullmatch(text.strip()) if isinstance(text, str) else None
    if shape is None:
        raise Invalid(f'{name} is an amount as a text, like "12.50", not {raw!r:.60}.')
    sign, whole, rest = shape.groups(default="")
    places = decimals(currency)
    if rest[places:].strip("0"):
        raise Invalid(f"{name}: {currency} has {places} decimals, {shape[0]} has more.")
    minor = int(whole + rest[:places].ljust(places, "0"))
    if minor > MOST_MINOR:
        raise Invalid(f"{name}: {shape[0]} is more than the desk counts.")
    return -minor if sign else minor


def countable(price: int, pieces: int) -> int:
    """The price of a piece, where so many of them come to an amount that the desk counts.

    *Units*: minor units. *Errors*: `Invalid`.
    """
    if abs(price * pieces) > MOST_MINOR:
        raise Invalid(f"quantity: {pieces} pieces at this price come to more than the desk counts.")
    return price


def amount_text(minor: int, currency: str) -> str:
    """An amount as a text with the currency's decimals."""
    places = decimals(currency)
    if not places:
        return str(minor)
    whole, rest = divmod(abs(minor), 10**places)
    return f"{'-' if minor < 0 else ''}{whole}.{rest:0{places}d}"
