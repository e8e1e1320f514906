"""The places of the desk and the screens of single records, each loaded when it is first gone to.

A place is a full screen of its own, with what was opened from it on top; ``tab`` goes from one to the next.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from textual.screen import Screen


class Place(NamedTuple):
    """A place: its code, what agents call it, and the class of its screen as ``module:name``."""

    code: str
    label: str
    screen: str


PLACES = (
    Place("cases", "Cases", "tui.screens.case_list:CaseListScreen"),
    Place("orders", "Orders", "tui.screens.order_list:OrderListScreen"),
    Place("units", "Units", "tui.screens.units:UnitsScreen"),
    Place("labels", "Statuses and types", "tui.screens.labels:LabelsScreen"),
    Place("recounts", "Recounts", "tui.screens.recounts:RecountsScreen"),
)
#: The screen of a single record, by the kind of the record.
RECORDS = {"case": "tui.screens.case:CaseScreen", "order": "tui.screens.order:OrderScreen"}


def place_after(code: str) -> Place:
    """The place that ``tab`` goes to from this one."""
    codes = [place.code for place in PLACES]
    return PLACES[(codes.index(code) + 1) % len(PLACES)]


def loaded(screen: str) -> Callable[..., Screen[None]]:
    """The class that is named as ``module:name``."""
    module, _, name = screen.partition(":")
    return cast("Callable[..., Screen[None]]", getattr(import_module(module), name))
