"""Reads what the desk holds of an imported order and of its customer, and writes what its source adds.

An order and all that comes with it are written in one transaction, which is the caller's; the
times are the source's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.desk.applying import inserted
from models.desk.history import Event, write_history
from models.desk.numbering import next_numbers
from models.desk.orders.facets import facets
from models.desk.orders.reading import HEAD, LINE
from models.desk.session import Session
from models.errors import Stale
from models.imports.orders.returning import Bought, Purchase, Tie
from models.imports.orders.settling import IMPORT, Settled
from models.imports.orders.told import ToldOrder
from models.numbers import number_of, order_line_number, parse_number, position_of
from models.plans import Change, Creation, Entry, Record
from models.rulebook import Rulebook
from models.statements import Statement, slot
from models.tables.orders import Invoice, Order, OrderLine, Payment
from models.till.world import MAX_LINES

_HELD = "SELECT id, state, customer_id, locked FROM orders WHERE source = ? AND source_number = ? LIMIT 1"
_LINES = (
    f"SELECT product_id, quantity, unit_price_minor FROM order_lines WHERE order_id = ? LIMIT {MAX_LINES}"
)
_BOUGHT = """
SELECT l.order_id, l.position, l.shipped - l.returned, l.returned, l.unit_price_minor, o.placed_at, l.version
FROM orders o JOIN order_lines l ON l.order_id = o.id
WHERE o.customer_id = ? AND l.product_id = ? AND l.quantity > 0 AND o.placed_at IS NOT NULL LIMIT 10000
"""
_LINE = Statement(
    OrderLine.insert(order=slot("order"), position=slot("position"), **{name: slot(name) for name in LINE})
)
_INVOICE = Statement(
    Invoice.insert(**{name: slot(name) for name in ("id", "order", "line", "pieces", "amount_minor", "at")})
)
_RETURNED = Statement(
    OrderLine.update(returned=slot("returned"), version=OrderLine.version + 1).where(
        (OrderLine.order == slot("order"))
        & (OrderLine.position == slot("position"))
        & (OrderLine.version == slot("version"))
    )
)
_SEEN = Statement(Order.update(version=Order.version + 1).where(Order.id == slot("id")))


class HeldOrder(NamedTuple):
    """An order of this source and number: what it sells at which price, and to whom."""

    number: str
    state: str
    customer: str
    locked: bool
    lines: tuple[tuple[str, int, int], ...]


class OrderStore:
    """The desk's tables as an import of orders sees them."""

    def __init__(self, session: Session, rulebook: Rulebook) -> None:
        self.session = session
        self.rulebook = rulebook

    def held(self, order: ToldOrder) -> HeldOrder | None:
        """The order as the desk holds it, or None where it has never been imported."""
        row = self.session.database.one(_HELD, [order.source, order.number])
        if row is None:
            return None
        lines = tuple(
            (str(product), int(str(quantity)), int(str(price)))
            for product, quantity, price in self.session.database.all(_LINES, [row[0]])
        )
        number = number_of("order", int(str(row[0])))
        return HeldOrder(number, str(row[1]), str(row[2] or ""), bool(row[3]), lines)

    def bought(self, purchase: Purchase) -> list[Bought]:
        """The lines in which a customer bought a product here."""
        return [
            Bought(order_line_number(order_id, position), left, returned, price, at, version)  # type: ignore[arg-type]  # whole numbers, all of them
            for order_id, position, left, returned, price, at, version in self.session.database.all(
                _BOUGHT, purchase
            )
        ]

    def totals(self, numbers: Sequence[str]) -> dict[str, int]:
        """What the desk says that these orders come to."""
        ids = [parse_number(number)[1] for number in numbers]
        rows = self.session.database.all(
            Order.select(Order.id, Order.total_minor).where(Order.id.in_(ids)).limit(len(ids))
        )
        return {number_of("order", int(str(order_id))): int(str(total)) for order_id, total in rows}

    def write(
        self, order: ToldOrder, settled: Settled, ties: dict[str, Tie], *, now: int, version: int | None
    ) -> None:
        """Writes an order's heading, its new lines and what came of them; ``version`` is that of a held one.

        *Errors*: `Stale` where somebody changed it, or a line that is brought back, since it was read.
        """
        head = settled.facts.head
        at = order.at(now)
        by = order.heading.placed_by or self.session.agent
        order_id = parse_number(head.number)[1]
        columns = {name: head.values[name] for name in HEAD if name != "source_number"}
        columns |= facets(self.session, self.rulebook, settled.facts)
        columns |= {"state": head.state, "updated_at": at, "updated_by": by}
        if version is None:
            self._insert(order, order_id, columns, at, by)
        else:
            columns |= {"updated_at": now, "updated_by": self.session.agent, "version": version + 1}
            same = (Order.id == order_id) & (Order.version == version)
            if self.session.database.run(Order.update(**columns).where(same)) != 1:
                raise Stale(head.number, version, version + 1)
        lines = [
            {**line.values, "order": order_id, "position": position_of(line.number)} for line in settled.made
        ]
        self.session.database.many(_LINE, lines)
        changes = [
            Change(head.number, "state", None, head.state, IMPORT)
            if version is None
            else Change(head.number, "last_line", None, head.values["last_line"], IMPORT),
            *_born(settled.made),
            *self._created(order_id, settled.creations, at, by),
            *self._brought_back(settled.made, ties),
        ]
        event = Event(IMPORT, head.number, head.number, at, by, imported=True, irregular=settled.irregular)
        write_history(self.session, event, changes, _loose(settled.made, head.number))

    def _insert(self, order: ToldOrder, order_id: int, columns: dict[str, object], at: int, by: str) -> None:
        placed = {"placed_at": at, "placed_by": by} if _was_placed(order) else {}
        keys = {"id": order_id, "source": order.source, "source_number": order.number}
        inserted(self.session, Order, columns | keys | placed | {"opened_at": at, "opened_by": by})

    def _created(self, order_id: int, creations: Sequence[Creation], at: int, by: str) -> list[Change]:
        """Writes payments and invoices and says so as changes from nothing."""
        changes: list[Change] = []
        for kind in ("payment", "invoice"):
            made = [each for each in creations if each.kind == kind]
            if not made:
                continue
            ids = next_numbers(self.session, kind, len(made))
            rows = [
                {**each.values, "id": record, "order": order_id, "at": at}
                for record, each in zip(ids, made, strict=True)
            ]
            if kind == "invoice":
                self.session.database.many(_INVOICE, rows)
            else:
                for row in rows:
                    inserted(self.session, Payment, row | {"agent": by})
            changes += [
                Change(number_of(kind, record), name, None, value, IMPORT)
                for record, each in zip(ids, made, strict=True)
                for name, value in each.values.items()
                if value not in (None, "")
            ]
        return changes

    def _brought_back(self, made: Iterable[Record], ties: dict[str, Tie]) -> list[Change]:
        """Counts what is brought back on the lines that were sold; whoever works there has to see it."""
        changes = []
        for line in made:
            tie = ties.get(line.number)
            if tie is None:
                continue
            pieces = abs(int(str(line.values["quantity"])))
            order_id = parse_number(tie.number)[1]
            place = {"order": order_id, "position": position_of(tie.number), "version": tie.version}
            if self.session.database.run(_RETURNED, {**place, "returned": tie.returned + pieces}) != 1:
                raise Stale(tie.number, tie.version, tie.version + 1)
            self.session.database.run(_SEEN, {"id": order_id})
            changes.append(Change(tie.number, "returned", tie.returned, tie.returned + pieces, line.number))
        return changes


def _was_placed(order: ToldOrder) -> bool:
    return order.heading.state not in ("basket", "suspended")


def _born(made: Iterable[Record]) -> list[Change]:
    return [
        Change(line.number, name, None, value, IMPORT)
        for line in made
        for name in ("product", "quantity", "type", "returns")
        if (value := line.values[name])
    ]


def _loose(made: Iterable[Record], number: str) -> tuple[Entry, ...]:
    """A work note that names the return lines that bring back no line of this desk."""
    lines = [
        line.number for line in made if int(str(line.values["quantity"])) < 0 and not line.values["returns"]
    ]
    if not lines:
        return ()
    said = f"Loose return: nothing was found that {', '.join(lines)} could bring back."
    return (Entry(number, "work_note", said),)
