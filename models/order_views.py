"""The values that the till hands out: orders, products, units, labels and recounts.

*Units*: amounts in minor units of the order's currency; times in milliseconds since 1970, UTC.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from models.plans import Reason, Verdict


class OrderLineView(NamedTuple):
    """One line of an order; amounts in minor units, the counters are pieces without a sign.

    ``stock`` is what the originating unit has to sell, ``verdicts`` are the order's actions for this line.
    """

    number: str
    product: str
    description: str
    is_product: bool
    quantity: int
    unit_price_minor: int
    amount_minor: int
    type: str
    type_label: str
    type_colour: str
    shipping_method: str
    ship_from: str
    label: str
    returns: str
    ordered: int
    reserved: int
    shipped: int
    invoiced: int
    cancelled: int
    returned: int
    version: int
    stock: int
    verdicts: Sequence[Verdict]


class CaseAbout(NamedTuple):
    """A case that names an order or one of its lines."""

    number: str
    state: str
    short_description: str


class OrderView(NamedTuple):
    """A whole order or basket with its first lines, what follows from its facts, and its verdicts.

    ``status`` is the code of the badge (a status, or the state before it is placed); ``checklist`` is
    what bars Place, each point a reason, and ``checked`` says what of it is in order; ``cases`` are
    the cases about it, at most fifty; ``returns_minor`` is what its return lines come to, never above
    nothing. ``address`` is the order's own, ``customer_address`` serves where it has none; ``names`` are
    the labels of the purposes, units, methods and suppliers that the codes stand for.
    """

    number: str
    state: str
    version: int
    status: str
    statuses: tuple[str, ...]
    marks: tuple[str, ...]
    type: str
    type_label: str
    type_colour: str
    custom_status: str
    custom_status_colour: str
    purpose: str
    currency: str
    total_minor: int
    paid_minor: int
    to_pay_minor: int
    returns_minor: int
    customer: str
    customer_name: str
    address: str
    customer_address: str
    originating: str
    sold_from: str
    pickup: str
    sold_to: str
    supplier: str
    reason: str
    shipping_method: str
    description: str
    requested_date: str
    locked: bool
    opened_at: int
    opened_by: str
    placed_at: int | None
    placed_by: str
    source: str
    source_number: str
    lines_total: int
    lines: tuple[OrderLineView, ...]
    warnings: tuple[Reason, ...]
    checklist: tuple[Reason, ...]
    checked: tuple[str, ...]
    cases: tuple[CaseAbout, ...]
    names: Mapping[str, str]
    verdicts: tuple[Verdict, ...]


class ProductView(NamedTuple):
    """A product as the search shows it, with what the unit has of it to sell."""

    id: str
    name: str
    price: str
    sellable: int
    goods: bool = True


class CustomerView(NamedTuple):
    """A customer as the search shows him."""

    id: str
    name: str
    address: str


class SettingView(NamedTuple):
    """A setting in force in a unit: ``from_unit`` is where its value is set, empty for the default."""

    name: str
    value: bool
    from_unit: str
    from_name: str


class UnitView(NamedTuple):
    """An organization unit in its tree, ``depth`` levels below the top, with the settings in force there."""

    id: str
    name: str
    depth: int
    kinds: tuple[str, ...]
    parent: str
    country: str
    currency: str
    methods: tuple[str, ...]
    suppliers: tuple[str, ...]
    settings: tuple[SettingView, ...]


class CountryView(NamedTuple):
    """A country; ``allows_mixed`` says whether an order there may mix types, over any unit's setting."""

    id: str
    name: str
    allows_mixed: bool
    currency: str


class LedgerView(NamedTuple):
    """An entry of a custom status's ledger: who gave it to which order, and when."""

    order: str
    at: int
    agent: str


class CountView(NamedTuple):
    """What came of a recount: who counted when, and the stock to sell before and after."""

    at: int
    agent: str
    before: int
    after: int


class LabelView(NamedTuple):
    """A custom status or type: ``behaves`` is empty for a status; ``used`` says whether an order has it."""

    code: str
    name: str
    description: str
    colour: str
    backend_id: str
    behaves: str
    active: bool
    custom: bool
    used: bool


class RecountView(NamedTuple):
    """A task to count a product in a unit; ``system`` is what the desk believes is there to sell."""

    number: str
    unit: str
    unit_name: str
    product: str
    product_name: str
    state: str
    system: int
    counted: int | None
    at: int
