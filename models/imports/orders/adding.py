"""Lays an order of a file over what the desk holds: new, continued or left alone; writes nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from models.actor import Actor
from models.desk.orders import surroundings
from models.desk.orders.reading import read_order
from models.desk.session import Session
from models.imports.orders.catalogue import Catalogue, unit_fields
from models.imports.orders.returning import Bought, Returning, Tie
from models.imports.orders.settling import Settled, line_records, settled
from models.imports.orders.store import HeldOrder
from models.imports.orders.told import Heading, Sold, ToldOrder
from models.plans import Facts, Record
from models.rulebook import Rulebook
from models.till.derivations import PLACED
from models.till.quantities import living, number
from models.till.world import Unit, World


class Addition(NamedTuple):
    """What is to be written of an order: how it will be, and what its return lines bring back.

    ``lines`` are the new ones as the file tells them, in step with those that were made of them.
    """

    settled: Settled
    lines: tuple[Sold, ...]
    ties: dict[str, Tie]
    version: int | None


class Adding:
    """Decides what orders of one file add to a desk."""

    def __init__(
        self, session: Session, rulebook: Rulebook, actor: Actor, catalogue: Catalogue, returning: Returning
    ) -> None:
        self.session = session
        self.rulebook = rulebook
        self.actor = actor
        self.catalogue = catalogue
        self.returning = returning
        self._worlds: dict[str, World] = {}

    def missing(self, order: ToldOrder, held: HeldOrder) -> tuple[tuple[Sold, ...], str]:
        """The lines of a held order that the desk lacks, or why it is left as it is."""
        left = Counter(held.lines)
        lacking = []
        for sold in order.lines:
            key = sold.product, sold.quantity, sold.unit_price_minor
            if left[key] > 0:
                left[key] -= 1
            else:
                lacking.append(sold)
        if +left or held.customer != order.heading.customer:
            return (), "holds other lines or another customer than the file by now"
        if not lacking:
            return (), ""
        if held.locked or held.state not in PLACED or order.heading.state not in PLACED:
            return (), "lacks lines that the file has, but takes none: it is locked, cancelled or not placed"
        return tuple(lacking), ""

    def new(self, order: ToldOrder, number_: str, at: int) -> Addition:
        """An order that the desk has never seen."""
        state = "placed" if order.heading.state in PLACED else order.heading.state
        head = Record("order", number_, state, 1, _head_values(order))
        facts = Facts(self.actor, head, (), number_, self._world(order.heading))
        return self._added(order, facts, order.lines, at, None)

    def continued(self, order: ToldOrder, held: HeldOrder, lines: tuple[Sold, ...], at: int) -> Addition:
        """A held order with further lines."""
        facts = read_order(self.session, held.number, self.actor)
        begun = replace(facts, head=replace(facts.head, state="placed"))
        return self._added(order, begun, lines, at, facts.head.version)

    def _added(
        self, order: ToldOrder, facts: Facts, lines: tuple[Sold, ...], at: int, version: int | None
    ) -> Addition:
        world = facts.world if isinstance(facts.world, World) else World()
        new = [(self.catalogue.named(sold), self._original(order, sold, at)) for sold in lines]
        records = line_records(order, facts.head, world, new)
        ties = {record.number: tie for record, (_, tie) in zip(records, new, strict=True) if tie}
        done = settled(self.rulebook, facts, order, records)
        if order.heading.state in PLACED:
            self._remember(order, done, at)
        return Addition(done, lines, ties, version)

    def _original(self, order: ToldOrder, sold: Sold, at: int) -> Tie | None:
        if sold.quantity > 0 or order.returns_loose or order.heading.state not in PLACED:
            return None
        purchase = order.heading.customer, sold.product
        pieces = abs(sold.quantity) - sold.cancelled
        return self.returning.original(purchase, pieces, sold.unit_price_minor, at) if pieces else None

    def _remember(self, order: ToldOrder, done: Settled, at: int) -> None:
        for line in done.made:
            if number(line, "quantity") > 0 and living(line):
                price = number(line, "unit_price_minor")
                bought = Bought(line.number, number(line, "shipped"), 0, price, at, 1)
                self.returning.remember((order.heading.customer, str(line.values["product"])), bought)

    def _world(self, heading: Heading) -> World:
        """What an order of a unit is decided in; a unit that is only being made has what the file says."""
        if heading.ou not in self._worlds:
            units = surroundings.units(self.session)
            made = unit_fields(heading)
            kinds = frozenset(str(made["kinds"]).split(","))
            country = heading.ou_country
            units.setdefault(
                heading.ou, Unit(heading.ou, str(made["name"]), kinds, "", country, heading.currency)
            )
            above = [unit.id for unit in World(units=units).up(heading.ou)]
            self._worlds[heading.ou] = World(
                units=units,
                countries=surroundings.countries(self.session),
                settings=surroundings.settings(self.session, above),
                types=surroundings.line_types(self.session),
            )
        return self._worlds[heading.ou]


def _head_values(order: ToldOrder) -> dict[str, object]:
    heading = order.heading
    return {
        "purpose": "sale",
        "customer": heading.customer or None,
        "address": heading.address,
        "originating": heading.ou,
        "sold_from": heading.ou,
        "pickup": None,
        "sold_to": None,
        "supplier": None,
        "reason": "",
        "shipping_method": None,
        "description": heading.description,
        "locked": 0,
        "requested_date": heading.requested_date,
        "custom_status": None,
        "currency": heading.currency,
        "paid_minor": 0,
        "last_line": 0,
        "source_number": order.number,
    }
